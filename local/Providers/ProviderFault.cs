namespace AttendanceFunctions.Local.Providers;

/// <summary>A fault that can be injected into a provider's response.</summary>
public abstract record ProviderFault
{
    private ProviderFault() { }

    /// <summary>Accepts nothing and responds with an HTTP status of 400 or more.</summary>
    public sealed record Refuse(int StatusCode) : ProviderFault;

    /// <summary>Like <see cref="Refuse"/>, with a <c>Retry-After</c> header in whole seconds.</summary>
    public sealed record RefuseForNow(int StatusCode, TimeSpan RetryAfter) : ProviderFault;

    /// <summary>Accepts nothing and closes the connection.</summary>
    public sealed record DropConnection : ProviderFault;

    /// <summary>Accepts nothing and does not respond.</summary>
    public sealed record Hang : ProviderFault
    {
        /// <summary>The time after which the provider closes the connection if the caller has not; unlimited by default.</summary>
        public TimeSpan Timeout { get; init; } = System.Threading.Timeout.InfiniteTimeSpan;
    }

    /// <summary>Accepts the message but responds with an HTTP status of 400 or more.</summary>
    public sealed record AcceptAndRefuse(int StatusCode) : ProviderFault;

    /// <summary>Accepts the message, then closes the connection without a response.</summary>
    public sealed record AcceptAndDropConnection : ProviderFault;

    /// <summary>Accepts the message, then does not respond.</summary>
    public sealed record AcceptAndHang : ProviderFault
    {
        /// <summary>The time after which the provider closes the connection if the caller has not; unlimited by default.</summary>
        public TimeSpan Timeout { get; init; } = System.Threading.Timeout.InfiniteTimeSpan;
    }

    /// <summary>Accepts the message and responds with status 202 and invalid JSON.</summary>
    public sealed record AcceptAndCorruptResponse : ProviderFault;

    /// <summary>
    /// Accepts nothing. The response has a success status for the request and this status for every recipient. The email service has no
    /// such response; it rejects the request and names the recipient's field as the cause.
    /// </summary>
    public sealed record RefuseRecipients(int StatusCode) : ProviderFault;
}
