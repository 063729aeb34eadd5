using System.Collections.Frozen;
using AttendanceFunctions.Domain.Text.Templates;

namespace AttendanceFunctions.Domain.Messages.Wording;

/// <summary>
/// How many segments a text costs (3GPP TS 23.038): 160 septets alone or 153 each in GSM-7, 70 or 67 code units in UCS-2. One
/// character outside GSM-7, such as ë, â or ½, makes the whole text UCS-2, so it is counted after names are filled in.
/// </summary>
/// <param name="Segments">Segments, at least 1.</param>
public readonly record struct TextSegments(bool IsGsm, int Segments)
{
    private static readonly FrozenSet<char> Basic =
        ("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
        + "¿abcdefghijklmnopqrstuvwxyzäöñüà").ToFrozenSet();

    // Each of these takes two septets: an escape and a character.
    private static readonly FrozenSet<char> Extension = "^{}\\[~]|€\f".ToFrozenSet();

    public static TextSegments Of(string text) =>
        text.All(c => Basic.Contains(c) || Extension.Contains(c))
            ? new(true, Pack(text.Select(c => Extension.Contains(c) ? 2 : 1), alone: 160, joined: 153))
            : new(false, Pack(text.EnumerateRunes().Select(rune => rune.Utf16SequenceLength), alone: 70, joined: 67));

    /// <summary>Counts the segments; a character of two units is never split over two segments.</summary>
    private static int Pack(IEnumerable<int> units, int alone, int joined)
    {
        var (total, segments, used) = (0, 1, 0);
        foreach (var length in units)
        {
            total += length;
            (segments, used) = used + length > joined ? (segments + 1, length) : (segments, used + length);
        }

        return total <= alone ? 1 : segments;
    }
}

/// <summary>A part of a text with characters that make the whole text cost more.</summary>
/// <param name="Value">The value of a field, such as a name; null where they are in the template's own wording.</param>
/// <param name="Characters">The characters that are not in the GSM-7 alphabet, each once.</param>
public sealed record CostlyValue(string? Value, IReadOnlyList<string> Characters);

/// <summary>The cost of a filled text in segments, and its cost without characters outside the GSM-7 alphabet.</summary>
/// <param name="PlainSegments">The segments if each character outside the GSM-7 alphabet were one inside it.</param>
/// <param name="Costly">Where such characters are; empty where there are none.</param>
public sealed record TextCost(TextSegments Segments, int PlainSegments, IReadOnlyList<CostlyValue> Costly)
{
    /// <summary>The additional segments that those characters cost.</summary>
    public int Extra => Segments.Segments - PlainSegments;

    public static TextCost Of(string text, IEnumerable<Piece> pieces)
    {
        var segments = TextSegments.Of(text);
        return segments.IsGsm
            ? new(segments, segments.Segments, [])
            : new(segments, TextSegments.Of(Plain(text)).Segments, [.. CostlyOf(pieces)]);
    }

    /// <summary>"2 segments", or "3 segments, 1 of them for the ë in Zoë"; several reasons are "the ½ in 9½ days; the ë in Zoë".</summary>
    public override string ToString()
    {
        var count = English.Count(Segments.Segments, "segment");
        return Extra == 0
            ? count
            : string.Create(CultureInfo.InvariantCulture, $"{count}, {Extra} of them for {string.Join("; ", Reasons)}");
    }

    private IEnumerable<string> Reasons => Costly.GroupBy(value => string.Join(" ", value.Characters), StringComparer.Ordinal)
        .Select(group => $"the {group.Key} in {string.Join(", ", group.Select(value => value.Value ?? "the template"))}");

    private static IEnumerable<CostlyValue> CostlyOf(IEnumerable<Piece> pieces) => pieces
        .GroupBy(piece => piece.Source == PieceSource.Wording ? null : piece.Text, StringComparer.Ordinal)
        .Select(group => new CostlyValue(group.Key, [.. group.SelectMany(piece => CostlyIn(piece.Text)).Distinct(StringComparer.Ordinal)]))
        .Where(value => value.Characters.Count > 0);

    /// <summary>The characters of a text, as people see them, that are outside the GSM-7 alphabet.</summary>
    internal static IEnumerable<string> CostlyIn(string text) => Elements(text).Where(element => !TextSegments.Of(element).IsGsm);

    private static string Plain(string text) =>
        string.Concat(Elements(text).Select(element => TextSegments.Of(element).IsGsm ? element : "x"));

    /// <summary>Characters as people see them: a letter with its accents, an emoji with all of its parts.</summary>
    private static IEnumerable<string> Elements(string text)
    {
        for (var elements = StringInfo.GetTextElementEnumerator(text); elements.MoveNext();)
        {
            yield return elements.GetTextElement();
        }
    }
}
