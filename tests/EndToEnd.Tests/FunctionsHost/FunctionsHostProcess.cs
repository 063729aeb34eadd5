using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Local.Host.Triggers;
using Azure.Storage.Queues;

namespace AttendanceFunctions.Tests.EndToEnd.FunctionsHost;

/// <summary>
/// The real Azure Functions host with the app, as a separate process. Its timers are disabled, because they would run in real time; tests
/// invoke the timer functions through the host's admin API instead. The host processes the queues itself.
/// </summary>
public sealed partial class FunctionsHostProcess : IAsyncDisposable
{
    /// <summary>
    /// The environment variable that selects the host: <c>func</c>, or the path of Microsoft.Azure.WebJobs.Script.WebHost.dll.
    /// </summary>
    public const string Variable = "FUNCTIONS_HOST";

    private const string Key = "key-of-this-test";
    private const string WorkerRuntime = "dotnet-isolated";

    /// <summary>The time limit for a start or a function. It is generous; a host that hangs fails its test.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly Process _process;
    private readonly HttpClient _http;
    private readonly IReadOnlyList<QueueClient> _queues;
    private readonly StringBuilder _output = new();
    private readonly Dictionary<string, int> _executed = new(StringComparer.Ordinal);

    private FunctionsHostProcess(Process process, HttpClient http, IReadOnlyList<QueueClient> queues) =>
        (_process, _http, _queues) = (process, http, queues);

