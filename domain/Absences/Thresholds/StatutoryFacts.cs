using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Domain.Absences.Thresholds;

/// <summary>What the statutory lines look at. Only sessions of compulsory school age count: a five year old in reception owes the law nothing yet.</summary>
/// <param name="History">The pupil's marks.</param>
/// <param name="Age">When the pupil is of compulsory school age.</param>
/// <param name="Calendar">When the school is open.</param>
/// <param name="Returns">What its local authority wants to be told of.</param>
public sealed record StatutoryFacts(MarkHistory History, CompulsoryAge Age, SchoolCalendar Calendar, AuthorityReturns Returns)
{
    /// <summary>Absence without leave: G, N, O, U.</summary>
    public static bool IsUnauthorised(Mark mark) => !mark.IsMissing && mark.Code.Class == CodeClass.Unauthorised;

    /// <summary>Absence whose reason is not established yet: N, which counts as unauthorised until it is (domain 0.7).</summary>
    public static bool IsUnsettled(Mark mark) => !mark.IsMissing && mark.Code.Text == "N";

    /// <summary>The sessions of a kind between two days, both included, in order.</summary>
    public IReadOnlyList<(Session Session, Mark Mark)> Sessions(DateOnly first, DateOnly last, Func<Mark, bool> kind) =>
        [.. History.Stated(Dates.Later(first, Age.First), last < Age.Last ? last : Age.Last).Where(stated => kind(stated.Mark))];
}
