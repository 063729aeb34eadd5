using static System.FormattableString;

namespace AttendanceFunctions.Domain.Absences.Thresholds;

/// <summary>Describes statutory thresholds to school staff, in the local authority's own words where the settings give them.</summary>
public static class StatutoryDescription
{
    /// <summary>What staff have to do when the threshold of penalty notices is met.</summary>
    public static string PenaltyDuty { get; } = Invariant(
        $"Penalty notice, to consider: {PenaltySearch.Sessions} unauthorised sessions in {SchoolWeeks.InWindow} school weeks");

    /// <summary>What staff have to do when the threshold of a return is reached.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a threshold of a return.</exception>
    public static string Duty(StatutoryThreshold threshold, AuthorityReturns returns) => threshold switch
    {
        StatutoryThreshold.UnauthorisedDays => Invariant(
            $"{returns.UnauthorisedReturn}: {returns.UnauthorisedDays} {UnauthorisedDays(returns.Counting)}"),
        StatutoryThreshold.Illness =>
            Invariant($"{returns.SicknessReturn}: {returns.IllnessDays} school days of illness in the school year"),
        StatutoryThreshold.IllnessOnCourse => Invariant(
            $"{returns.SicknessReturn}, to consider: {returns.IllnessOnCourse} school days of illness, ")
            + Invariant($"on course for {returns.IllnessDays} in the school year"),
        StatutoryThreshold.IrregularAttendance => Invariant($"{returns.UnauthorisedReturn}: {Irregular(returns.Irregular)}"),
        _ => throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "Not a threshold of a return."),
    };

    /// <summary>The evidence: how many sessions, from when to when, in which weeks, and whether the count may still change.</summary>
    public static string Evidence(ThresholdCrossing crossing)
    {
        var count = crossing.Sessions.Count;
        var period = Invariant($"from {English.Day(crossing.First)} to {English.Day(crossing.Last)}");
        var counted = crossing.Threshold switch
        {
            StatutoryThreshold.PenaltyNotice when crossing.InWindow == count =>
                Invariant($"{count} unauthorised sessions within {SchoolWeeks.InWindow} school weeks, {period}"),
            StatutoryThreshold.PenaltyNotice => Invariant(
                $"{count} unauthorised sessions {period}, {crossing.InWindow} of them within {SchoolWeeks.InWindow} school weeks"),
            StatutoryThreshold.UnauthorisedDays =>
                Invariant($"{count} unauthorised sessions on {SchoolDays(crossing)} school days {period}"),
            StatutoryThreshold.IrregularAttendance => Invariant($"{count} sessions of absence {period}"),
            _ => Invariant($"{count / 2}{(count % 2 == 0 ? "" : "½")} days ({count} sessions) of illness {period}"),
        };
        var provisional = crossing.IsProvisional
            ? Invariant($" Provisional: it rests on {English.Count(crossing.Unsettled, "session")} of N, ")
                + "whose reason is not established yet."
            : "";
        return $"{counted}. {ByWeek(crossing.Sessions)}.{provisional}";
    }

    /// <summary>Further information about the threshold of a return, and what removes the duty.</summary>
    public static IReadOnlyList<string> Advice(StatutoryThreshold threshold) => threshold switch
    {
        StatutoryThreshold.IllnessOnCourse =>
        [
            "The return is made where there are reasonable grounds to believe that the pupil will miss that many days.",
            "Goes when somebody decides \"done\" (the return was made), when the threshold itself is reached, or when corrected marks no "
                + "longer reach this one. It is not asked again of the same continuous illness.",
        ],
        _ => ["Goes when somebody decides \"done\" (the return was made), or when corrected marks no longer reach the threshold."],
    };

    private static string Irregular(IrregularAttendance? rule) => rule switch
    {
        IrregularAttendance.BelowPercent below => $"fails to attend regularly, below {below.Limit} in the school year",
        IrregularAttendance.UnauthorisedSessions sessions => Invariant(
            $"fails to attend regularly, {sessions.Sessions} unauthorised sessions in {English.Count(sessions.Weeks, "school week")}"),
        _ => "fails to attend regularly",
    };

    private static string UnauthorisedDays(DayCounting counting) => counting == DayCounting.Consecutive
        ? "consecutive school days of unauthorised absence"
        : "school days of unauthorised absence in the school year";

    private static int SchoolDays(ThresholdCrossing crossing) =>
        crossing.Sessions.Select(session => session.Session.Date).Distinct().Count();

    /// <summary>Sessions as evidence for people at the school: <c>Week of 8 September: Mon to Wed O, Fri AM U</c>.</summary>
    private static string ByWeek(IEnumerable<(Session Session, Mark Mark)> sessions) => string.Join(
        "; ", sessions.GroupBy(session => session.Session.Date)
            .Select(day => (Date: day.Key, Said: Said([.. day])))
            .GroupBy(day => SchoolCalendar.MondayOf(day.Date))
            .Select((week, index) => string.Create(
                CultureInfo.InvariantCulture, $"{(index == 0 ? "Week" : "week")} of {English.DayAndMonth(week.Key)}: {Days([.. week])}")));

    /// <summary>A day's sessions: only the code where both sessions have the same one.</summary>
    private static string Said((Session Session, Mark Mark)[] day) => day is [var morning, var afternoon] && morning.Mark == afternoon.Mark
        ? morning.Mark.ToString()
        : string.Join(' ', day.Select(session => $"{session.Session.Half} {session.Mark}"));

    private static string Days((DateOnly Date, string Said)[] week)
    {
        var words = new List<string>();
        for (var from = 0; from < week.Length;)
        {
            var to = from + 1;
            // Consecutive days with the same codes are joined into one range.
            while (to < week.Length && week[to].Said == week[from].Said && week[to].Date == week[to - 1].Date.AddDays(1))
            {
                to++;
            }

            var until = to - from > 1 ? string.Create(CultureInfo.InvariantCulture, $" to {week[to - 1].Date:ddd}") : "";
            words.Add(string.Create(CultureInfo.InvariantCulture, $"{week[from].Date:ddd}{until} {week[from].Said}"));
            from = to;
        }

        return string.Join(", ", words);
    }
}
