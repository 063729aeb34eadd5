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

/// <summary>A request to storage.</summary>
/// <param name="Service">The service.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Target">Path and query exactly as sent, because they are signed.</param>
/// <param name="LeaseAction">The header x-ms-lease-action; empty if missing.</param>
/// <param name="Body">The body.</param>
public sealed partial record StorageRequest(StorageService Service, string Method, string Target, string LeaseAction, byte[] Body)
{
    /// <summary>Whether the request can change data.</summary>
    public bool IsChange => Method is not ("GET" or "HEAD");

    /// <summary>Whether the request sends a queue message.</summary>
    public bool IsPutMessage => IsOfMessages && Method == "POST";

    /// <summary>Whether the request receives queue messages.</summary>
    public bool IsReceive => IsOfMessages && Method == "GET" && !Target.Contains("peekonly", StringComparison.OrdinalIgnoreCase);

    /// <summary>The name of the queue; empty if the request is not about queue messages.</summary>
    public string Queue =>
        OfMessages().Match(Path) is { Success: true } match ? match.Groups["queue"].Value : OfMessage().Match(Path).Groups["queue"].Value;

    /// <summary>The id of the queue message; empty if the request is not about a single message.</summary>
    public string MessageId => OfMessage().Match(Path).Groups["id"].Value;

    /// <summary>The pop receipt of the queue message; empty if there is none.</summary>
    public string PopReceipt => Uri.UnescapeDataString(Receipt().Match(Target).Groups["receipt"].Value);

    /// <summary>Whether the request changes the hidden time of a queue message.</summary>
    public bool IsUpdateMessage => Service == StorageService.Queue && Method == "PUT" && MessageId.Length > 0;

    /// <summary>Whether the request deletes a queue message.</summary>
    public bool IsDeleteMessage => Service == StorageService.Queue && Method == "DELETE" && MessageId.Length > 0;

    /// <summary>
    /// The key of the ledger row or lead note that the request replaces; empty for other requests.
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

    [GeneratedRegex(@"/(?:Nudges|MorningNotes)\(PartitionKey=(?:'|%27)[^,]*,RowKey=(?:'|%27)(?<key>[0-9a-f]{32}|\d{4}-\d{2}-\d{2})")]
    private static partial Regex LedgerRow();
}
