using System.Globalization;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Domain.Messages.Wording;

/// <summary>One headed part of a template's file while it is read: what stands below the heading, and where.</summary>
/// <param name="File">The file, as its settings' folder names it.</param>
/// <param name="Name">The heading, without the brackets.</param>
/// <param name="HeadingLine">The line of the heading, from 1.</param>
/// <param name="FirstLine">The line on which the text begins.</param>
/// <param name="Text">What stands there, without empty lines before and after it.</param>
internal sealed record TemplatePart(string File, string Name, int HeadingLine, int FirstLine, string Text)
{
    /// <summary>A fault at a place of the text.</summary>
    public Fault At(int offset, string sentence)
    {
        var before = Text[..offset];
        return Place(File, FirstLine + before.Count(c => c == '\n'), offset - before.LastIndexOf('\n'), sentence);
    }

    /// <summary>A fault of the part as a whole.</summary>
    public Fault AtHeading(string sentence) => Place(File, HeadingLine, 1, $"[{Name}] {sentence}");

    public static Fault Place(string file, int line, int column, string sentence) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{file} line {line}, column {column}"), sentence);
}
