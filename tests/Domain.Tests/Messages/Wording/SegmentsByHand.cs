namespace AttendanceFunctions.Tests.Domain.Messages.Wording;

/// <summary>
/// A text cut into the segments in which it is sent, septet by septet as 3GPP TS 23.038 prints its tables. It is slow, it shares nothing
/// with the product's own count, and it keeps the segments for tests to inspect.
/// </summary>
internal sealed class SegmentsByHand
{
    private const int Escape = 0x1B;

    // Section 6.2.1, the basic character set, by rows of 16 from 0x00; the escape stands at 0x1B.
    private static readonly string[] BasicRows =
    [
        "@£$¥èéùìòÇ\nØø\rÅå",
        "Δ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ",
        " !\"#¤%&'()*+,-./",
        "0123456789:;<=>?",
        "¡ABCDEFGHIJKLMNO",
        "PQRSTUVWXYZÄÖÑÜ§",
        "¿abcdefghijklmno",
        "pqrstuvwxyzäöñüà",
    ];

    private static readonly Dictionary<char, int> Basic = BasicRows
        .SelectMany((row, high) => row.Select((character, low) => (character, Septet: 16 * high + low)))
        .Where(entry => entry.Septet != Escape)
        .ToDictionary(entry => entry.character, entry => entry.Septet);

    // Section 6.2.1.1, the extension table: what follows an escape.
    private static readonly Dictionary<char, int> Extended = new()
    {
        ['\f'] = 0x0A,
        ['^'] = 0x14,
        ['{'] = 0x28,
        ['}'] = 0x29,
        ['\\'] = 0x2F,
        ['['] = 0x3C,
        ['~'] = 0x3D,
        [']'] = 0x3E,
        ['|'] = 0x40,
        ['€'] = 0x65,
    };

    private SegmentsByHand(bool isGsm, List<List<int>> segments) => (IsGsm, Segments) = (isGsm, segments);

    public bool IsGsm { get; }

    /// <summary>The septets of each segment, or its code units.</summary>
    public List<List<int>> Segments { get; }

    /// <summary>Whether a character stands across two segments.</summary>
    public bool CutsACharacter =>
        Segments.SkipLast(1).Any(segment => IsGsm ? segment[^1] == Escape : char.IsHighSurrogate((char)segment[^1]));

    public static SegmentsByHand Cut(string text) => TrySeptets(text, out var characters)
        ? new(true, Cut(characters, 160, 153))
        : new(false, Cut(Units(text), 70, 67));

    private static bool TrySeptets(string text, out List<int[]> characters)
    {
        characters = [];
        foreach (var c in text)
        {
            if (Basic.TryGetValue(c, out var septet))
            {
                characters.Add([septet]);
            }
            else if (Extended.TryGetValue(c, out var second))
            {
                characters.Add([Escape, second]);
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    private static List<int[]> Units(string text)
    {
        var characters = new List<int[]>();
        for (var index = 0; index < text.Length; index++)
        {
            if (char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
            {
                characters.Add([text[index], text[++index]]);
            }
            else
            {
                characters.Add([text[index]]);
            }
        }

        return characters;
    }

    private static List<List<int>> Cut(List<int[]> characters, int alone, int joined)
    {
        if (characters.Sum(character => character.Length) <= alone)
        {
            return [[.. characters.SelectMany(character => character)]];
        }

        var segments = new List<List<int>> { new() };
        foreach (var character in characters)
        {
            if (segments[^1].Count + character.Length > joined)
            {
                segments.Add([]);
            }

            segments[^1].AddRange(character);
        }

        return segments;
    }
}
