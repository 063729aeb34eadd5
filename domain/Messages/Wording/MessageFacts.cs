using AttendanceFunctions.Domain.Text.Templates;

namespace AttendanceFunctions.Domain.Messages.Wording;

/// <summary>The facts with which a message is filled.</summary>
/// <param name="Template">The template, which has the clauses about a child and a school.</param>
/// <param name="ParentName">The parent's name; empty where the roster has none.</param>
/// <param name="Children">The children, at least one.</param>
public sealed record MessageFacts(MessageTemplate Template, string ParentName, IReadOnlyList<Child> Children)
{
    public IEnumerable<SchoolToCall> Schools => Children.Select(child => new SchoolToCall(child.School, child.Phone)).Distinct();

    /// <summary>The days that the message is about; where two schools' calendars differ, from the earliest to the latest.</summary>
    public MessagePeriod Period => new(Children.Min(child => child.Period.From), Children.Max(child => child.Period.To));

    /// <summary>Clauses as a list in a sentence: one, another and a third.</summary>
    /// <param name="clauses">The clauses, each in pieces.</param>
    public static IEnumerable<Piece> InAList(IReadOnlyList<IReadOnlyList<Piece>> clauses, string word) =>
        clauses.SelectMany((clause, index) => index == 0
            ? clause
            : clause.Prepend(new Piece(index == clauses.Count - 1 ? $" {word} " : ", ", PieceSource.Wording)));
}

/// <summary>A school as a message names it.</summary>
public readonly record struct SchoolToCall(string Name, string Phone);

/// <summary>The facts about a child in a message: first name and times, and never a code, a reason, a rate or another child.</summary>
/// <param name="Sessions">The child's sessions in the period, as far as they are known and the child was on roll.</param>
/// <param name="LearningHoursPerDay">Hours of learning in a school day, as the policy counts them.</param>
public sealed record Child(
    string FirstName, string School, string Phone, bool HasSpecialNeeds, MessagePeriod Period, Tally Sessions, decimal LearningHoursPerDay)
{
    /// <summary>
    /// Whether the figures begin on the day on which the school started with this product, and not with the school year (domain 0.22).
    /// </summary>
    public bool IsSinceADay { get; init; }

    /// <summary>The time that was missed.</summary>
    public TimeLost Lost => new(Sessions.Absent, LearningHoursPerDay);

    /// <summary>The time in school, in the same units as the time that was missed.</summary>
    public TimeLost InSchool => new(Sessions.Attended, LearningHoursPerDay);

    /// <summary>The time in which the child could have been in school.</summary>
    public TimeLost Possible => new(Sessions.Possible, LearningHoursPerDay);

    /// <summary>A child in a message; it does not depend on the day on which the message leaves. Null where there is no period.</summary>
    /// <param name="firstDay">The first day on which the message may leave, a school day.</param>
    /// <param name="record">The pupil's record of that school year.</param>
    public static Child? Of(MessageKind kind, School school, DateOnly firstDay, Pupil pupil, AttendanceRecord record)
    {
        if (MessagePeriod.Of(kind, school, firstDay) is not { } period)
        {
            return null;
        }

        // Marks after the last night are not counted, so that message, worklist and summary agree.
        var (from, to) = pupil.OnRoll.Within(period.From, period.To);
        return new(
            pupil.PreferredName, school.Name, school.Phone, pupil.Characteristics.Sen != Sen.None, period,
            record.TallyOf(from, to), school.Policy.FullYear.LearningHoursPerDay)
        {
            IsSinceADay = period != MessagePeriod.Of(kind, school.Calendar, firstDay),
        };
    }
}
