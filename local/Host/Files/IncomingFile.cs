namespace AttendanceFunctions.Local.Host.Files;

/// <summary>A file to upload.</summary>
/// <param name="Container">The target container.</param>
/// <param name="Name">The blob name; folders are separated by slashes.</param>
/// <param name="ReadAsync">Reads the content.</param>
public sealed record IncomingFile(string Container, string Name, Func<CancellationToken, Task<byte[]>> ReadAsync)
{
    /// <summary>Creates a file from content in memory.</summary>
    /// <param name="path">The container, a slash and the blob name.</param>
    /// <param name="content">The content.</param>
    public static IncomingFile Of(string path, byte[] content)
    {
        var parts = path.Split('/', 2);
        return new IncomingFile(parts[0], parts[1], _ => Task.FromResult(content));
    }
}
