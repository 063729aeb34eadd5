using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Local.SampleTrust;
using SampleCode = AttendanceFunctions.Local.SampleTrust.Code;

namespace AttendanceFunctions.Tests.Local.Years;

/// <summary>A request for leave that a family makes in the simulated year: the pupil's marks have leave or a holiday later.</summary>
/// <param name="AskedOn">The school day on which it is written down.</param>
/// <param name="Answer">What the head answers: as the register has it later.</param>
internal sealed record FamilyRequest(DateOnly AskedOn, LeaveAsked Asked, DecisionChoice Answer)
{
    /// <summary>The least school days before the first day of leave on which families ask, and how far they spread.</summary>
    private const int LeastAhead = 4, Spread = 18;

    private static readonly (SampleCode Code, DecisionChoice Answer, string Reason)[] Kinds =
    [
        (SampleCode.G, DecisionChoice.RefuseLeave, "A holiday with the grandparents"),
        (SampleCode.C, DecisionChoice.GrantLeave, "The funeral of a close relative"),
        (SampleCode.C1, DecisionChoice.GrantForPerformance, "A licensed performance"),
        (SampleCode.C2, DecisionChoice.GrantPartTime, "A return to school step by step after an illness"),
    ];

    /// <summary>
    /// A pupil's requests of the year: for each kind of leave one about each half term in which the pupil has it. Every other family goes
    /// on holiday without asking.
    /// </summary>
    public static IReadOnlyList<FamilyRequest> AllOf(SchoolYear year, PupilYear pupil) =>
    [
        .. from kind in Kinds
           from halfTerm in Enumerable.Range(0, year.Days.Count).GroupBy(year.TermOf)
           let days = halfTerm.Where(day => pupil.Sessions[2 * day] == kind.Code || pupil.Sessions[2 * day + 1] == kind.Code).ToList()
           where days.Count > 0 && (kind.Code != SampleCode.G || pupil.Pupil.Index % 2 == 0)
           let asked = year.Days[Math.Max(0, days[0] - LeastAhead - pupil.Pupil.Index % Spread)]
           orderby asked, kind.Code
           select new FamilyRequest(asked, new("The mother", year.Days[days[0]], year.Days[days[^1]], kind.Reason), kind.Answer),
    ];
}
