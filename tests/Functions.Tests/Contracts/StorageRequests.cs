using System.Collections.Concurrent;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;
using Azure.Core;

namespace AttendanceFunctions.Tests.Functions.Contracts;

/// <summary>Requests to a storage account as its bill counts them.</summary>
/// <param name="Tables">Requests to tables; a batch is one.</param>
/// <param name="BlobWrites">Blobs written, and containers listed, which costs the same.</param>
/// <param name="BlobOthers">Blobs read, leases, properties. To delete costs nothing and is not counted.</param>
/// <param name="Queues">Requests to queues.</param>
public sealed record StorageRequests(int Tables, int BlobWrites, int BlobOthers, int Queues)
{
    /// <summary>Counts what <paramref name="act"/> asks of a trust's account.</summary>
    public static async Task<StorageRequests> OfAsync(TrustStorage storage, Obstacle obstacle, Func<Task> act)
    {
        var (blob, queue) = (
            storage.Container(Containers.Leases).Uri.Authority,
            storage.Queue(AttendanceFunctions.Functions.Storage.Queues.SchoolNights).Uri.Authority);
        var seen = new ConcurrentQueue<(Uri Address, RequestMethod Method)>();
        obstacle.Watch(request => seen.Enqueue((request.Uri.ToUri(), request.Method)));
        await act();
        obstacle.Remove();
        return new(
            seen.Count(request => request.Address.Authority != blob && request.Address.Authority != queue),
            seen.Count(request => request.Address.Authority == blob && IsWrite(request.Address, request.Method)),
            seen.Count(
                request => request.Address.Authority == blob
                    && !IsWrite(request.Address, request.Method)
                    && request.Method != RequestMethod.Delete),
            seen.Count(request => request.Address.Authority == queue));
    }

    private static bool IsWrite(Uri address, RequestMethod method) => method == RequestMethod.Put
        ? !address.Query.Contains("comp=lease", StringComparison.Ordinal)
        : address.Query.Contains("comp=list", StringComparison.Ordinal);
}
