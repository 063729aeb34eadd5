namespace AttendanceFunctions.Local.Providers;

/// <summary>A way in which a provider can go wrong when it is told to.</summary>
public abstract record ProviderFault
{
    private ProviderFault() { }

    /// <summary>Answers with an HTTP status of 400 or more and accepts nothing.</summary>
    public sealed record Refuse(int StatusCode) : ProviderFault;

    /// <summary>As <see cref="Refuse"/>, and says after how long to come back; sent in whole seconds.</summary>
    public sealed record RefuseForNow(int StatusCode, TimeSpan RetryAfter) : ProviderFault;

    /// <summary>Accepts nothing and drops the connection.</summary>
    public sealed record DropConnection : ProviderFault;

    /// <summary>Accepts nothing and gives no answer until the caller gives up.</summary>
    public sealed record Hang : ProviderFault
    {
        /// <summary>After how long the provider drops the connection if the caller does not.</summary>
        public TimeSpan AtMost { get; init; } = Timeout.InfiniteTimeSpan;
    }

    /// <summary>Accepts the message and answers with an HTTP status of 400 or more all the same.</summary>
    public sealed record AcceptAndRefuse(int StatusCode) : ProviderFault;

    /// <summary>Accepts the message, then drops the connection: the caller cannot know.</summary>
    public sealed record AcceptAndDropConnection : ProviderFault;

    /// <summary>Accepts the message, then gives no answer until the caller gives up.</summary>
    public sealed record AcceptAndHang : ProviderFault
    {
        /// <summary>After how long the provider drops the connection if the caller does not.</summary>
        public TimeSpan AtMost { get; init; } = Timeout.InfiniteTimeSpan;
    }

    /// <summary>Accepts the message and answers with something that is not the promised JSON.</summary>
    public sealed record AcceptAndBabble : ProviderFault;

    /// <summary>
    /// Answers the request as a whole with success and every recipient with this status, accepting none. The email service
    /// has no such answer: it refuses the request and names the recipient's field as what is wrong.
    /// </summary>
    public sealed record RefuseRecipients(int StatusCode) : ProviderFault;
}