    /// <summary>The host that the environment variable selects; null if it is not set.</summary>
    public static string? Named => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } host ? host : null;

    /// <summary>The console output of the host.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts the host and waits until it is running.</summary>
    /// <param name="host">The value of <see cref="Named"/>.</param>
    /// <param name="app">The app.</param>
    /// <param name="timers">The app's timer functions.</param>
    /// <param name="settings">The app's settings, with <c>:</c> between section and name.</param>
    /// <param name="trustData">The storage account of the trust's data.</param>
    /// <param name="hostStorage">The storage account for the host's own locks.</param>
    public static async Task<FunctionsHostProcess> StartAsync(
        string host,
        PublishedApp app,
        IEnumerable<TimerFunction> timers,
        IEnumerable<KeyValuePair<string, string?>> settings,
        string trustData,
        string hostStorage)
    {
        var port = FreePort();
        var start = host.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)
            ? new ProcessStartInfo("dotnet", [host]) { WorkingDirectory = Path.GetDirectoryName(host) }
            : new ProcessStartInfo(host, ["start", "--no-build", "--port", Text(port)]) { WorkingDirectory = app.Path };
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        foreach (var (name, value) in settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        foreach (var timer in timers)
        {
            start.Environment[$"AzureWebJobs.{timer.Name}.Disabled"] = "true";
        }

        foreach (var (name, value) in HostSettings(app, hostStorage, port))
        {
            start.Environment[name] = value;
        }

        // With this variable, the host assumes that it runs in Azure's consumption plan and waits for an app.
        start.Environment.Remove("CONTAINER_NAME");
        await WriteSecretsAsync(app);
        var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{Text(port)}/admin/") };
        http.DefaultRequestHeaders.Add("x-functions-key", Key);
        var queues = new QueueServiceClient(trustData);
        var started = new FunctionsHostProcess(new Process { StartInfo = start }, http, [.. Queues.All.Select(queues.GetQueueClient)]);
        try
        {
            await started.StartAsync();
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    /// <summary>Invokes a timer function and waits until it has ended.</summary>
    public async Task TickAsync(string function)
    {
        var before = ExecutedCount(function);
        using var response = await _http.PostAsJsonAsync(
            $"functions/{function}", new { input = "" }, TestContext.Current.CancellationToken);
        Assert.True(
            response.StatusCode == HttpStatusCode.Accepted,
            $"The host responded with {response.StatusCode} to the invocation of {function}.\n{Output}");
        await UntilAsync(() => Task.FromResult(ExecutedCount(function) > before), $"{function} has not ended");
    }

    /// <summary>Waits until all queue messages are processed.</summary>
    public Task DrainAsync() => UntilAsync(
        async () =>
        {
            // A message counts until it is deleted, so also while it is processed. Functions only send to queues that are later in this
            // list. So if all queues are empty in this order, no message is left.
            foreach (var queue in _queues)
            {
                if ((await queue.GetPropertiesAsync(TestContext.Current.CancellationToken)).Value.ApproximateMessagesCount > 0)
                {
                    return false;
                }
            }

            return true;
        },
        "a queue is not empty");

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    [GeneratedRegex(@"Executed 'Functions\.(\w+)' \((?:Succeeded|Failed)")]
    private static partial Regex ExecutedLine();

    private static Dictionary<string, string> HostSettings(PublishedApp app, string hostStorage, int port) => new()
    {
        ["FUNCTIONS_WORKER_RUNTIME"] = WorkerRuntime,
        ["AzureWebJobsStorage"] = hostStorage,
        ["AzureWebJobsScriptRoot"] = app.Path,
        ["AzureWebJobsSecretStorageType"] = "files",
        ["AzureFunctionsWebHost__hostid"] = "attendance-tests",
        ["FUNCTIONS_SECRETS_PATH"] = app.HostFolder,
        ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{Text(port)}",
        // The tests wait for log lines of this category.
        ["AzureFunctionsJobHost__logging__console__isEnabled"] = "true",
        ["AzureFunctionsJobHost__logging__logLevel__Function"] = "Information",
        // No delays before retries or between reads of a queue.
        ["AzureFunctionsJobHost__extensions__queues__visibilityTimeout"] = "00:00:00",
        ["AzureFunctionsJobHost__extensions__queues__maxPollingInterval"] = "00:00:00.100",
    };

    private static async Task WriteSecretsAsync(PublishedApp app)
    {
        var secrets = new JsonObject
        {
            ["masterKey"] = new JsonObject { ["name"] = "master", ["value"] = Key, ["encrypted"] = false },
            ["functionKeys"] = new JsonArray(),
            ["systemKeys"] = new JsonArray(),
        };
        await File.WriteAllTextAsync(
            Path.Combine(app.HostFolder, "host.json"), secrets.ToJsonString(), TestContext.Current.CancellationToken);

        // Core Tools read the worker's language from this file.
        var local = new JsonObject
        {
            ["IsEncrypted"] = false,
            ["Values"] = new JsonObject { ["FUNCTIONS_WORKER_RUNTIME"] = WorkerRuntime }
        };
        await File.WriteAllTextAsync(
            Path.Combine(app.Path, "local.settings.json"), local.ToJsonString(), TestContext.Current.CancellationToken);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private async Task StartAsync()
    {
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await UntilAsync(IsRunningAsync, "the host is not running");
    }

    private async Task<bool> IsRunningAsync()
    {
        try
        {
            var status = await _http.GetFromJsonAsync<JsonNode>("host/status", TestContext.Current.CancellationToken);
            return status?["state"]?.GetValue<string>() == "Running";
        }
        catch (HttpRequestException)
        {
            // The host does not listen yet, or has not read its secrets yet.
            return false;
        }
    }

    private async Task UntilAsync(Func<Task<bool>> condition, string problem)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.False(_process.HasExited, $"The Functions host has ended.\n{Output}");
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Timeout, $"After {Timeout.TotalMinutes} minutes {problem}.\n{Output}");
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }

    private int ExecutedCount(string function)
    {
        lock (_output)
        {
            return _executed.GetValueOrDefault(function);
        }
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.AppendLine(line);
            if (ExecutedLine().Match(line) is { Success: true } executed)
            {
                var function = executed.Groups[1].Value;
                _executed[function] = _executed.GetValueOrDefault(function) + 1;
            }
        }
    }
}
