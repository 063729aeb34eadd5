using AttendanceFunctions.Functions.Storage;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace AttendanceFunctions.Tests.Functions.Support;

/// <summary>
/// Lets the next change of a row through to storage and loses its answer, so that the client tries again and meets its own write.
/// </summary>
public sealed class LostAnswers : HttpPipelinePolicy
{
    private int _toLose;

    /// <summary>Done after the change was made and before the client tries again.</summary>
    public Func<Task> Meanwhile { get; set; } = () => Task.CompletedTask;

    public void LoseNext() => _toLose = 1;

    /// <summary>The storage of a trust, reached through this.</summary>
    public TrustStorage Through(string connectionString)
    {
        var options = new TableClientOptions { Retry = { Delay = TimeSpan.FromMilliseconds(1) } };
        options.AddPolicy(this, HttpPipelinePosition.BeforeTransport);
        return new(
            new TableServiceClient(connectionString, options),
            new BlobServiceClient(connectionString),
            new QueueServiceClient(connectionString));
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        if (message.Request.Method == RequestMethod.Put && Interlocked.Exchange(ref _toLose, 0) == 1)
        {
            await Meanwhile();
            throw new IOException("The connection was closed before the answer came.");
        }
    }
}
