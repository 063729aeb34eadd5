namespace AttendanceFunctions.Tests.Campaign.Faults;

/// <summary>Observes every request through the proxy. Its methods are called while the request is processed.</summary>
public interface IStorageObserver
{
    /// <summary>A request was received and is not applied yet.</summary>
    /// <param name="request">The request.</param>
    /// <param name="fault">The fault that will be injected.</param>
    void Arrived(StorageRequest request, StorageFault fault);

    /// <summary>Storage has responded to the proxy. The caller has no response yet.</summary>
    void Applied(StorageRequest request, StorageFault fault, StorageResponse response);

    /// <summary>The request has ended.</summary>
    void Ended(StorageRequest request, StorageFault fault);
}
