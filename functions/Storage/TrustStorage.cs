using Azure.Core;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace AttendanceFunctions.Functions.Storage;

/// <summary>The trust's storage account: its tables, queues and containers by name.</summary>
public sealed class TrustStorage(TableServiceClient tables, BlobServiceClient blobs, QueueServiceClient queues)
{
    // Message bodies are plain JSON: host.json sets messageEncoding to none, and this client must use the same encoding.
    private static readonly QueueClientOptions AsTheyAre = new() { MessageEncoding = QueueMessageEncoding.None };

    /// <summary>
    /// Makes a client of blobs write no log lines and no spans of its own: such lines hold the addresses of requests, and the names of
    /// letters, which people read, hold surnames.
    /// </summary>
    public static BlobClientOptions WithoutLines(BlobClientOptions options)
    {
        (options.Diagnostics.IsLoggingEnabled, options.Diagnostics.IsDistributedTracingEnabled) = (false, false);
        return options;
    }

    /// <summary>An account given by its connection string.</summary>
    public static TrustStorage Open(string connection) =>
        new(new(connection), new(connection, WithoutLines(new())), new(connection, AsTheyAre));

    /// <summary>An account given by the endpoints of its services.</summary>
    /// <param name="addressOf">Returns the endpoint of the service "table", "blob" or "queue".</param>
    public static TrustStorage Open(Func<string, Uri> addressOf, TokenCredential identity) =>
        new(
            new(addressOf("table"), identity), new(addressOf("blob"), identity, WithoutLines(new())),
            new(addressOf("queue"), identity, AsTheyAre));

    public TableClient Table(string name) => tables.GetTableClient(name);

    public BlobContainerClient Container(string name) => blobs.GetBlobContainerClient(name);

    public QueueClient Queue(string name) => queues.GetQueueClient(name);

    /// <summary>Creates missing tables, containers and queues, for local storage. In Azure the infrastructure creates them.</summary>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        foreach (var table in Tables.All)
        {
            await Table(table).CreateIfNotExistsAsync(cancellationToken);
        }

        foreach (var container in Containers.All)
        {
            await Container(container).CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        }

        foreach (var queue in Queues.All)
        {
            await Queue(queue).CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        }
    }
}
