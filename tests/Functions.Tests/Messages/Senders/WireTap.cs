using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AttendanceFunctions.Tests.Functions.Messages.Senders;

/// <summary>Reads the JSON of every attempt on its way out.</summary>
internal sealed class WireTap : HttpPipelinePolicy
{
    private readonly ConcurrentQueue<JsonElement> _bodies = new();

    public IReadOnlyList<JsonElement> Bodies => [.. _bodies];

    /// <summary>Done after each attempt was answered.</summary>
    public Func<Task> Afterwards { get; set; } = () => Task.CompletedTask;

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        using var body = new MemoryStream();
        await message.Request.Content!.WriteToAsync(body, message.CancellationToken);
        _bodies.Enqueue(JsonSerializer.Deserialize<JsonElement>(body.ToArray()));
        await ProcessNextAsync(message, pipeline);
        await Afterwards();
    }

    /// <summary>The same for a client that sends with an HttpClient.</summary>
    public HttpMessageHandler Handler() => new Tap(this);

    private sealed class Tap(WireTap tap) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            tap._bodies.Enqueue(
                JsonSerializer.Deserialize<JsonElement>(
                    Encoding.UTF8.GetString(await request.Content!.ReadAsByteArrayAsync(cancellationToken))));
            var answer = await base.SendAsync(request, cancellationToken);
            await tap.Afterwards();
            cancellationToken.ThrowIfCancellationRequested();
            return answer;
        }
    }
}
