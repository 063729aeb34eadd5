namespace AttendanceFunctions.Tests.Campaign.Observing;

/// <summary>A step of a request that can be observed from outside the worker.</summary>
public enum RequestEvent
{
    /// <summary>A storage request was received and is not applied yet.</summary>
    StorageArrived,

    /// <summary>Storage has applied a request. The worker has no response yet.</summary>
    StorageApplied,

    /// <summary>A ledger row was claimed. The worker has no response yet.</summary>
    Claimed,

    /// <summary>A claimed ledger row was settled. The worker has no response yet.</summary>
    Settled,

    /// <summary>A provider received a request and has not accepted it yet.</summary>
    ProviderReceived,

    /// <summary>A provider accepted a message. The worker has no response yet.</summary>
    ProviderAccepted,

    /// <summary>A provider request has ended.</summary>
    ProviderEnded,
}
