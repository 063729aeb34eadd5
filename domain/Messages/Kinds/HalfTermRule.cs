using AttendanceFunctions.Domain.Messages.Ledger;

namespace AttendanceFunctions.Domain.Messages.Kinds;

/// <summary>Attendance in the half term before was below the policy's line, and a new one begins (domain 6.1).</summary>
/// <param name="minimumPossible">Possible sessions of that half term with fewer of which nothing is said.</param>
internal sealed class HalfTermRule(School school, Threshold line, int minimumPossible) : MessageKindRule(school)
{
    public override MessageKind Kind => MessageKind.HalfTerm;

    public override bool IsAskedFor(PlanningNight night, PupilFacts facts) =>
        night.IsInFirstWeek && IsBelow(SessionsOf(facts.Now, night.Day));

    public override bool StillHolds(Nudge nudge, PupilNow now) => IsBelow(SessionsOf(now, nudge.FirstDay));

    public override bool RestsOnUnsettledN(PlanningNight night, PupilFacts facts)
    {
        var sessions = SessionsOf(facts.Now, night.Day);
        return night.UnsettledN(facts.Pupil.OnRoll, facts.Record.Marks, PeriodFrom(night.Day)) is > 0 and var unsettled
            && !line.Covers(Rate.Of(sessions.Attended + unsettled, sessions.Possible));
    }

    private bool IsBelow(Tally sessions) => sessions.Possible >= minimumPossible && Rate.TryOf(sessions, out var rate) && line.Covers(rate);
}
