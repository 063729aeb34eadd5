using System.Text.Json;

namespace AttendanceFunctions.Tests.EndToEnd.Support;

/// <summary>A message that left.</summary>
public sealed record LeftMessage(string To, string Body, string Key);

/// <summary>The messages that left, as the output folder holds them.</summary>
/// <param name="Output">The folder given as --out.</param>
public sealed record OutboxFolder(string Output)
{
    private IEnumerable<FileInfo> Files =>
        new[] { "sms.jsonl", "email.jsonl" }.Select(name => new FileInfo(Path.Combine(Output, "outbox", name)));

    /// <summary>Bytes of both files; 0 where there are none yet.</summary>
    public long Length => Files.Sum(file => file.Exists ? file.Length : 0);

    public IReadOnlyList<LeftMessage> Read(string file) => Read(new FileInfo(Path.Combine(Output, "outbox", file)));

    /// <summary>All messages of both channels, ordered by key.</summary>
    public IReadOnlyList<LeftMessage> Read() =>
        [.. Files.Where(file => file.Exists)
            .SelectMany(Read)
            .OrderBy(message => message.Key, StringComparer.Ordinal)
            .ThenBy(message => message.To, StringComparer.Ordinal)];

    private static IReadOnlyList<LeftMessage> Read(FileInfo file) =>
        [.. File.ReadAllLines(file.FullName).Select(line => JsonSerializer.Deserialize<LeftMessage>(line, JsonSerializerOptions.Web)!)];
}
