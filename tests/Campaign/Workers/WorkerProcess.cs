using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace AttendanceFunctions.Tests.Campaign.Workers;

/// <summary>How a worker's life ended.</summary>
public enum WorkerEnd
{
    /// <summary>The night is done.</summary>
    Done,

    /// <summary>It was killed.</summary>
    Killed,

    /// <summary>A fault of storage ended it.</summary>
    Fell,
}

/// <summary>
/// A worker as a process of its own. It is started ahead of its time, so that a life costs little more than what it does in it.
/// </summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    /// <summary>
    /// Far longer than any life takes: a term's delivery reports at once, on a machine that has other work to do, took more than five
    /// minutes.
    /// </summary>
    private static readonly TimeSpan Limit = TimeSpan.FromHours(1);

    /// <summary>128 + SIGKILL.</summary>
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

    /// <summary>The tick that it works on; before the first one, the instant from which it goes on.</summary>
    public DateTimeOffset LastTick => new(Volatile.Read(ref _lastTick), TimeSpan.Zero);

    /// <summary>Starts one that waits for its order.</summary>
    /// <param name="setup">Where everything is.</param>
    /// <param name="log">Takes every line that it writes to standard error.</param>
    public static WorkerProcess Start(WorkerSetup setup, Action<string> log)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(WorkerProcess).Assembly.Location, "worker"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_TieredPGO"] = "0";
        var worker = new WorkerProcess(new Process { StartInfo = start }, log);
        worker._process.OutputDataReceived += (_, line) => worker.Hear(line.Data);
        worker._process.ErrorDataReceived += (_, line) => worker.Log(line.Data);
        worker._process.Start();
        worker._process.BeginOutputReadLine();
        worker._process.BeginErrorReadLine();
        worker.Say(setup);
        return worker;
    }

    /// <summary>Gives it its order once it is ready.</summary>
    public async Task OrderAsync(WorkerOrder order, CancellationToken cancellationToken)
    {
        await _ready.Task.WaitAsync(Limit, cancellationToken);
        Volatile.Write(ref _lastTick, order.From.UtcTicks);
        Say(order);
    }

    /// <summary>Kills it with SIGKILL, at once: it writes nothing more and lets go of nothing.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
    }

    /// <summary>Waits until it has ended.</summary>
    public async Task<WorkerEnd> EndAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken).WaitAsync(Limit, cancellationToken);
        return _process.ExitCode == KilledBySignal ? WorkerEnd.Killed : _process.ExitCode == 0 && _isDone ? WorkerEnd.Done : WorkerEnd.Fell;
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

    private void Say<T>(T line)
    {
        _process.StandardInput.WriteLine(JsonSerializer.Serialize(line));
        _process.StandardInput.Flush();
    }

    private void Hear(string? line)
    {
        switch (line)
        {
            case null:
                _ready.TrySetException(new InvalidOperationException("A worker ended before it was ready; its log says why."));
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
