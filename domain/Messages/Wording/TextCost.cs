using System.Globalization;

namespace AttendanceFunctions.Domain.Messages.Wording;

/// <summary>A part of a text with characters that make the whole text cost more.</summary>
/// <param name="Value">The value of a field, such as a name; empty where they are in the template's own wording.</param>
/// <param name="Characters">The characters that are not in the GSM-7 alphabet, each once.</param>
public sealed record CostlyValue(string Value, IReadOnlyList<string> Characters)
{
    /// <summary>The value for people: "Zoë", or where else the characters are.</summary>
    public string Where => Value.Length > 0 ? Value : "the template";
}

/// <summary>What a filled text costs, and what it would cost if every letter were a plain one.</summary>
/// <param name="Segments">What it costs.</param>
/// <param name="PlainSegments">What it would cost if each character outside the GSM-7 alphabet were one inside it.</param>
/// <param name="Costly">Where such characters are; empty where there are none.</param>
public sealed record TextCost(TextSegments Segments, int PlainSegments, IReadOnlyList<CostlyValue> Costly)
{
    /// <summary>Segments that are paid for those characters alone.</summary>
    public int Extra => Segments.Segments - PlainSegments;

    /// <param name="text">The text as it is sent.</param>
    /// <param name="pieces">What it is made of.</param>
    public static TextCost Of(string text, IEnumerable<Piece> pieces)
    {
        var segments = TextSegments.Of(text);
        return segments.IsGsm ? new(segments, segments.Segments, []) : new(segments, TextSegments.Of(Plain(text)).Segments, [.. CostlyOf(pieces)]);
    }

    /// <summary>"2 segments", or "3 segments, 1 of them for the ë in Zoë"; several are "the ½ in 9½ days, 47½ hours; the ë in Zoë".</summary>
    public override string ToString()
    {
        var count = string.Create(CultureInfo.InvariantCulture, $"{Segments.Segments} segment{(Segments.Segments == 1 ? "" : "s")}");
        return Extra == 0 ? count : string.Create(CultureInfo.InvariantCulture, $"{count}, {Extra} of them for {string.Join("; ", Reasons)}");
    }

    private IEnumerable<string> Reasons => Costly.GroupBy(value => string.Join(" ", value.Characters), StringComparer.Ordinal)
        .Select(group => $"the {group.Key} in {string.Join(", ", group.Select(value => value.Where))}");

    private static IEnumerable<CostlyValue> CostlyOf(IEnumerable<Piece> pieces) => pieces
        .GroupBy(piece => piece.Source == PieceSource.Wording ? "" : piece.Text, StringComparer.Ordinal)
        .Select(group => new CostlyValue(group.Key, [.. group.SelectMany(piece => CostlyIn(piece.Text)).Distinct(StringComparer.Ordinal)]))
        .Where(value => value.Characters.Count > 0);

    /// <summary>The characters of a text, as people see them, that are outside the alphabet.</summary>
    internal static IEnumerable<string> CostlyIn(string text) => Elements(text).Where(element => !TextSegments.Of(element).IsGsm);

    private static string Plain(string text) => string.Concat(Elements(text).Select(element => TextSegments.Of(element).IsGsm ? element : "x"));

    /// <summary>Characters as people see them: a letter with its marks, an emoji with all that it is made of.</summary>
    private static IEnumerable<string> Elements(string text)
    {
        for (var elements = StringInfo.GetTextElementEnumerator(text); elements.MoveNext();)
        {
            yield return elements.GetTextElement();
        }
    }
}
