using AttendanceFunctions.Functions.Storage;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Queues;

namespace AttendanceFunctions.Tests.Functions.Support;

/// <summary>What a process that was killed does: nothing more.</summary>
public sealed class KilledException() : Exception("The process was killed here.");

/// <summary>Stands before a real storage account and lets requests through, unless a test says otherwise.</summary>
public sealed class Obstacle : HttpPipelinePolicy
{
    private Action<Request> _check = _ => { };
    private Action<Request> _see = _ => { };

    /// <summary>Lets so many requests through, and none after them.</summary>
    public void KillAfter(int requests)
    {
        var left = requests;
        _check = _ =>
        {
            if (Interlocked.Decrement(ref left) < 0)
            {
                throw new KilledException();
            }
        };
    }

    /// <summary>Answers reads of these blobs as storage does while they are being overwritten.</summary>
    public void Hide(IReadOnlySet<string> paths) => _check = request =>
    {
        if (request.Method == RequestMethod.Get && paths.Any(path => request.Uri.Path.EndsWith(path, StringComparison.Ordinal)))
        {
            throw new Azure.RequestFailedException(412, "The condition specified using HTTP conditional header(s) is not met.");
        }
    };

    /// <summary>Answers every request as a client does that cannot reach storage in several attempts.</summary>
    public void CutOff() => _check = _ => throw new AggregateException("Retry failed after 4 tries.");

    /// <summary>Lets every request through and tells of it.</summary>
    public void Watch(Action<Request> see) => _check = see;

    /// <summary>Tells of every request that gets through, whatever stands in the way of others.</summary>
    public void WatchAlways(Action<Request> see) => _see = see;

    public void Remove() => _check = _ => { };

    public TrustStorage StorageOf(string connection)
    {
        var (tables, blobs, queues) = (
            new TableClientOptions(), TrustStorage.WithoutLines(new()),
            new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None });
        foreach (var options in new ClientOptions[] { tables, blobs, queues })
        {
            options.AddPolicy(this, HttpPipelinePosition.PerCall);
        }

        return new(new(connection, tables), new(connection, blobs), new(connection, queues));
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        _check(message.Request);
        _see(message.Request);
        ProcessNext(message, pipeline);
    }

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        _check(message.Request);
        _see(message.Request);
        return ProcessNextAsync(message, pipeline);
    }
}
