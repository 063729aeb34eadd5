using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;

namespace AttendanceFunctions.Local.Azurite;

/// <summary>
/// A child process that lives while its standard input is open: closing it is the request to end, and the operating system
/// makes that request when this process is killed.
/// </summary>
internal sealed class HeldProcess : IAsyncDisposable
{
    private const int ComplaintLines = 10;
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly ConcurrentQueue<string> _complaints = new();
    private int _openStreams = 2;
    private int _disposals;

    private HeldProcess(Process process) => _process = process;

    /// <summary>The last lines that the process wrote to standard error.</summary>
    public string Complaint => string.Join(Environment.NewLine, _complaints);

    public static HeldProcess Start(string executable, IEnumerable<string> arguments, string workingDirectory)
    {
        var start = new ProcessStartInfo(executable, arguments)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[AzuriteAccounts.Variable] = AzuriteAccounts.Value;

        var held = new HeldProcess(new Process { StartInfo = start });
        held._process.OutputDataReceived += (_, line) => held.Hear(line.Data);
        held._process.ErrorDataReceived += (_, line) => held.Complain(line.Data);
        held._process.Start();
        held._process.BeginOutputReadLine();
        held._process.BeginErrorReadLine();
        return held;
    }

    /// <summary>What the process writes to standard output, until it ends; <see cref="Complaint"/> is complete then.</summary>
    public IAsyncEnumerable<string> ReadLinesAsync(CancellationToken cancellationToken) =>
        _lines.Reader.ReadAllAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Increment(ref _disposals) > 1)
        {
            return;
        }

        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(StopLimit);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    private void Hear(string? line)
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

    private void Complain(string? line)
    {
        if (line is null)
        {
            CloseStream();
            return;
        }

        _complaints.Enqueue(line);
        while (_complaints.Count > ComplaintLines)
        {
            _complaints.TryDequeue(out _);
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
