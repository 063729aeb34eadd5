namespace AttendanceFunctions.Tests.Campaign.Faults;

/// <summary>Sees what becomes of every request that passes the proxy. It is called in the middle of the request.</summary>
public interface IStorageWitness
{
    /// <summary>A request is there; nothing is applied yet.</summary>
    /// <param name="request">The request.</param>
    /// <param name="fault">What is about to become of it.</param>
    void Arrived(StorageRequest request, StorageFault fault);

    /// <summary>Storage has answered the proxy; the caller has no answer yet.</summary>
    void Applied(StorageRequest request, StorageFault fault, StorageAnswer answer);

    /// <summary>The proxy is done with the request.</summary>
    void Ended(StorageRequest request, StorageFault fault);
}
