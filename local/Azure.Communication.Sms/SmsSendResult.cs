namespace Azure.Communication.Sms;

/// <summary>What the service answered for one recipient: accepted is not yet delivered.</summary>
public class SmsSendResult
{
    internal SmsSendResult(string to, string? messageId, int httpStatusCode, bool successful, string? errorMessage)
    {
        To = to;
        MessageId = messageId;
        HttpStatusCode = httpStatusCode;
        Successful = successful;
        ErrorMessage = errorMessage;
    }

    /// <summary>The recipient's number in E.164 form.</summary>
    public string To { get; }

    /// <summary>The service's id of the text; null where it was not accepted.</summary>
    public string? MessageId { get; }

    /// <summary>The status for this recipient; 202 for an accepted text.</summary>
    public int HttpStatusCode { get; }

    /// <summary>Whether the text was accepted.</summary>
    public bool Successful { get; }

    /// <summary>Why it was not; null where it was.</summary>
    public string? ErrorMessage { get; }
}
