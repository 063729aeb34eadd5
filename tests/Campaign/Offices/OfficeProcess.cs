using System.Diagnostics;
using AttendanceFunctions.Tests.Campaign.Workers;

namespace AttendanceFunctions.Tests.Campaign.Offices;

/// <summary>A process that shows the office, until it is killed.</summary>
internal sealed class OfficeProcess : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    private readonly Process _process;

    private OfficeProcess(Process process, Uri address) => (_process, Address) = (process, address);

    /// <summary>The address of the office's pages.</summary>
    public Uri Address { get; }

    /// <summary>Starts a process at a simulated time, and waits until it answers.</summary>
    /// <param name="log">Receives the lines that the process writes to standard error.</param>
    /// <exception cref="InvalidOperationException">The process ended before it answered.</exception>
    public static async Task<OfficeProcess> StartAsync(
        WorkerSetup setup, DateTimeOffset at, Action<string> log, CancellationToken cancellationToken)
    {
        var process = OwnProcess.Make("office");
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { Length: > 0 } text)
            {
                log(text);
            }
        };
        process.Start();
        process.BeginErrorReadLine();
        process.Send(setup);
        var office = new OfficeProcess(process, new Uri(await ReadLineAsync(process, cancellationToken)));
        await office.SetTimeAsync(at, cancellationToken);
        return office;
    }

    /// <summary>Moves the clock of the process forward.</summary>
    public async Task SetTimeAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        _process.Send(at);
        if (await ReadLineAsync(_process, cancellationToken) is not OfficeRole.TimeIsSet and var line)
        {
            throw new InvalidOperationException($"A process of the office answered \"{line}\" to the time.");
        }
    }

    /// <summary>Kills the process with SIGKILL.</summary>
    public void Kill() => _process.KillIfRunning();

    public async ValueTask DisposeAsync()
    {
        _process.KillIfRunning();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<string> ReadLineAsync(Process process, CancellationToken cancellationToken) =>
        await process.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(Timeout, cancellationToken)
        ?? throw new InvalidOperationException("A process of the office ended before it answered; see the workers' log.");
}
