namespace AttendanceFunctions.Domain.Messages.Wording;

/// <summary>A school as a message names it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Phone">The number that parents are asked to call.</param>
public readonly record struct SchoolToCall(string Name, string Phone);

/// <summary>What a message is filled with.</summary>
/// <param name="Template">The template, whose clauses say a child and a school.</param>
/// <param name="ParentName">The parent's name; empty where the roster has none.</param>
/// <param name="Children">The children, at least one.</param>
public sealed record MessageFacts(MessageTemplate Template, string ParentName, IReadOnlyList<Child> Children)
{
    /// <summary>The children's schools, each once.</summary>
    public IEnumerable<SchoolToCall> Schools => Children.Select(child => new SchoolToCall(child.School, child.Phone)).Distinct();

    /// <summary>The days that the message speaks of; the widest where two schools' calendars differ.</summary>
    public MessagePeriod Period => new(Children.Min(child => child.Period.From), Children.Max(child => child.Period.To));

    /// <summary>Clauses as one says several things: one, one and another, or one, another and a third.</summary>
    public static IEnumerable<Piece> InAList(IReadOnlyList<IReadOnlyList<Piece>> clauses, string word) => clauses.SelectMany((clause, index) =>
        index == 0 ? clause
        : index == clauses.Count - 1 ? clause.Prepend(Piece.Wording($" {word} "))
        : clause.Prepend(Piece.Wording(", ")));
}
