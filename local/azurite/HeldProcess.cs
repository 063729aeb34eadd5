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

    private readonly Process process;
    private readonly Channel<string> lines = Channel.CreateUnbounded<string>();
    private readonly ConcurrentQueue<string> complaints = new();
    private int openStreams = 2;
    private int disposals;

    private HeldProcess(Process process) => this.process = process;

    /// <summary>The last lines that the process wrote to standard error.</summary>
    public string Complaint => string.Join(Environment.NewLine, complaints);

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
        held.process.OutputDataReceived += (_, line) => held.Hear(line.Data);
        held.process.ErrorDataReceived += (_, line) => held.Complain(line.Data);
        held.process.Start();
        held.process.BeginOutputReadLine();
        held.process.BeginErrorReadLine();
        return held;
    }

    /// <summary>What the process writes to standard output, until it ends; <see cref="Complaint"/> is complete then.</summary>
    public IAsyncEnumerable<string> ReadLinesAsync(CancellationToken cancellationToken) =>
        lines.Reader.ReadAllAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Increment(ref disposals) > 1)
        {
            return;
        }

        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(StopLimit);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }

        process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            CloseStream();
        }
        else
        {
            lines.Writer.TryWrite(line);
        }
    }

    private void Complain(string? line)
    {
        if (line is null)
        {
            CloseStream();
            return;
        }

        complaints.Enqueue(line);
        while (complaints.Count > ComplaintLines)
        {
            complaints.TryDequeue(out _);
        }
    }

    private void CloseStream()
    {
        if (Interlocked.Decrement(ref openStreams) == 0)
        {
            lines.Writer.TryComplete();
        }
    }
}
