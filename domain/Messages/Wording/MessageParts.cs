using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Domain.Messages.Wording;

/// <summary>A headed part of a template's file.</summary>
/// <param name="Name">Its heading, without the brackets.</param>
/// <param name="Meaning">What it holds, in one sentence.</param>
public sealed record MessagePart(string Name, string Meaning);

/// <summary>The parts of a template's file, in the order in which the built-in ones have them.</summary>
public static class MessageParts
{
    public const string Lang = "lang";
    public const string Subject = "subject";
    public const string Parent = "parent";
    public const string Child = "child";
    public const string And = "and";
    public const string Or = "or";
    public const string School = "school";
    public const string Text = "text";
    public const string Email = "email";

    public static IReadOnlyList<MessagePart> All { get; } =
    [
        new(Lang, "The language's code, for programs that read aloud: en-GB, cy, pl. It may be left out in English."),
        new(Subject, "The email's subject."),
        new(Parent, "How a parent is addressed whose name the roster does not give."),
        new(Child, "What is said of one child."),
        new(And, "The word before the last of several: Maggie and Tom."),
        new(Or, "The word before the last of several to choose from: one number or the other."),
        new(School, "A school and the number to call."),
        new(Text, "The text to a mobile number, with all of its line ends."),
        new(Email, "The email, with an empty line between its paragraphs. Its HTML is made of it."),
    ];

    /// <summary>The fields of which a part of a kind must name one, whatever the conditions; each in its worded form and as a number.</summary>
    internal static IEnumerable<IReadOnlyList<string>> Required(string part, MessageKind rule) => (part, rule) switch
    {
        (Text or Email, _) => [["Children"], ["Schools"]],
        (School, _) => [["SchoolName"], ["SchoolPhone"]],
        (Child, MessageKind.Stage or MessageKind.HalfTerm) => [["ChildFirstName"], WithNumber("DaysMissed")],
        (Child, MessageKind.TermlySummary or MessageKind.WeeklySummary) => [["ChildFirstName"], [.. WithNumber("DaysInSchool"), .. WithNumber("DaysMissed")]],
        (Child, _) => [["ChildFirstName"]],
        _ => [],
    };

    private static string[] WithNumber(string field) => [field, $"{field}Number"];
}
