namespace AttendanceFunctions.Domain.Messages.Wording;

/// <summary>Where a piece of a filled message comes from.</summary>
public enum PieceSource
{
    /// <summary>The template.</summary>
    Wording,

    /// <summary>A field: a name, a figure, a date.</summary>
    Value,

    /// <summary>A field that holds a number to call.</summary>
    Phone,
}

/// <summary>A piece of a filled message.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Source">Where it comes from.</param>
public readonly record struct Piece(string Text, PieceSource Source)
{
    public static Piece Wording(string text) => new(text, PieceSource.Wording);

    /// <summary>A value as people see it: what a roster or a settings file has in it besides is no part of it.</summary>
    public static Piece Value(string text) => new(Visible(text), PieceSource.Value);

    public static Piece Phone(string number) => new(Visible(number), PieceSource.Phone);

    // A line break or a control character in a name would end a line of a text, or spoil the HTML.
    private static string Visible(string text) => Layout.OneLine(string.Concat(
        text.Where(c => char.IsWhiteSpace(c) || !char.IsControl(c)).Select(c => char.IsWhiteSpace(c) ? ' ' : c)));
}
