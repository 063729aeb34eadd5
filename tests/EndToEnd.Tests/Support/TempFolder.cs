using System.Text;

namespace AttendanceFunctions.Tests.EndToEnd.Support;

/// <summary>A temporary folder of a test, which is deleted at the end of the test.</summary>
public sealed class TempFolder : IDisposable
{
    public TempFolder() => Path = Directory.CreateTempSubdirectory("attendance-e2e-").FullName;

    public string Path { get; }

    public string this[string relative] => System.IO.Path.Combine(Path, relative);

    /// <summary>Writes a file and creates its folder if necessary.</summary>
    public void Write(string relative, byte[] content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[relative])!);
        File.WriteAllBytes(this[relative], content);
    }

    /// <summary>Writes a file in UTF-8 without a byte order mark.</summary>
    public void Write(string relative, string content) => Write(relative, Encoding.UTF8.GetBytes(content));

    public string Read(string relative) => File.ReadAllText(this[relative]);

    /// <summary>The relative names of all files below a folder; none if it does not exist.</summary>
    public IReadOnlyList<string> FilesIn(string relative) => Directory.Exists(this[relative])
        ? [.. Directory.EnumerateFiles(this[relative], "*", SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetRelativePath(this[relative], file))
            .Order(StringComparer.Ordinal)]
        : [];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
