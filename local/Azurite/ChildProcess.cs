using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;

namespace AttendanceFunctions.Local.Azurite;

/// <summary>
/// A child process that ends when its standard input is closed. The operating system closes it when this process is killed, so the child
/// never outlives its parent.
/// </summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int MaxErrorLines = 10;
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly ConcurrentQueue<string> _errorLines = new();
    private int _openStreams = 2;
    private int _disposals;

    private ChildProcess(Process process) => _process = process;

    /// <summary>The last ten lines that the process wrote to standard error.</summary>
    public string ErrorOutput => string.Join(Environment.NewLine, _errorLines);

    public static ChildProcess Start(string executable, IEnumerable<string> arguments, string workingDirectory)
    {
        var start = new ProcessStartInfo(executable, arguments)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[AzuriteAccounts.Variable] = AzuriteAccounts.Value;

        var child = new ChildProcess(new Process { StartInfo = start });
        child._process.OutputDataReceived += (_, line) => child.OnOutput(line.Data);
        child._process.ErrorDataReceived += (_, line) => child.OnError(line.Data);
        child._process.Start();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>The lines of standard output until the process ends. Then <see cref="ErrorOutput"/> is complete, too.</summary>
    public IAsyncEnumerable<string> ReadLinesAsync(CancellationToken cancellationToken) =>
        _lines.Reader.ReadAllAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Increment(ref _disposals) > 1)
        {
            return;
        }

        _process.StandardInput.Close();
        using var timeout = new CancellationTokenSource(StopTimeout);
        try
        {
            await _process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    private void OnOutput(string? line)
    {
        if (line is null)
        {
            CloseStream();
        }
        else
        {
            _lines.Writer.TryWrite(line);
        }
    }

    private void OnError(string? line)
    {
        if (line is null)
        {
            CloseStream();
            return;
        }

        _errorLines.Enqueue(line);
        while (_errorLines.Count > MaxErrorLines)
        {
            _errorLines.TryDequeue(out _);
        }
    }

    private void CloseStream()
    {
        if (Interlocked.Decrement(ref _openStreams) == 0)
        {
            _lines.Writer.TryComplete();
        }
    }
}
