namespace AttendanceFunctions.Tests.Campaign.Observing;

/// <summary>A moment of a request that can be seen from outside the worker.</summary>
public enum Happening
{
    /// <summary>A request to storage is there, not yet applied.</summary>
    StorageArrived,

    /// <summary>Storage has applied a request, and the worker has no answer yet.</summary>
    StorageApplied,

    /// <summary>A row of the ledger was claimed, and the worker has no answer yet.</summary>
    Claimed,

    /// <summary>A claimed row of the ledger was settled, and the worker has no answer yet.</summary>
    Settled,

    /// <summary>A provider has a request and has accepted nothing yet.</summary>
    ProviderReceived,

    /// <summary>A provider has accepted a message, and the worker has no answer yet.</summary>
    ProviderAccepted,

    /// <summary>A provider is done with a request.</summary>
    ProviderEnded,
}
