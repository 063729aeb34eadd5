using System.Text.Encodings.Web;
using System.Text.Json;

namespace AttendanceFunctions.Local.Providers;

/// <summary>
/// The messages that a provider accepted, in a file with one JSON object per line. If the file exists, new messages are appended after its
/// last complete line.
/// </summary>
/// <typeparam name="T">The kind of message.</typeparam>
internal sealed class Outbox<T> : IAsyncDisposable
{
    // People read this file, so non-ASCII letters are not escaped.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly FileStream _file;
    private readonly SemaphoreSlim _writeLock = new(1);
    private readonly List<T> _messages = [];

    private Outbox(FileStream file) => _file = file;

    /// <summary>The messages that the file contained when it was opened, followed by the messages of this run.</summary>
    public IReadOnlyList<T> Messages
    {
        get
        {
            lock (_messages)
            {
                return [.. _messages];
            }
        }
    }

    /// <summary>Opens the outbox at a path. Creates the file and its folder if they do not exist.</summary>
    /// <exception cref="IOException">The file is in use by another process.</exception>
    public static async Task<Outbox<T>> OpenAsync(string path, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            var outbox = new Outbox<T>(file);
            await outbox.ResumeAsync(cancellationToken);
            return outbox;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>Appends messages in one write and returns when they are on disk.</summary>
    public async Task AppendAsync(IReadOnlyCollection<T> accepted)
    {
        using var written = new MemoryStream();
        foreach (var message in accepted)
        {
            JsonSerializer.Serialize(written, message, Json);
            written.WriteByte((byte)'\n');
        }

        await _writeLock.WaitAsync();
        try
        {
            await _file.WriteAsync(written.GetBuffer().AsMemory(0, (int)written.Length));
            _file.Flush(flushToDisk: true);
            lock (_messages)
            {
                _messages.AddRange(accepted);
            }
        }
        finally
        {
            _writeLock.Release();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _file.DisposeAsync();
        _writeLock.Dispose();
    }

    private async Task ResumeAsync(CancellationToken cancellationToken)
    {
        using var held = new MemoryStream();
        await _file.CopyToAsync(held, cancellationToken);
        var content = held.GetBuffer().AsMemory(0, (int)held.Length);
        var read = 0;
        for (var length = LineLength(content); length > 0; length = LineLength(content[read..]))
        {
            _messages.Add(JsonSerializer.Deserialize<T>(content.Span.Slice(read, length), Json)!);
            read += length;
        }

        // An incomplete last line comes from a process that ended while writing; that message was never confirmed as accepted.
        _file.SetLength(read);
        _file.Position = read;
    }

    private static int LineLength(ReadOnlyMemory<byte> content) => content.Span.IndexOf((byte)'\n') + 1;
}
