using System.Globalization;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Domain.Nudges.Kinds;

/// <summary>A school week is over and the next one begins, and there is something to say of it.</summary>
internal sealed class WeeklySummaryRule(School school) : MessageRule(school)
{
    public override NudgeRule Rule => NudgeRule.WeeklySummary;

    public override bool IsAskedFor(NightAhead night, PupilFacts facts) => night.IsBetweenWeeks && SessionsOf(facts.Now, night.Day).Possible > 0;

    public override bool StillHolds(Nudge nudge, PupilNow now) => SessionsOf(now, nudge.FirstDay).Possible > 0;

    /// <summary>The Monday of the week that is over.</summary>
    public override string PeriodOf(NightAhead night, PupilFacts facts) =>
        SchoolCalendar.MondayOf(night.Night).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>It does not outlive the week in which it may leave: then there is another.</summary>
    public override IReadOnlyList<DateOnly> DaysOf(NightAhead night) =>
        [.. night.Days.TakeWhile(day => SchoolCalendar.MondayOf(day) == SchoolCalendar.MondayOf(night.Day))];
}
