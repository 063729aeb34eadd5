using System.IO.Compression;

namespace AttendanceFunctions.Functions.Documents.Word;

/// <summary>The parts of a .docx file, which is a zip archive, by their names.</summary>
/// <param name="Parts">The parts in the archive's order.</param>
internal sealed record DocxFile(IReadOnlyList<DocxPart> Parts)
{
    /// <summary>A moment that is the same in every file, so that the same letter is the same file: the first that a zip archive can hold.</summary>
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Reads an archive.</summary>
    /// <param name="file">The archive.</param>
    /// <param name="mostBytes">What its parts may come to once they are unpacked.</param>
    /// <exception cref="InvalidDataException">It is no zip archive, or its parts come to more.</exception>
    public static DocxFile Read(byte[] file, long mostBytes)
    {
        using var archive = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
        var parts = new List<DocxPart>();
        foreach (var entry in archive.Entries.Where(entry => entry.Name.Length > 0))
        {
            var content = ReadPart(entry, mostBytes);
            mostBytes -= content.Length;
            // Pictures are packed already; to do it again for every letter would only cost time.
            parts.Add(new(entry.FullName, content, IsPacked: entry.CompressedLength * 10 >= entry.Length * 9));
        }

        return new(parts);
    }

    /// <summary>The archive, with these parts in place of those of the same names.</summary>
    public byte[] Write(IReadOnlyDictionary<string, byte[]> replaced)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in Parts)
            {
                var entry = archive.CreateEntry(part.Name, part.IsPacked ? CompressionLevel.NoCompression : CompressionLevel.Fastest);
                entry.LastWriteTime = NoTime;
                using var stream = entry.Open();
                stream.Write(replaced.TryGetValue(part.Name, out var content) ? content : part.Content);
            }
        }

        return file.ToArray();
    }

    // What an archive says about its sizes need not be true, so it is counted.
    private static byte[] ReadPart(ZipArchiveEntry entry, long mostBytes)
    {
        using var stream = entry.Open();
        using var content = new MemoryStream();
        var buffer = new byte[81920];
        for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            content.Write(buffer, 0, read);
            if (content.Length > mostBytes)
            {
                throw new InvalidDataException("The parts of the archive are too big.");
            }
        }

        return content.ToArray();
    }
}

/// <summary>One part of a .docx file.</summary>
/// <param name="Name">Its name in the archive: word/document.xml.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="IsPacked">Whether packing makes it hardly smaller.</param>
internal sealed record DocxPart(string Name, byte[] Content, bool IsPacked);
