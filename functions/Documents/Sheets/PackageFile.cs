using System.IO.Compression;

namespace AttendanceFunctions.Functions.Documents.Sheets;

/// <summary>The file that an Office document is kept in.</summary>
public static class PackageFile
{
    /// <summary>The first moment that the format can hold.</summary>
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A document without the times at which its parts were written, so that the same content is the same file.</summary>
    /// <param name="document">A closed document.</param>
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
