using System.Diagnostics;
using System.Text;

namespace AttendanceFunctions.Tests.EndToEnd.Support;

/// <summary>How a run of the local host ended.</summary>
/// <param name="ExitCode">What it answered to the shell.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Errors">Standard error.</param>
public sealed record HostRun(int ExitCode, string Output, string Errors)
{
    /// <summary>Fails with everything that the host said unless it ended well.</summary>
    public HostRun Succeeded()
    {
        Assert.True(ExitCode == 0, $"The host ended with {ExitCode}.{Environment.NewLine}{Output}{Environment.NewLine}{Errors}");
        return this;
    }
}

/// <summary>The built local host as a process of its own, started as a user starts it. Disposing it leaves nothing behind.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    /// <summary>Far longer than any run takes; a host that hangs fails its test instead of holding up the others.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    private HostProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>What it has written to standard output so far.</summary>
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
        // A run of seconds never gets back what gathering a profile costs, and many of them run at the same time here.
        start.Environment["DOTNET_TieredPGO"] = "0";
        var started = new HostProcess(new Process { StartInfo = start });
        started._process.OutputDataReceived += (_, line) => Append(started._output, line.Data);
        started._process.ErrorDataReceived += (_, line) => Append(started._errors, line.Data);
        started._process.Start();
        started._process.BeginOutputReadLine();
        started._process.BeginErrorReadLine();
        return started;
    }

    /// <summary>Runs the host to its end.</summary>
    public static async Task<HostRun> RunAsync(params IEnumerable<string> arguments)
    {
        await using var host = Start(arguments);
        return await host.EndAsync();
    }

    /// <summary>Waits until it has ended by itself.</summary>
    public async Task<HostRun> EndAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Limit);
        await _process.WaitForExitAsync(patience.Token);
        return new(_process.ExitCode, _output.ToString(), _errors.ToString());
    }

    /// <summary>Kills it with SIGKILL: it writes nothing more and lets go of nothing.</summary>
    /// <returns>False if it had ended before.</returns>
    public async Task<bool> KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        // 128 + 9: whoever had ended before has an exit code of its own.
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
