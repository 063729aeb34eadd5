using Azure.Core;
using Azure.Core.Pipeline;

namespace AttendanceFunctions.Tests.Functions.Channels;

/// <summary>Does something after an attempt failed and before the client tries again.</summary>
internal sealed class StopBetween(Func<Task> stop) : HttpPipelinePolicy
{
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        try
        {
            await ProcessNextAsync(message, pipeline);
        }
        finally
        {
            await stop();
        }
    }
}
