namespace AttendanceFunctions.Local.Host.Files;

/// <summary>A file on its way into storage.</summary>
/// <param name="Container">The container that it goes to.</param>
/// <param name="Name">Its blob name, with slashes.</param>
/// <param name="ReadAsync">Its content.</param>
public sealed record IncomingFile(string Container, string Name, Func<CancellationToken, Task<byte[]>> ReadAsync)
{
    /// <summary>A file whose content is at hand; its path begins with its container.</summary>
    public static IncomingFile Of(string path, byte[] content)
    {
        var parts = path.Split('/', 2);
        return new IncomingFile(parts[0], parts[1], _ => Task.FromResult(content));
    }
}
