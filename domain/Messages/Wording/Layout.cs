using System.Text.RegularExpressions;

namespace AttendanceFunctions.Domain.Messages.Wording;

/// <summary>The blanks and line ends of a message, without those that fields and conditions leave behind.</summary>
internal static partial class Layout
{
    /// <summary>Everything on one line, with single blanks.</summary>
    public static string OneLine(string text) => Blank().Replace(text, " ").Trim(' ');

    /// <summary>A value as people see it: line breaks and control characters in a name would end a text's line or spoil HTML.</summary>
    public static string Visible(string value) => OneLine(string.Concat(
        value.Where(c => char.IsWhiteSpace(c) || !char.IsControl(c)).Select(c => char.IsWhiteSpace(c) ? ' ' : c)));

    /// <summary>Lines without blanks at their ends, and with one empty line at most between them.</summary>
    public static string Lines(string text) => EmptyLines().Replace(string.Join('\n', text.Split('\n').Select(OneLine)), "\n\n").Trim('\n');

    /// <summary>The paragraphs of a text, which empty lines part.</summary>
    public static IReadOnlyList<string> Paragraphs(string text) => Lines(text) is { Length: > 0 } lines ? lines.Split("\n\n") : [];

    // A no-break space is left where its writer put it.
    [GeneratedRegex("[ \t\r\n]+")]
    private static partial Regex Blank();

    [GeneratedRegex("\n{3,}")]
    private static partial Regex EmptyLines();
}
