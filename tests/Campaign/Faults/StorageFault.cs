namespace AttendanceFunctions.Tests.Campaign.Faults;

/// <summary>The faults that the proxy can inject into a storage request.</summary>
public enum StorageFault
{
    /// <summary>No fault.</summary>
    None,

    /// <summary>Not applied; status 500.</summary>
    InternalError,

    /// <summary>Not applied; status 503 with a retry time.</summary>
    ServerBusy,

    /// <summary>Not applied; status 429 with a retry time.</summary>
    TooManyRequests,

    /// <summary>Not applied; no response, then the connection is closed.</summary>
    TimedOut,

    /// <summary>Not applied; the connection is closed immediately.</summary>
    ConnectionDropped,

    /// <summary>Applied; the connection is closed before the response.</summary>
    AppliedThenDropped,

    /// <summary>Applied; status 500.</summary>
    AppliedThenInternalError,

    /// <summary>Applied; no response, then the connection is closed.</summary>
    AppliedThenTimedOut,

    /// <summary>Not applied; status 503 for several requests in a row, so that the client's own retries fail, too.</summary>
    Outage,

    /// <summary>A queue message is sent twice.</summary>
    MessageDuplicated,

    /// <summary>
    /// The deletion of a queue message is confirmed but not applied. The message becomes visible immediately.
    /// </summary>
    DeleteLost,
}
