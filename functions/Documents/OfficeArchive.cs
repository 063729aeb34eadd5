using System.IO.Compression;
using System.Text;

namespace AttendanceFunctions.Functions.Documents;

/// <summary>Reads and writes the zip archives of Office documents.</summary>
internal static class OfficeArchive
{
    /// <summary>The media type of a workbook.</summary>
    public const string WorkbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The media type of a Word document.</summary>
    public const string WordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>The earliest time that an archive can hold. It replaces all times, so that equal content gives equal bytes.</summary>
    public static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Whether a file is a compound file: an Office document from before .docx and .xlsx, or one with a password.</summary>
    public static bool IsCompound(byte[] file) => file is [0xD0, 0xCF, 0x11, 0xE0, ..];

    /// <summary>Whether a compound file holds a document with a password, in a stream of this name.</summary>
    public static bool IsEncrypted(byte[] container) => container.AsSpan().IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0;

    /// <summary>Unpacks a part and counts its bytes meanwhile, because the size that an archive states may be wrong.</summary>
    /// <returns>Null if there are more than <paramref name="mostBytes"/>.</returns>
    public static byte[]? Unpack(ZipArchiveEntry part, long mostBytes)
    {
        using var stream = part.Open();
        using var content = new MemoryStream();
        var buffer = new byte[81920];
        for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            content.Write(buffer, 0, read);
            if (content.Length > mostBytes)
            {
                return null;
            }
        }

        return content.ToArray();
    }

    /// <summary>
    /// The texts in a file of any kind, to search them: those of its parts if it is a zip archive, such as a workbook, as far as they are
    /// within bounds; otherwise the file as text.
    /// </summary>
    public static IEnumerable<string> TextsOf(byte[] file)
    {
        if (file is not [0x50, 0x4B, ..])
        {
            return [Encoding.UTF8.GetString(file)];
        }

        try
        {
            using var archive = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read);
            var (texts, left) = (new List<string>(), (long)Bounds.UnpackedBytes);
            foreach (var part in archive.Entries.TakeWhile(_ => left > 0))
            {
                var content = Unpack(part, left) ?? [];
                left -= content.Length;
                texts.Add(Encoding.UTF8.GetString(content));
            }

            return texts;
        }
        catch (InvalidDataException)
        {
            return [Encoding.UTF8.GetString(file)];
        }
    }

    /// <summary>The finished document without the times at which its parts were written.</summary>
    public static BinaryData WithoutTimes(MemoryStream document)
    {
        using var timeless = new MemoryStream();
        using (var from = new ZipArchive(new MemoryStream(document.ToArray()), ZipArchiveMode.Read))
        using (var to = new ZipArchive(timeless, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in from.Entries)
            {
                var entry = to.CreateEntry(part.FullName);
                entry.LastWriteTime = NoTime;
                using var source = part.Open();
                using var target = entry.Open();
                source.CopyTo(target);
            }
        }

        return BinaryData.FromBytes(timeless.ToArray());
    }
}
