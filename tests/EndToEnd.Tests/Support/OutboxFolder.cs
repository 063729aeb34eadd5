using System.Text.Json;

namespace AttendanceFunctions.Tests.EndToEnd.Support;

/// <summary>A message that was sent.</summary>
public sealed record SentMessage(string To, string Body, string Key);

/// <summary>Reads the sent messages from the outbox in the output folder.</summary>
/// <param name="Output">The folder given as --out.</param>
public sealed record OutboxFolder(string Output)
{
    private IEnumerable<FileInfo> Files =>
        new[] { "sms.jsonl", "email.jsonl" }.Select(name => new FileInfo(Path.Combine(Output, "outbox", name)));

    /// <summary>The size of both files in bytes; 0 if they do not exist yet.</summary>
    public long Length => Files.Sum(file => file.Exists ? file.Length : 0);

    public IReadOnlyList<SentMessage> Read(string file) => Read(new FileInfo(Path.Combine(Output, "outbox", file)));

    /// <summary>Reads the messages of both channels, ordered by key.</summary>
    public IReadOnlyList<SentMessage> Read() =>
        [.. Files.Where(file => file.Exists)
            .SelectMany(Read)
            .OrderBy(message => message.Key, StringComparer.Ordinal)
            .ThenBy(message => message.To, StringComparer.Ordinal)];

    private static IReadOnlyList<SentMessage> Read(FileInfo file) =>
        [.. File.ReadAllLines(file.FullName).Select(line => JsonSerializer.Deserialize<SentMessage>(line, JsonSerializerOptions.Web)!)];
}
