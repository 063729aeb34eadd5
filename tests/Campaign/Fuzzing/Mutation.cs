using System.IO.Compression;
using System.Text;

namespace AttendanceFunctions.Tests.Campaign.Fuzzing;

/// <summary>Changes good inputs: their bytes, lines, cells and structure, and the entries of archives.</summary>
internal static class Mutation
{
    private const int LongestGrowth = 1 << 20;

    /// <summary>Values that have a meaning of their own somewhere.</summary>
    private static readonly byte[][] Telling =
    [
        .. new[]
        {
            "", " ", "\"", "\"\"", "\"open", "clo\"sed\"", "'", ";", ",", "\t", "\r", "\n", "\0", "=1+1", "＝1+1", "\u200B=1", "-",
            "#", "C1", "\\",
            "\u202E", "\uFEFF", "\u0308", "😀",
            "9999-12-31", "0001-01-01", "31/02/2026", "29/02/2024", "2026-09-01", "1e400", "NaN", "-1", "0",
            "99999999999999999999", "null", "true", "{}", "[]", "{", "}", "[", "]", ":", "\\ud800", "\\u0000", "$schema", "../..", "/",
            "http://example.org", "{{Parent}}", "{{#Sen}}", "{{/Sen}}", "{{else}}", "{{", "}}", "[child]", "[sms]", "<", ">", "&",
            "&amp;", "<!--", "<![CDATA[", "A1", "INCLUDETEXT", "DDEAUTO", "TargetMode=\"External\"",
            "141234", "A123456789012", "0123456789abcdef0123456789abcdef", "UPN", "Z999", "release", "Failed", "4004",
        }.Select(Encoding.UTF8.GetBytes),
        [0xED, 0xA0, 0x80], [0xFF, 0xFE], [0xC3], [0x50, 0x4B, 0x03, 0x04], [0xD0, 0xCF, 0x11, 0xE0],
    ];

    /// <summary>A good input with one to five changes.</summary>
    public static byte[] Of(Random random, IReadOnlyList<byte[]> inputs)
    {
        var input = inputs[random.Next(inputs.Count)];
        for (var count = random.Next(1, 6); count > 0; count--)
        {
            input = IsArchive(input) && random.Next(4) > 0 ? ChangeArchive(random, input) : ChangeText(random, input);
        }

        return input;
    }

    private static bool IsArchive(byte[] input) => input is [0x50, 0x4B, 0x03, 0x04, ..];

    private static byte[] ChangeText(Random random, byte[] input) => random.Next(10) switch
    {
        <= 3 => ChangeBytes(random, input),
        <= 5 => ChangeParts(random, input, "\n"u8),
        <= 7 => ChangeParts(random, input, [",;\t\"<{"u8[random.Next(6)]]),
        8 => Nest(random, input),
        _ => Grow(random, input),
    };

    private static byte[] ChangeBytes(Random random, byte[] input)
    {
        var at = random.Next(input.Length + 1);
        var end = Math.Min(input.Length, at + random.Next(1, 40));
        var telling = Telling[random.Next(Telling.Length)];
        return random.Next(5) switch
        {
            0 when at < input.Length => [.. input[..at], (byte)random.Next(256), .. input[(at + 1)..]],
            1 => [.. input[..at], .. input[end..]],
            2 => [.. input[..end], .. input[at..]],
            3 => input[..at],
            _ => [.. input[..at], .. telling, .. input[at..]],
        };
    }

    /// <summary>Changes the lines or cells between separators: one is replaced, doubled, left out, or put in another's place.</summary>
    private static byte[] ChangeParts(Random random, byte[] input, ReadOnlySpan<byte> separator)
    {
        var parts = new List<byte[]>();
        var rest = input.AsSpan();
        while (parts.Count < 10_000 && rest.IndexOf(separator) is var found and >= 0)
        {
            parts.Add(rest[..found].ToArray());
            rest = rest[(found + separator.Length)..];
        }

        parts.Add(rest.ToArray());
        var (at, to) = (random.Next(parts.Count), random.Next(parts.Count));
        switch (random.Next(4))
        {
            case 0:
                parts[at] = Telling[random.Next(Telling.Length)];
                break;
            case 1:
                parts.Insert(at, parts[to]);
                break;
            case 2:
                parts.RemoveAt(at);
                break;
            default:
                (parts[at], parts[to]) = (parts[to], parts[at]);
                break;
        }

        var changed = new MemoryStream();
        foreach (var (part, index) in parts.Select((part, index) => (part, index)))
        {
            changed.Write(index == 0 ? [] : separator);
            changed.Write(part);
        }

        return changed.ToArray();
    }

    /// <summary>Puts brackets or elements within one another, up to some thousands deep.</summary>
    private static byte[] Nest(Random random, byte[] input)
    {
        var (opens, closes) = random.Next(4) switch
        {
            0 => ("[", "]"),
            1 => ("{\"a\":", "}"),
            2 => ("<a>", "</a>"),
            _ => ("{{#Sen}}", "{{/Sen}}"),
        };
        var (at, depth) = (random.Next(input.Length + 1), 1 << random.Next(14));
        return
        [
            .. input[..at], .. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(opens, depth))),
            .. Encoding.UTF8.GetBytes(random.Next(2) == 0 ? string.Concat(Enumerable.Repeat(closes, depth)) : ""), .. input[at..],
        ];
    }

    /// <summary>Repeats a piece of the input, or a telling value, up to a megabyte.</summary>
    private static byte[] Grow(Random random, byte[] input)
    {
        var at = random.Next(input.Length + 1);
        var piece = random.Next(2) == 0
            ? Telling[random.Next(Telling.Length)]
            : input[at..Math.Min(input.Length, at + random.Next(1, 200))];
        var most = LongestGrowth >> random.Next(12);
        var grown = new MemoryStream();
        grown.Write(input, 0, at);
        while (piece.Length > 0 && grown.Length + piece.Length < at + most)
        {
            grown.Write(piece);
        }

        grown.Write(input, at, input.Length - at);
        return grown.ToArray();
    }

    /// <summary>Changes an entry of an archive, leaves it out, doubles it, or gives it another's name.</summary>
    private static byte[] ChangeArchive(Random random, byte[] input)
    {
        List<(string Name, byte[] Content)> entries;
        try
        {
            entries = Unpack(input);
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            // An earlier change has damaged the archive.
            return ChangeBytes(random, input);
        }

        if (entries.Count == 0)
        {
            return ChangeBytes(random, input);
        }

        var (at, to) = (random.Next(entries.Count), random.Next(entries.Count));
        switch (random.Next(8))
        {
            case 0:
                entries.Add(entries[at]);
                break;
            case 1:
                entries.RemoveAt(at);
                break;
            case 2:
                entries[at] = (entries[to].Name, entries[at].Content);
                break;
            default:
                entries[at] = (entries[at].Name, ChangeText(random, entries[at].Content));
                break;
        }

        return Pack(entries);
    }

    public static List<(string Name, byte[] Content)> Unpack(byte[] input)
    {
        using var archive = new ZipArchive(new MemoryStream(input), ZipArchiveMode.Read);
        var entries = new List<(string, byte[])>();
        foreach (var entry in archive.Entries)
        {
            using var content = new MemoryStream();
            using var stream = entry.Open();
            stream.CopyTo(content);
            entries.Add((entry.FullName, content.ToArray()));
        }

        return entries;
    }

    public static byte[] Pack(IEnumerable<(string Name, byte[] Content)> entries)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var stream = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                stream.Write(content);
            }
        }

        return file.ToArray();
    }
}
