namespace AttendanceFunctions.Domain.Absences.Thresholds;

/// <summary>What earlier penalty matters leave for the next one to count.</summary>
/// <param name="Since">The day from which on windows of school weeks were not looked at; null if no matter was settled.</param>
/// <param name="LookedAt">The sessions of the matter that was settled last: they count again, but only together with another one.</param>
/// <param name="Used">The sessions of notices that stand: they count for no other notice.</param>
public sealed record PenaltyPast(DateOnly? Since, IReadOnlySet<Session> LookedAt, IReadOnlySet<Session> Used)
{
    /// <summary>Nothing has been settled, and no notice was issued.</summary>
    public static PenaltyPast None { get; } = new(null, new HashSet<Session>(), new HashSet<Session>());
}

/// <summary>
/// The threshold of the national framework for penalty notices (Working together to improve school attendance, August 2024, chapter on
/// legal intervention, paragraphs 174 to 200): ten unauthorised sessions, consecutive or not, in ten rolling school weeks, across weekends,
/// holidays, terms, school years and schools of the trust.
/// </summary>
/// <remarks>
/// Present and authorised sessions subtract nothing; not-possible sessions and missing marks are ignored. A window ends on every day, so
/// the windows that end with a week, or tonight, contain all others.
/// </remarks>
public static class PenaltySearch
{
    /// <summary>The threshold, in sessions.</summary>
    public const int Sessions = 10;

    /// <summary>
    /// The newest window that ended after the last matter was settled, holds the sessions, and holds one that nobody has looked at; null if
    /// there is none.
    /// </summary>
    /// <param name="date">The last day whose marks are counted.</param>
    public static ThresholdCrossing? Find(StatutoryFacts facts, DateOnly date, PenaltyPast past)
    {
        var counted = Unused(facts, DateOnly.MinValue, date, past.Used);
        if (counted.Count < Sessions || counted.All(session => past.LookedAt.Contains(session.Session)))
        {
            return null;
        }

        return Windows(facts, date).Where(window => !(window.Last <= past.Since))
            .Select(window => counted.FindAll(window.Contains))
            .Where(held => held.Count >= Sessions && !held.All(session => past.LookedAt.Contains(session.Session)))
            .Select(held => new ThresholdCrossing(StatutoryThreshold.PenaltyNotice, held, Settled(held).Count < Sessions))
            .FirstOrDefault();
    }

    /// <summary>
    /// All sessions of an open matter, by the marks as they are now: from its first one on. Null if no window holds ten of them any more,
    /// or if people have looked at all of them before.
    /// </summary>
    /// <param name="first">The day of the matter's first session.</param>
    public static ThresholdCrossing? Recount(StatutoryFacts facts, DateOnly first, DateOnly date, PenaltyPast past)
    {
        var counted = Unused(facts, first, date, past.Used);
        if (counted.Count < Sessions || counted.All(session => past.LookedAt.Contains(session.Session)))
        {
            return null;
        }

        var windows = Windows(facts, date).ToList();
        var most = windows.Select(window => counted.Count(window.Contains)).DefaultIfEmpty().Max();
        var settled = Settled(counted);
        return most < Sessions
            ? null
            : new(StatutoryThreshold.PenaltyNotice, counted, windows.All(window => settled.Count(window.Contains) < Sessions))
            {
                InWindow = most,
            };
    }

    private static List<(Session Session, Mark Mark)> Unused(
        StatutoryFacts facts, DateOnly first, DateOnly date, IReadOnlySet<Session> used) =>
        [.. facts.Sessions(first, date, StatutoryFacts.IsUnauthorised).Where(session => !used.Contains(session.Session))];

    private static List<(Session Session, Mark Mark)> Settled(List<(Session Session, Mark Mark)> sessions) =>
        sessions.FindAll(session => !StatutoryFacts.IsUnsettled(session.Mark));

    /// <summary>The windows that end with each school week, the newest first; the newest one ends on the date.</summary>
    private static IEnumerable<Window> Windows(StatutoryFacts facts, DateOnly date)
    {
        var mondays = SchoolWeeks.MondaysBack(facts.Calendar, facts.History, date).ToList();
        for (var week = 0; week < mondays.Count; week++)
        {
            var first = mondays[Math.Min(week + SchoolWeeks.InWindow, mondays.Count) - 1];
            yield return new(first, week == 0 ? date : mondays[week - 1].AddDays(-1));
        }
    }

    private readonly record struct Window(DateOnly First, DateOnly Last)
    {
        public bool Contains((Session Session, Mark Mark) counted) => First <= counted.Session.Date && counted.Session.Date <= Last;
    }
}
