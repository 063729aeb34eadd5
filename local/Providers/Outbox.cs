using System.Text.Encodings.Web;
using System.Text.Json;

namespace AttendanceFunctions.Local.Providers;

/// <summary>
/// The messages that a provider accepted, one JSON object per line, in a file that outlives it: opening an existing file goes
/// on after its last line.
/// </summary>
/// <typeparam name="T">The kind of message.</typeparam>
internal sealed class Outbox<T> : IAsyncDisposable
{
    // For people to open, so letters are written as letters.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly FileStream _file;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly List<T> _messages = [];

    private Outbox(FileStream file) => _file = file;

    /// <summary>The messages of this run and, before them, those that the file already held.</summary>
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

    /// <summary>Opens the outbox at a path, making the file and its folder where they do not exist.</summary>
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

    /// <summary>Returns when the messages are on disk, all of them in one write.</summary>
    public async Task AppendAsync(IReadOnlyCollection<T> accepted)
    {
        using var written = new MemoryStream();
        foreach (var message in accepted)
        {
            JsonSerializer.Serialize(written, message, Json);
            written.WriteByte((byte)'\n');
        }

        await _turn.WaitAsync();
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
            _turn.Release();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _file.DisposeAsync();
        _turn.Dispose();
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

        // A line without its end was never answered as accepted: its writer died over it.
        _file.SetLength(read);
        _file.Position = read;
    }

    private static int LineLength(ReadOnlyMemory<byte> content) => content.Span.IndexOf((byte)'\n') + 1;
}
