using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Tests.Infra;

/// <summary>
/// host.json only has settings that the Functions host reads, because the host ignores unknown names. The names are those of
/// HostJsonFileConfigurationSource in Azure/azure-functions-host and telemetryMode; the names and limits of the queue settings are those of
/// QueuesOptions in Azure/azure-sdk-for-net.
/// </summary>
public sealed class HostJsonTests
{
    private static readonly string[] KnownToTheHost =
    [
        "version", "functionTimeout", "retry", "functions", "http", "watchDirectories", "watchFiles", "queues", "serviceBus", "eventHub",
        "singleton",
        "logging", "aggregator", "healthMonitor", "extensionBundle", "managedDependencies", "customHandler", "httpWorker", "extensions",
        "concurrency", "telemetryMode",
    ];

    private static readonly Dictionary<string, Func<string, bool>> KnownToTheQueues = new()
    {
        ["batchSize"] = value => Number(value) is >= 1 and <= 32,
        ["newBatchThreshold"] = value => Number(value) >= 0,
        ["maxDequeueCount"] = value => Number(value) >= 1,
        ["visibilityTimeout"] = value => Time(value) >= TimeSpan.Zero,
        ["maxPollingInterval"] = value => Time(value) >= TimeSpan.FromMilliseconds(100),
        ["messageEncoding"] = value => value is "none" or "base64",
    };

    /// <summary>
    /// The prefixes of the host's log categories (ScriptConstants.SystemLogCategoryPrefixes, without the dot), and the default.
    /// </summary>
    private static readonly string[] KnownCategories = [
        "default", "Function", "Host", "Worker", "Microsoft.Azure.WebJobs", "Azure", "Microsoft"
    ];

    private static readonly JsonObject Host = JsonNode.Parse(Sources.Read("host.json"))!.AsObject();

    [Fact]
    public void Every_name_is_known_to_the_host() => Assert.Equal([], FaultsOf(Host));

    [Theory]
    [InlineData("maxDequeueCount", "maximumDequeueCount")]
    [InlineData("\"batchSize\": 4", "\"batchSize\": 33")]
    [InlineData("telemetryMode", "telemetry")]
    [InlineData("routePrefix", "prefix")]
    [InlineData("\"none\"", "\"utf8\"")]
    [InlineData("logLevel", "logLevels")]
    [InlineData("\"Function\"", "\"Functions\"")]
    [InlineData("\"Warning\"", "\"Warnings\"")]
    public void An_unknown_name_or_value_is_found(string text, string instead) =>
        Assert.NotEmpty(FaultsOf(JsonNode.Parse(Sources.Read("host.json").Replace(text, instead, StringComparison.Ordinal))!.AsObject()));

    /// <summary>
    /// The host itself writes very many log lines below the level Warning; only the functions' log lines are wanted there.
    /// </summary>
    [Fact]
    public void The_host_logs_warnings_and_the_functions_log_more() => Assert.Equal(
        [("default", "Warning"), ("Function", "Information")],
        Host["logging"]!["logLevel"]!.AsObject().Select(entry => (entry.Key, entry.Value!.ToString())));

    private static IEnumerable<string> FaultsOf(JsonObject host) => host.Select(entry => entry.Key).Except(KnownToTheHost)
        .Concat(host["extensions"]!.AsObject().Select(entry => entry.Key).Except(["http", "queues"]))
        .Concat(host["extensions"]!["http"]!.AsObject().Select(entry => entry.Key).Except(["routePrefix"]))
        .Concat(host["extensions"]!["queues"]!.AsObject()
            .Where(entry => !KnownToTheQueues.TryGetValue(entry.Key, out var holds) || !holds(entry.Value!.ToString()))
            .Select(entry => $"{entry.Key}: {entry.Value}"))
        .Concat(host["logging"]!.AsObject().Select(entry => entry.Key).Except(["logLevel"]))
        .Concat((host["logging"]!["logLevel"]?.AsObject() ?? [])
            .Where(entry => !KnownCategories.Contains(entry.Key) || !Enum.IsDefined(typeof(LogLevel), entry.Value!.ToString()))
            .Select(entry => $"{entry.Key}: {entry.Value}"))
        .Concat(host["version"]?.ToString() == "2.0" ? [] : ["version"])
        .Concat(Time(host["functionTimeout"]!.ToString()) > TimeSpan.Zero ? [] : ["functionTimeout"])
        .Concat(host["telemetryMode"]?.ToString() is null or "OpenTelemetry" ? [] : ["telemetryMode"]);

    private static int Number(string value) => int.Parse(value, CultureInfo.InvariantCulture);

    private static TimeSpan Time(string value) => TimeSpan.ParseExact(value, "c", CultureInfo.InvariantCulture);
}
