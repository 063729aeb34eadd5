namespace AttendanceFunctions.Domain.Cases;

/// <summary>
/// That a pupil was low enough for the ladder when the school started with this product (domain 0.22). Until people take the pupil up, the
/// case stays above the ladder: it asks for nothing, and nobody is written to.
/// </summary>
/// <param name="Stage">The stage of the rate on that day; 1 where the process decides the stage.</param>
/// <param name="Then">The pupil's sessions of the year to that day, as the marks were when this was found.</param>
/// <param name="TakenUpOn">The night on which the case began to follow the policy; null while it waits.</param>
public sealed record Baseline(int Stage, SessionCount Then, DateOnly? TakenUpOn = null)
{
    public bool Waits => TakenUpOn is null;

    /// <summary>The baseline of a case that has not begun; null if the pupil is not in it, or it was settled on an earlier night.</summary>
    /// <param name="lastNight">The last night that the case includes; null if none.</param>
    internal static Baseline? Find(CaseDay day, Case current, DateOnly? lastNight)
    {
        var (night, school) = (day.Night, day.Night.School);
        if (school.LiveSince(AcademicYear.Of(day.Date)) is not { } start || start > day.Date || lastNight > start
            || current is not { Baseline: null, Step: null, Proposal: null, ClosedOn: null })
        {
            return null;
        }

        var then = night.On(start);
        return then.TryGetRate(current, out var rate) && night.Policy.Ladder.Covers(1, rate)
            ? new(Math.Max(1, night.Policy.Ladder.StageOf(rate)), then.ToDate)
            : null;
    }

    /// <summary>Whether a pupil who waits is still low enough for the ladder on a day.</summary>
    internal static bool StillHolds(CaseDay day, Case current) =>
        !day.TryGetRate(current, out var rate)
        || (day.Night.Policy.Ladder is Ladder.ByProcess process
            ? rate.IsAtOrBelow(process.LeaveAbove)
            : day.Night.Policy.Ladder.Covers(1, rate));
}

/// <summary>A pupil's case before a night, for the choice of those whom the school takes up.</summary>
/// <param name="LastNight">The last night that the case includes; null if none.</param>
public sealed record CaseBefore(CaseNight Night, Case Case, DateOnly? LastNight);

/// <summary>Chooses whom of the baseline a school takes up on a night: the lowest attendance first, as many as it has said.</summary>
public static class BaselinePlan
{
    /// <summary>
    /// The pupils whose cases begin to follow the policy on a night. A night that is repeated chooses nobody besides those of its first
    /// run, and completes the choice of a run that ended early. Pupils whose case would be held back by a circumstance on file or a
    /// part-time timetable wait, because people look after them already.
    /// </summary>
    public static IReadOnlySet<Upn> Of(School school, DateOnly night, IReadOnlyCollection<CaseBefore> pupils)
    {
        if (school.GoingLive is not { } start || !school.IsLive(night))
        {
            return new HashSet<Upn>();
        }

        var taken = pupils.Count(pupil => pupil.Case.Baseline?.TakenUpOn == night);
        var waiting = from pupil in pupils
                      let day = pupil.Night.On(night)
                      where day.IsPupilsSchoolDay && pupil.Night.Entry?.MissingSince is null && Waits(pupil, day)
                      select (pupil.Case.Upn, Rate: RateOf(day));
        return waiting.OrderBy(pupil => pupil.Rate, LowestFirst).ThenBy(pupil => pupil.Upn).Select(pupil => pupil.Upn)
            .Take(Math.Max(0, start.BaselineADay - taken)).ToHashSet();
    }

    /// <summary>Puts lower rates first; compared exactly.</summary>
    public static IComparer<Rate> LowestFirst { get; } =
        Comparer<Rate>.Create((one, other) => one.IsBelow(other) ? -1 : other.IsBelow(one) ? 1 : 0);

    private static bool Waits(CaseBefore pupil, CaseDay day) =>
        (pupil.Case.Baseline ?? Baseline.Find(day, pupil.Case, pupil.LastNight)) is { Waits: true }
        && Baseline.StillHolds(day, pupil.Case) && PauseRules.Reason(day) is null;

    private static Rate RateOf(CaseDay day) => day.ToDate.TryGetRate(out var rate) ? rate : Rate.Of(1, 1);
}

/// <summary>Keeps the cases of the baseline back until people take them up.</summary>
internal static class BaselineRules
{
    /// <param name="lastNight">The last night that the case included before this run; null if none.</param>
    public static void Apply(CaseProgress progress, CaseDay day, DateOnly? lastNight)
    {
        if (Baseline.Find(day, progress.Current, lastNight) is { } found)
        {
            progress.Add(day, CaseEventKind.InBaseline, 0, CaseDescription.InBaseline(day, found));
            progress.Update(current => current with { Baseline = found });
        }

        if (progress.Current.Baseline is not { Waits: true } waiting)
        {
            return;
        }

        if (!Baseline.StillHolds(day, progress.Current))
        {
            progress.Add(
                day, CaseEventKind.LeftBaseline, 0,
                $"{CaseDescription.LadderAttendance(day, progress.Current)}: the pupil left the baseline.");
            progress.Update(current => current with { Baseline = null });
        }
        else if (day.Night.TakesUpBaseline && day.Date == day.Night.Night)
        {
            progress.Add(day, CaseEventKind.TakenUp, 0, "Taken up from the baseline: from now on the case follows the policy.");
            progress.Update(current => current with { Baseline = waiting with { TakenUpOn = day.Date } });
        }
    }
}
