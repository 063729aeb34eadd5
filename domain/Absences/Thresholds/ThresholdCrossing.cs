namespace AttendanceFunctions.Domain.Absences.Thresholds;

/// <summary>A statutory threshold that a pupil has reached, with the sessions that were counted.</summary>
/// <param name="Sessions">The sessions that were counted, in order; at least one.</param>
/// <param name="IsProvisional">Whether the threshold is reached only by counting N marks, whose reason may still be established.</param>
public sealed record ThresholdCrossing(
    StatutoryThreshold Threshold, IReadOnlyList<(Session Session, Mark Mark)> Sessions, bool IsProvisional)
{
    /// <summary>The most of the sessions that lie within ten school weeks: all, unless the matter has been open for longer.</summary>
    public int InWindow { get; init; } = Sessions.Count;

    /// <summary>The day of the first session that was counted.</summary>
    public DateOnly First => Sessions[0].Session.Date;

    /// <summary>The day of the last session that was counted.</summary>
    public DateOnly Last => Sessions[^1].Session.Date;

    /// <summary>The number of sessions whose reason is not established yet.</summary>
    public int Unsettled => Sessions.Count(counted => StatutoryFacts.IsUnsettled(counted.Mark));
}

/// <summary>The data from which statutory thresholds are counted. Only sessions of compulsory school age count.</summary>
public sealed record StatutoryFacts(MarkHistory History, CompulsoryAge Age, SchoolCalendar Calendar, AuthorityReturns Returns)
{
    /// <summary>The last day that the newest return of each threshold counted, of the thresholds of which one was made.</summary>
    public IReadOnlyDictionary<StatutoryThreshold, DateOnly> Returned { get; init; } = new Dictionary<StatutoryThreshold, DateOnly>();

    /// <summary>The last day that the newest return of a threshold counted; null if none was made.</summary>
    public DateOnly? CountedUntil(StatutoryThreshold threshold) => Returned.TryGetValue(threshold, out var day) ? day : null;

    /// <summary>The same, if that day was in a school year.</summary>
    public DateOnly? CountedUntil(StatutoryThreshold threshold, AcademicYear year) =>
        CountedUntil(threshold) is { } day && year.Contains(day) ? day : null;

    /// <summary>Absence without leave: G, N, O, U.</summary>
    public static bool IsUnauthorised(Mark mark) => !mark.IsMissing && mark.Code.Class == CodeClass.Unauthorised;

    /// <summary>Absence whose reason is not established yet: N, which counts as unauthorised until it is (domain 0.7).</summary>
    public static bool IsUnsettled(Mark mark) => !mark.IsMissing && mark.Code.Text == "N";

    /// <summary>The sessions of a kind between two days, both included, in order.</summary>
    public IReadOnlyList<(Session Session, Mark Mark)> Sessions(DateOnly first, DateOnly last, Func<Mark, bool> kind) =>
        [.. History.Stated(Dates.Later(first, Age.First), Dates.Earlier(last, Age.Last)).Where(stated => kind(stated.Mark))];
}
