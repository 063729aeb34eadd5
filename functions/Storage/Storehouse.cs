using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace AttendanceFunctions.Functions.Storage;

/// <summary>The trust's storage account: its tables, queues and containers by name.</summary>
public sealed class Storehouse(TableServiceClient tables, BlobServiceClient blobs, QueueServiceClient queues)
{
    public TableClient Table(string name) => tables.GetTableClient(name);

    public BlobContainerClient Container(string name) => blobs.GetBlobContainerClient(name);

    public QueueClient Queue(string name) => queues.GetQueueClient(name);

    /// <summary>Makes whatever is not there yet. In Azure the infrastructure provisions them; this is for storage of one's own.</summary>
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
