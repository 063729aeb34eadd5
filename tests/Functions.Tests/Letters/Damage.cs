using System.IO.Compression;
using System.Text;

namespace AttendanceFunctions.Tests.Functions.Letters;

/// <summary>Damages a .docx file by dice: its bytes, its parts, or the text of a part.</summary>
internal static class Damage
{
    private static readonly string[] Pieces =
    [
        "{{", "}}", "{{if Sen}}", "{{else}}", "{{end}}", "<w:p>", "</w:p>", "<w:tr>", "\0", "\ud800", "&#0;", "<!DOCTYPE x>", "\"", "<",
        ">", "&",
        "<w:fldChar w:fldCharType=\"begin\"/>", "<w:instrText>DDEAUTO</w:instrText>", "<w:t>{{Log.Date}}</w:t>", "xmlns:w=\"x\"",
        "<Override PartName=\"/word/document.xml\"/>", "TargetMode=\"External\"", "/",
    ];

    public static byte[] Of(byte[] docx, Random dice) => dice.Next(3) switch
    {
        0 => OfBytes(docx, dice),
        1 => OfParts(docx, dice),
        _ => dice.Next(2) == 0 ? OfBytes(OfParts(docx, dice), dice) : OfParts(OfParts(docx, dice), dice),
    };

    private static byte[] OfBytes(byte[] docx, Random dice)
    {
        var bytes = docx.ToArray();
        for (var changes = dice.Next(1, 20); changes > 0 && bytes.Length > 0; changes--)
        {
            // The end of an archive holds its directory, where most of what can go wrong is written.
            var at = dice.Next(2) == 0 ? dice.Next(bytes.Length) : Math.Max(0, bytes.Length - 1 - dice.Next(2000));
            bytes[at] = (byte)dice.Next(256);
        }

        return dice.Next(8) == 0 ? bytes[..dice.Next(bytes.Length + 1)] : bytes;
    }

    private static byte[] OfParts(byte[] docx, Random dice)
    {
        List<(string Name, string Text)> parts;
        try
        {
            using var archive = new ZipArchive(new MemoryStream(docx));
            parts = [.. archive.Entries.Select(entry => (entry.FullName, TextOf(entry)))];
        }
        catch (InvalidDataException)
        {
            return docx;
        }

        for (var changes = dice.Next(1, 4); changes > 0 && parts.Count > 0; changes--)
        {
            Change(parts, dice);
        }

        using var damaged = new MemoryStream();
        using (var archive = new ZipArchive(damaged, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return damaged.ToArray();
    }

    private static void Change(List<(string Name, string Text)> parts, Random dice)
    {
        var index = dice.Next(parts.Count);
        var (name, text) = parts[index];
        var at = dice.Next(text.Length + 1);
        var length = dice.Next(Math.Min(200, text.Length - at) + 1);
        switch (dice.Next(6))
        {
            case 0:
                parts.RemoveAt(index);
                break;
            case 1:
                parts.Add((dice.Next(2) == 0 ? name : name.ToUpperInvariant(), text));
                break;
            case 2:
                parts[index] = (name + Pieces[dice.Next(Pieces.Length)].Replace('\0', '_').Replace('\ud800', '_'), text);
                break;
            case 3:
                parts[index] = (name, text.Remove(at, length));
                break;
            case 4:
                parts[index] = (name, text.Insert(at, text.Substring(at, length)));
                break;
            default:
                parts[index] = (name, text.Insert(at, Pieces[dice.Next(Pieces.Length)]));
                break;
        }
    }

    private static string TextOf(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd();
    }
}
