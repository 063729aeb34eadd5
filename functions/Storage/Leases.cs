using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;

namespace AttendanceFunctions.Functions.Storage;

/// <summary>Another run holds the lease and keeps renewing it; the lease of a dead run would have ended by now.</summary>
public sealed class LeaseHeldException(string name) : Exception($"Another run holds the lease {name}.");

/// <summary>How long leases last, and how often they are renewed and requested.</summary>
/// <param name="Term">How long a lease lasts unless it is renewed: 15 to 60 seconds, as the service allows.</param>
/// <param name="RenewEvery">How often a holder renews it; much less than the term.</param>
/// <param name="RetryEvery">How often a waiting run requests it.</param>
/// <param name="Timeout">How long to wait for a lease; longer than the term, so that the lease of a dead run ends first.</param>
public sealed record LeaseTimes(TimeSpan Term, TimeSpan RenewEvery, TimeSpan RetryEvery, TimeSpan Timeout)
{
    /// <summary>Uses the shortest term of the service, so that the lease of a dead run ends soon.</summary>
    public static LeaseTimes Usual { get; } =
        new(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(20));
}

/// <summary>
/// Leases on empty blobs, so that only one run of a timer or a school's night is active. Leases end by the storage service's clock, so
/// this class waits by the system clock and not by the injected one.
/// </summary>
public sealed class Leases(TrustStorage storage, LeaseTimes? times = null)
{
    private readonly LeaseTimes _times = times ?? LeaseTimes.Usual;

    /// <summary>Runs <paramref name="work"/> under the lease; its token is cancelled if the lease is lost.</summary>
    /// <exception cref="LeaseHeldException">Another run still holds it after the timeout.</exception>
    public async Task RunAsync(string name, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var lease = await AcquireAsync(name, cancellationToken);
        using var held = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var renewal = RenewAsync(lease, held);
        try
        {
            await work(held.Token);
        }
        finally
        {
            await held.CancelAsync();
            await renewal;
            // The work is finished; a lease that cannot be released ends by itself.
            await ReleaseAsync(lease);
        }
    }

    private async Task<BlobLeaseClient> AcquireAsync(string name, CancellationToken cancellationToken)
    {
        var blob = storage.Container(Containers.Leases).GetBlobClient(name);
        var lease = blob.GetBlobLeaseClient();
        var deadline = TimeProvider.System.GetUtcNow() + _times.Timeout;
        while (true)
        {
            try
            {
                await lease.AcquireAsync(_times.Term, cancellationToken: cancellationToken);
                return lease;
            }
            catch (RequestFailedException missing) when (missing.Status == 404)
            {
                await CreateAsync(blob, cancellationToken);
            }
            catch (RequestFailedException held) when (held.Status == 409)
            {
                if (TimeProvider.System.GetUtcNow() > deadline)
                {
                    throw new LeaseHeldException(name);
                }

                await Task.Delay(_times.RetryEvery, cancellationToken);
            }
        }
    }

    private static async Task CreateAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            await blob.UploadAsync(BinaryData.FromString(""), overwrite: false, cancellationToken);
        }
        catch (RequestFailedException exists) when (exists.Status is 409 or 412)
        {
            // Another run created it at the same time.
        }
    }

    private async Task RenewAsync(BlobLeaseClient lease, CancellationTokenSource held)
    {
        using var timer = new PeriodicTimer(_times.RenewEvery);
        try
        {
            while (await timer.WaitForNextTickAsync(held.Token))
            {
                // An answer that takes longer than the rest of the term counts as a failed renewal.
                await lease.RenewAsync(cancellationToken: held.Token).WaitAsync(_times.Term - _times.RenewEvery, held.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The work is done, or the caller cancelled.
        }
        catch (Exception lost) when (IsOfStorage(lost) || lost is TimeoutException)
        {
            // The lease is lost, so the work must stop. Its writes until then are checked by ETags.
            await held.CancelAsync();
        }
    }

    private static async Task ReleaseAsync(BlobLeaseClient lease)
    {
        try
        {
            await lease.ReleaseAsync(cancellationToken: CancellationToken.None);
        }
        catch (Exception lost) when (IsOfStorage(lost))
        {
            // The lease has ended and another run may hold it, or storage cannot be reached and it will end.
        }
    }

    /// <summary>Whether the service refused, or could not be reached after several attempts.</summary>
    private static bool IsOfStorage(Exception fault) => fault is RequestFailedException or AggregateException;
}
