using System.Diagnostics;
using System.Globalization;

namespace AttendanceFunctions.Tests.Campaign.Workers;

/// <summary>The ways in which a worker can end.</summary>
public enum WorkerEnd
{
    /// <summary>It completed the night.</summary>
    Done,

    /// <summary>It was killed.</summary>
    Killed,

    /// <summary>It ended with an error after a storage fault.</summary>
    Crashed,
}

/// <summary>
/// A worker in its own process. It is started in advance, so that the start takes no time from the campaign.
/// </summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    /// <summary>
    /// The time limit of a worker. It is generous, because processing the delivery reports of a whole term on a busy machine took more than
    /// five minutes.
    /// </summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromHours(1);

    /// <summary>The exit code 128 + SIGKILL.</summary>
    private const int KilledBySignal = 137;

    private readonly Process _process;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<string> _log;
    private long _lastTick;
    private bool _isDone;

    private WorkerProcess(Process process, Action<string> log)
    {
        _process = process;
        _log = log;
    }

    /// <summary>The simulated time of the current tick; before the first tick, the time at which the worker resumes.</summary>
    public DateTimeOffset LastTick => new(Volatile.Read(ref _lastTick), TimeSpan.Zero);

    /// <summary>Starts a worker that waits for its order.</summary>
    /// <param name="setup">The configuration of the worker.</param>
    /// <param name="log">Receives the lines that the worker writes to standard error.</param>
    public static WorkerProcess Start(WorkerSetup setup, Action<string> log)
    {
        var worker = new WorkerProcess(OwnProcess.Make("worker"), log);
        worker._process.OutputDataReceived += (_, line) => worker.OnOutput(line.Data);
        worker._process.ErrorDataReceived += (_, line) => worker.Log(line.Data);
        worker._process.Start();
        worker._process.BeginOutputReadLine();
        worker._process.BeginErrorReadLine();
        worker._process.Send(setup);
        return worker;
    }

    /// <summary>Waits until the worker is ready and sends it its order.</summary>
    public async Task OrderAsync(WorkerOrder order, CancellationToken cancellationToken)
    {
        await _ready.Task.WaitAsync(Timeout, cancellationToken);
        Volatile.Write(ref _lastTick, order.From.UtcTicks);
        _process.Send(order);
    }

    /// <summary>Kills the worker with SIGKILL. It cannot write anything or release its leases.</summary>
    public void Kill() => _process.KillIfRunning();

    /// <summary>Waits until the worker has ended.</summary>
    public async Task<WorkerEnd> EndAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken).WaitAsync(Timeout, cancellationToken);
        return _process.ExitCode == KilledBySignal ? WorkerEnd.Killed
            : _process.ExitCode == 0 && _isDone ? WorkerEnd.Done
            : WorkerEnd.Crashed;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void OnOutput(string? line)
    {
        switch (line)
        {
            case null:
                _ready.TrySetException(new InvalidOperationException("A worker ended before it was ready; see the workers' log."));
                break;
            case WorkerRole.Ready:
                _ready.TrySetResult();
                break;
            case WorkerRole.Done:
                _isDone = true;
                break;
            default:
                Volatile.Write(ref _lastTick, DateTimeOffset.ParseExact(line, "O", CultureInfo.InvariantCulture).UtcTicks);
                break;
        }
    }

    private void Log(string? line)
    {
        if (line is { Length: > 0 })
        {
            _log(line);
        }
    }
}
