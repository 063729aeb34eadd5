using System.Collections.Frozen;

namespace AttendanceFunctions.Domain.Messages.Wording;

/// <summary>
/// How many segments a text costs (3GPP TS 23.038): 160 septets alone or 153 each in GSM-7, 70 or 67 code units in UCS-2. One
/// character outside GSM-7, such as ë, â or ½, makes the whole text UCS-2, so it is counted after names are filled in.
/// </summary>
/// <param name="IsGsm">Whether every character is in the GSM-7 alphabet.</param>
/// <param name="Segments">Segments, at least 1.</param>
public readonly record struct TextSegments(bool IsGsm, int Segments)
{
    private static readonly FrozenSet<char> Basic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà".ToFrozenSet();

    // Each of these is an escape and a second septet.
    private static readonly FrozenSet<char> Extension = "^{}\\[~]|€\f".ToFrozenSet();

    public static TextSegments Of(string text) =>
        text.All(c => Basic.Contains(c) || Extension.Contains(c))
            ? new(true, Pack(text.Select(c => Extension.Contains(c) ? 2 : 1), alone: 160, joined: 153))
            : new(false, Pack(text.EnumerateRunes().Select(rune => rune.Utf16SequenceLength), alone: 70, joined: 67));

    /// <summary>A character of two units never stands across two segments.</summary>
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
