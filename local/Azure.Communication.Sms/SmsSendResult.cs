namespace Azure.Communication.Sms;

/// <summary>The service's response for one recipient. Accepted does not mean delivered.</summary>
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

    /// <summary>The service's id of the text; null if it was not accepted.</summary>
    public string? MessageId { get; }

    /// <summary>The HTTP status for this recipient; 202 for an accepted text.</summary>
    public int HttpStatusCode { get; }

    /// <summary>Whether the text was accepted.</summary>
    public bool Successful { get; }

    /// <summary>The reason why the text was not accepted; null if it was.</summary>
    public string? ErrorMessage { get; }
}
