using System.Text.RegularExpressions;

namespace AttendanceFunctions.Tests.Campaign.Faults;

/// <summary>The services of a storage account.</summary>
public enum StorageService
{
    /// <summary>Blobs.</summary>
    Blob,

    /// <summary>Queues.</summary>
    Queue,

    /// <summary>Tables.</summary>
    Table,
}

/// <summary>A request to storage as it came in.</summary>
/// <param name="Service">Which service.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Target">Path and query, exactly as sent: the signature is about them.</param>
/// <param name="LeaseAction">The header x-ms-lease-action; empty where there is none.</param>
/// <param name="Body">The body.</param>
public sealed partial record StorageRequest(StorageService Service, string Method, string Target, string LeaseAction, byte[] Body)
{
    /// <summary>Whether it may change anything.</summary>
    public bool IsChange => Method is not ("GET" or "HEAD");

    /// <summary>A message is put on a queue.</summary>
    public bool IsPutMessage => IsOfMessages && Method == "POST";

    /// <summary>Messages are received.</summary>
    public bool IsReceive => IsOfMessages && Method == "GET" && !Target.Contains("peekonly", StringComparison.OrdinalIgnoreCase);

    /// <summary>The queue's name; empty where the request is of no queue's messages.</summary>
    public string Queue =>
        OfMessages().Match(Path) is { Success: true } match ? match.Groups["queue"].Value : OfMessage().Match(Path).Groups["queue"].Value;

    /// <summary>The message's id; empty where the request is of no single message.</summary>
    public string MessageId => OfMessage().Match(Path).Groups["id"].Value;

    /// <summary>The message's pop receipt; empty where there is none.</summary>
    public string PopReceipt => Uri.UnescapeDataString(Receipt().Match(Target).Groups["receipt"].Value);

    /// <summary>A message is hidden for a time, or shown.</summary>
    public bool IsUpdateMessage => Service == StorageService.Queue && Method == "PUT" && MessageId.Length > 0;

    /// <summary>A message is deleted.</summary>
    public bool IsDeleteMessage => Service == StorageService.Queue && Method == "DELETE" && MessageId.Length > 0;

    /// <summary>
    /// The key of the row of the ledger, or of the note to the lead, that is replaced; empty where the request does nothing of the kind.
    /// </summary>
    public string LedgerKey => Service == StorageService.Table && Method == "PUT" ? LedgerRow().Match(Target).Groups["key"].Value : "";

    private bool IsOfMessages => Service == StorageService.Queue && OfMessages().IsMatch(Path);

    private string Path => Target.Split('?')[0];

    [GeneratedRegex("^/[^/]+/(?<queue>[^/]+)/messages$")]
    private static partial Regex OfMessages();

    [GeneratedRegex("^/[^/]+/(?<queue>[^/]+)/messages/(?<id>[^/]+)$")]
    private static partial Regex OfMessage();

    [GeneratedRegex("[?&]popreceipt=(?<receipt>[^&]+)")]
    private static partial Regex Receipt();

    [GeneratedRegex(@"/(?:Nudges|LeadNotes)\(PartitionKey=(?:'|%27)[^,]*,RowKey=(?:'|%27)(?<key>[0-9a-f]{32}|\d{4}-\d{2}-\d{2})")]
    private static partial Regex LedgerRow();
}
