namespace AttendanceFunctions.Tests.Campaign.Faults;

/// <summary>What the proxy makes of a request to storage.</summary>
public enum StorageFault
{
    /// <summary>It is passed on and answered.</summary>
    None,

    /// <summary>500, not passed on.</summary>
    InternalError,

    /// <summary>503 with the time to come back after, not passed on.</summary>
    ServerBusy,

    /// <summary>429, not passed on.</summary>
    TooManyRequests,

    /// <summary>No answer for a while, then the line is cut; not passed on.</summary>
    TimedOut,

    /// <summary>The line is cut at once; not passed on.</summary>
    LineCut,

    /// <summary>Applied, and the line is cut before the answer.</summary>
    AppliedThenCut,

    /// <summary>Applied, and answered with 500.</summary>
    AppliedThenInternalError,

    /// <summary>Applied; no answer for a while, then the line is cut.</summary>
    AppliedThenTimedOut,

    /// <summary>One of several requests in a row that a service answers with 503, so that a client's own retries do not help.</summary>
    Outage,

    /// <summary>A message is put on its queue twice: it is delivered again.</summary>
    MessageDoubled,

    /// <summary>
    /// A message is not deleted although the answer says so: it comes again at once, as after the time that it is hidden.
    /// </summary>
    DeleteLost,
}
