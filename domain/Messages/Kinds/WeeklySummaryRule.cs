using AttendanceFunctions.Domain.Messages.Ledger;

namespace AttendanceFunctions.Domain.Messages.Kinds;

/// <summary>A school week is over and the next one begins, and there is something to say of it.</summary>
internal sealed class WeeklySummaryRule(School school) : MessageKindRule(school)
{
    public override MessageKind Kind => MessageKind.WeeklySummary;

    public override bool IsAskedFor(PlanningNight night, PupilFacts facts) =>
        night.IsBetweenWeeks && SessionsOf(facts.Now, night.Day).Possible > 0;

    public override bool StillHolds(Nudge nudge, PupilNow now) => SessionsOf(now, nudge.FirstDay).Possible > 0;

    /// <summary>The Monday of the week that is over.</summary>
    public override string PeriodOf(PlanningNight night, PupilFacts facts) =>
        SchoolCalendar.MondayOf(night.Night).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>It does not outlive the week in which it may leave: then there is another.</summary>
    public override IReadOnlyList<DateOnly> DaysOf(PlanningNight night) =>
        [.. night.Days.TakeWhile(day => SchoolCalendar.MondayOf(day) == SchoolCalendar.MondayOf(night.Day))];
}
