using AttendanceFunctions.Domain.Messages.Ledger;

namespace AttendanceFunctions.Domain.Messages.Kinds;

/// <summary>Attendance in the half term is high, and its last day is near (D0: "we thank parents for their support").</summary>
/// <param name="minimumPossible">Possible sessions of the half term with fewer of which nothing is said.</param>
/// <param name="hasTermlySummary">Whether parents get a termly summary: they get one message on a day.</param>
internal sealed class ThankYouRule(School school, Percentage from, int minimumPossible, bool hasTermlySummary) : MessageKindRule(school)
{
    public override MessageKind Kind => MessageKind.ThankYou;

    // Thanks are no step of anybody's.
    public override bool IsForPeopleInFormalSteps => false;

    public override bool IsAskedFor(PlanningNight night, PupilFacts facts) =>
        night.IsNearEndOfHalfTerm && !(hasTermlySummary && night.EndsTerm) && IsHigh(SessionsOf(facts.Now, night.Day));

    public override bool StillHolds(Nudge nudge, PupilNow now) => IsHigh(SessionsOf(now, nudge.FirstDay));

    public override IReadOnlyList<DateOnly> DaysOf(PlanningNight night) => [night.LastOfHalfTerm];

    private bool IsHigh(Tally sessions) =>
        sessions.Possible >= minimumPossible && Rate.TryOf(sessions, out var rate) && !rate.IsBelow(from);
}
