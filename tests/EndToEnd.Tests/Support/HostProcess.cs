using System.Diagnostics;
using System.Text;
using AttendanceFunctions.Local.Host.Commands;

namespace AttendanceFunctions.Tests.EndToEnd.Support;

/// <summary>The result of a run of the local host.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">The standard output.</param>
/// <param name="Errors">The standard error.</param>
public sealed record HostRun(int ExitCode, string Output, string Errors)
{
    /// <summary>
    /// The time limit of a run: a host that hangs fails its test instead of blocking others. A run takes seconds, but minutes where twenty
    /// other processes want the processor.
    /// </summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromMinutes(30);

    /// <summary>Fails with the output of the host unless it did what it was asked, however good the night was.</summary>
    public HostRun Succeeded()
    {
        Assert.True(
            ExitCode is CommandLine.Done or CommandLine.GoodWithGaps or CommandLine.NotGood,
            $"The host ended with {ExitCode}.{Environment.NewLine}{Output}{Environment.NewLine}{Errors}");
        return this;
    }
}

/// <summary>The local host as a separate process, started like a user starts it. Disposing kills it with its child processes.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    private HostProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>The standard output so far.</summary>
    public string OutputSoFar
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public static HostProcess Start(params IEnumerable<string> arguments)
    {
        var host = Path.Combine(AppContext.BaseDirectory, "AttendanceFunctions.Local.Host.dll");
        var start = new ProcessStartInfo("dotnet", [host, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Profiling by the JIT does not pay off in runs of a few seconds.
        start.Environment["DOTNET_TieredPGO"] = "0";
        var started = new HostProcess(new Process { StartInfo = start });
        started._process.OutputDataReceived += (_, line) => Append(started._output, line.Data);
        started._process.ErrorDataReceived += (_, line) => Append(started._errors, line.Data);
        started._process.Start();
        started._process.BeginOutputReadLine();
        started._process.BeginErrorReadLine();
        return started;
    }

    /// <summary>Runs the host and waits until it has ended.</summary>
    public static async Task<HostRun> RunAsync(params IEnumerable<string> arguments)
    {
        await using var host = Start(arguments);
        return await host.EndAsync();
    }

    /// <summary>Waits until the host has ended by itself.</summary>
    public async Task<HostRun> EndAsync()
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(HostRun.Timeout);
        await _process.WaitForExitAsync(timeout.Token);
        return new(_process.ExitCode, _output.ToString(), _errors.ToString());
    }

    /// <summary>Kills the host with SIGKILL. It cannot write anything or release its leases.</summary>
    /// <returns>False if the host had already ended.</returns>
    public async Task<bool> KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        // The exit code 128 + 9 means killed by SIGKILL; a host that had already ended has another exit code.
        return _process.ExitCode == 137;
    }

    /// <summary>Sends SIGINT, as Ctrl+C does.</summary>
    public async Task InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-INT", Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static void Append(StringBuilder text, string? line)
    {
        lock (text)
        {
            text.Append(line).Append(line is null ? "" : "\n");
        }
    }
}
