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

        if (pupil.StepOf(_kind) is { } step && _range.WasNotStepped(step.After, step.Week + 1))
        {
            _followed++;
            Follow(group, pupil, step.Week);
        }
    }

    /// <summary>The changes over each number of weeks for which enough pupils were followed.</summary>
    public IReadOnlyList<StepChange> Changes()
    {
        var all = new GroupOfPupils(_weeks, Longest);
        foreach (var group in _groups.Values)
        {
            all.Add(group);
        }

        var whole = EffectsOf(all);
        // The delete-a-group jackknife: pupils of one group share illness, teachers and habits, so chance is measured between groups.
        var without = _groups.Values.Select(group =>
        {
            all.Add(group, sign: -1);
            var effects = EffectsOf(all);
            all.Add(group);
            return effects;
        }).ToList();
        var longest = without.Append(whole).Min(effects => effects.Count);
        return [.. StepEffect.Spans.Where(span => span <= longest).Select(span => ChangeOver(span, all.Before, whole, without))];
    }

    private static StepChange ChangeOver(
        int span, (int Attended, int Possible) before, List<WeekAfterStep> whole, List<List<WeekAfterStep>> without)
    {
        var effects = without.ConvertAll(weeks => weeks.Take(span).Average(week => week.Effect));
        var (mean, count) = (effects.Average(), effects.Count);
        var variance = effects.Sum(effect => (effect - mean) * (effect - mean)) * (count - 1) / count;
        var (after, difference) = (
            whole.Take(span).Average(week => week.Attendance), whole.Take(span).Average(week => week.Effect));
        return new(
            span, Percent((double)before.Attended / before.Possible), Percent(after), Percent(after - difference),
            PointsInterval.Of(difference, variance, count - 1));
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
    /// The weeks after the step, as far as enough pupils were followed. A week's difference from what is likely is not yet the whole
    /// effect: where an earlier week became better, more is likely. That part is added again.
    /// </summary>
    private List<WeekAfterStep> EffectsOf(GroupOfPupils all)
    {
        var likely = Enumerable.Range(0, _weeks).Select(week => LikelyIn(all.NotStepped, week)).ToList();
        var effects = new List<WeekAfterStep>();
        for (var lag = 0; lag < Longest; lag++)
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
                break;
            }

            effects.Add(new(
                attended / weight,
                (attended - alike) / weight + effects.Zip(carried, (earlier, sessions) => earlier.Effect * sessions / weight).Sum()));
        }

        return effects;
    }

    private static LikelyAttendance? LikelyIn(SumsOfWeek[] notStepped, int week)
    {
        var around = notStepped
            .Take(Math.Max(0, week - Around)..(week + Around + 1)).Where(sums => sums.Pupils >= StepEffect.SmallestGroup);
        return notStepped[week].Pupils < StepEffect.SmallestGroup ? null : LikelyAttendance.Of(notStepped[week], around);
    }

    private static decimal Percent(double share) => Math.Round((decimal)(100 * share), 1, MidpointRounding.AwayFromZero);

    /// <summary>One of the weeks after a step: attendance in it, and the effect on it, both as parts of 1.</summary>
    private readonly record struct WeekAfterStep(double Attendance, double Effect);
}
