using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using AttendanceFunctions.Functions;
using AttendanceFunctions.Local.Providers;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Tests.EndToEnd.Support;

/// <summary>
/// Receives telemetry on a loopback port, both like Application Insights (<c>/v2.1/track</c>, gzipped JSON with one envelope per line) and
/// like an OpenTelemetry collector (<c>/v1/logs</c>, <c>/v1/traces</c>, <c>/v1/metrics</c>, protocol buffers over HTTP).
/// </summary>
public sealed class TelemetryReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, byte[] Body)> _received = new();
    private LoopbackServer? _server;

    /// <summary>The app settings that make a worker send telemetry to this receiver.</summary>
    public IReadOnlyDictionary<string, string?> Settings
    {
        get
        {
            var address = (_server ?? throw new InvalidOperationException("The receiver has not been started.")).Address;
            return new Dictionary<string, string?>
            {
                [AttendanceTelemetry.ComponentSetting] = $"InstrumentationKey={Guid.Empty};IngestionEndpoint={address}",
                [AttendanceTelemetry.CollectorSetting] = address.ToString(),
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            };
        }
    }

    /// <summary>The envelopes that Application Insights received: one for each log line, span, exception and metric.</summary>
    public IReadOnlyList<JsonElement> Envelopes => [.. _received.Where(request => IsForComponent(request.Path))
        .SelectMany(request => Encoding.UTF8.GetString(request.Body).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        .Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>The requests that the collector received for a signal: "logs", "traces" or "metrics".</summary>
    public IReadOnlyList<byte[]> Collected(string signal) =>
        [.. _received.Where(request => request.Path == $"/v1/{signal}").Select(request => request.Body)];

    /// <summary>All received data as text. Strings within protocol buffers are readable because they are UTF-8.</summary>
    public string Everything => string.Join('\n', _received.Select(request => Encoding.UTF8.GetString(request.Body)));

    public static async Task<TelemetryReceiver> StartAsync(CancellationToken cancellationToken)
    {
        var receiver = new TelemetryReceiver();
        receiver._server = await LoopbackServer.StartAsync(receiver.ReceiveAsync, cancellationToken);
        return receiver;
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        var isZipped = context.Request.Headers.ContentEncoding == "gzip";
        await (isZipped ? new GZipStream(context.Request.Body, CompressionMode.Decompress) : context.Request.Body).CopyToAsync(body);
        var path = context.Request.Path.ToString();
        _received.Enqueue((path, body.ToArray()));
        if (IsForComponent(path))
        {
            var items = Encoding.UTF8.GetString(body.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync($$"""{"itemsReceived":{{items}},"itemsAccepted":{{items}},"errors":[]}""");
        }
    }

    private static bool IsForComponent(string path) => path.EndsWith("/track", StringComparison.Ordinal);
}
