using AttendanceFunctions.Domain.Messages.HoldOuts;

namespace AttendanceFunctions.Domain.Summaries.Effects;

/// <summary>The sums of one kind of step over all pupils, by the group that is left out together.</summary>
internal sealed class StepSums
{
    /// <summary>Weeks on each side whose slopes are taken together with a week's own.</summary>
    private const int Around = 2;

    private static readonly int Longest = StepEffect.Spans.Max();

    private readonly StepKind _kind;
    private readonly int _weeks;
    private readonly ComparableRange _range;
    private readonly Dictionary<int, GroupOfPupils> _groups = [];
    private int _followed;

    public StepSums(StepKind kind, int weeks, IReadOnlyCollection<PupilHistory> pupils)
    {
        (_kind, _weeks, _range) = (kind, weeks, ComparableRange.Of(kind, weeks, pupils));
        foreach (var pupil in pupils)
        {
            Add(pupil);
        }
    }

    /// <summary>The stepped pupils who are compared with others like them.</summary>
    public int Followed => _followed;

    private void Add(PupilHistory pupil)
    {
        if (!_groups.TryGetValue(pupil.Group, out var group))
        {
            _groups[pupil.Group] = group = new(_weeks, Longest);
        }

        foreach (var (week, known) in pupil.NotSteppedBefore(_kind).Where(before => _range.WasStepped(before.Known)))
        {
            group.NotStepped[week].Add(known, pupil.In(week));
        }

        if (pupil.StepOf(_kind) is { } step && pupil.Before(step + 1, _kind) is { } after && _range.WasNotStepped(after, step + 1))
        {
            _followed++;
            Follow(group, pupil, step);
        }
    }

    /// <summary>The change over a number of weeks; null where too few pupils were followed for so long.</summary>
    public StepChange? ChangeOver(int span)
    {
        var all = new GroupOfPupils(_weeks, Longest);
        foreach (var group in _groups.Values)
        {
            all.Add(group);
        }

        if (EffectOf(all, span) is not { } whole)
        {
            return null;
        }

        // The delete-a-group jackknife: pupils of one group share illness, teachers and habits, so chance is measured between groups.
        var without = _groups.Values.Select(group =>
        {
            all.Add(group, sign: -1);
            var effect = EffectOf(all, span);
            all.Add(group);
            return effect;
        }).ToList();
        if (without.Any(effect => effect is null))
        {
            return null;
        }

        var effects = without.ConvertAll(effect => effect!.Value.Effect);
        var mean = effects.Average();
        var count = effects.Count;
        var variance = effects.Sum(effect => (effect - mean) * (effect - mean)) * (count - 1) / count;
        return new(
            span, Percent(all.Before.Attended / (double)all.Before.Possible), Percent(whole.After), Percent(whole.After - whole.Effect),
            PointsInterval.Of(whole.Effect, variance, count - 1));
    }

    private void Follow(GroupOfPupils group, PupilHistory pupil, int step)
    {
        var until = pupil.NextStep(_kind, after: step) ?? _weeks;
        group.AddBefore(pupil.UpTo(step));
        for (var lag = 1; lag <= Longest && step + lag <= until; lag++)
        {
            var week = step + lag;
            if (pupil.Before(week, _kind) is { } known)
            {
                group.Followed[lag - 1][week].Add(
                    known, pupil.In(week),
                    [.. Enumerable.Range(step + 1, lag - 1).Select(earlier => pupil.PartOf(earlier, week))]);
            }
        }
    }

    /// <summary>
    /// The mean attendance after the step and the mean effect, both from 0 to 1, over the weeks of a span. A week's difference from what is
    /// expected is not yet the whole effect: where an earlier week became better, more is expected. That part is added again.
    /// </summary>
    private (double After, double Effect)? EffectOf(GroupOfPupils all, int span)
    {
        var likely = Enumerable.Range(0, _weeks).Select(week => LikelyIn(all.NotStepped, week)).ToList();
        var (effects, attendance) = (new double[span], new double[span]);
        for (var lag = 0; lag < span; lag++)
        {
            double weight = 0, attended = 0, alike = 0;
            var (carried, pupils) = (new double[lag], 0);
            for (var week = 0; week < _weeks; week++)
            {
                var followed = all.Followed[lag][week];
                if (followed.Pupils > 0 && likely[week] is { } ofWeek)
                {
                    pupils += followed.Pupils;
                    weight += followed.Weight;
                    attended += followed.Attended;
                    alike += followed.LikelyBy(ofWeek);
                    for (var earlier = 0; earlier < lag; earlier++)
                    {
                        carried[earlier] += followed.CarriedBy(ofWeek, earlier);
                    }
                }
            }

            if (pupils < StepEffect.SmallestGroup)
            {
                return null;
            }

            attendance[lag] = attended / weight;
            effects[lag] = (attended - alike) / weight
                + Enumerable.Range(0, lag).Sum(earlier => effects[earlier] * carried[earlier] / weight);
        }

        return (attendance.Average(), effects.Average());
    }

    private static LikelyAttendance? LikelyIn(SumsOfWeek[] notStepped, int week)
    {
        var around = notStepped
            .Take(Math.Max(0, week - Around)..(week + Around + 1)).Where(sums => sums.Pupils >= StepEffect.SmallestGroup);
        return notStepped[week].Pupils < StepEffect.SmallestGroup ? null : LikelyAttendance.Of(notStepped[week], around);
    }

    private static decimal Percent(double share) => Math.Round((decimal)(100 * share), 1, MidpointRounding.AwayFromZero);
}
