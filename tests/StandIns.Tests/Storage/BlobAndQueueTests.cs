using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Queues;

namespace AttendanceFunctions.Tests.StandIns.Storage;

/// <summary>Azure.Storage.Blobs and Queues are the official packages; what stands in is System.IO.Hashing beneath them.</summary>
public class BlobAndQueueTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_blob_is_read_under_the_version_that_was_listed()
    {
        var container = await ContainerAsync();
        var blob = container.GetBlobClient("oak/2026-11-20.csv");
        await blob.UploadAsync(BinaryData.FromString("first"), overwrite: true, Cancellation);
        var listed = Assert.Single(await container.GetBlobsAsync(cancellationToken: Cancellation).ToListAsync(Cancellation)).Properties.ETag!.Value;
        var read = await blob.DownloadContentAsync(new BlobDownloadOptions { Conditions = new BlobRequestConditions { IfMatch = listed } }, Cancellation);
        Assert.Equal("first", read.Value.Content.ToString());

        await blob.UploadAsync(BinaryData.FromString("second"), overwrite: true, Cancellation);
        var overwritten = await Assert.ThrowsAsync<RequestFailedException>(() => blob.DownloadContentAsync(
            new BlobDownloadOptions { Conditions = new BlobRequestConditions { IfMatch = listed } }, Cancellation));
        Assert.Equal(412, overwritten.Status);
    }

    [Fact]
    public async Task A_large_blob_goes_up_in_blocks_and_comes_down_whole()
    {
        var blob = (await ContainerAsync()).GetBlobClient("large");
        var content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 200_000).Select(line => $"line {line:D8}\n")));
        var options = new BlobUploadOptions { TransferOptions = new() { InitialTransferSize = 1 << 20, MaximumTransferSize = 1 << 20 } };
        await blob.UploadAsync(BinaryData.FromBytes(content), options, Cancellation);
        using var read = new MemoryStream();
        await blob.DownloadToAsync(read, Cancellation);
        Assert.Equal(content, read.ToArray());
    }

    [Fact]
    public async Task A_lease_keeps_others_out_until_it_is_released()
    {
        var blob = (await ContainerAsync()).GetBlobClient("lock");
        await blob.UploadAsync(BinaryData.FromString(""), Cancellation);
        var lease = blob.GetBlobLeaseClient();
        await lease.AcquireAsync(TimeSpan.FromSeconds(60), cancellationToken: Cancellation);
        Assert.Equal(409, (await Assert.ThrowsAsync<RequestFailedException>(() => blob.GetBlobLeaseClient().AcquireAsync(TimeSpan.FromSeconds(60), cancellationToken: Cancellation))).Status);
        await lease.RenewAsync(cancellationToken: Cancellation);
        await lease.ReleaseAsync(cancellationToken: Cancellation);
        await blob.GetBlobLeaseClient().AcquireAsync(TimeSpan.FromSeconds(60), cancellationToken: Cancellation);
    }

    [Fact]
    public async Task A_message_is_hidden_while_it_is_worked_on_and_gone_when_it_is_done()
    {
        var queue = new QueueClient(azurite.ConnectionString, AzuriteFixture.UniqueName());
        await queue.CreateIfNotExistsAsync(cancellationToken: Cancellation);
        await queue.SendMessageAsync("""{"school":"oak"}""", Cancellation);

        var received = Assert.Single((await queue.ReceiveMessagesAsync(32, TimeSpan.FromMinutes(5), Cancellation)).Value);
        Assert.Equal(("""{"school":"oak"}""", 1L), (received.Body.ToString(), received.DequeueCount));
        Assert.Empty((await queue.ReceiveMessagesAsync(32, TimeSpan.FromMinutes(5), Cancellation)).Value);

        var shown = await queue.UpdateMessageAsync(received.MessageId, received.PopReceipt, visibilityTimeout: TimeSpan.Zero, cancellationToken: Cancellation);
        var again = Assert.Single((await queue.ReceiveMessagesAsync(32, TimeSpan.FromMinutes(5), Cancellation)).Value);
        Assert.Equal((received.MessageId, 2L), (again.MessageId, again.DequeueCount));
        Assert.NotEqual(shown.Value.PopReceipt, again.PopReceipt);
        await queue.DeleteMessageAsync(again.MessageId, again.PopReceipt, Cancellation);
        Assert.Equal(0, (await queue.GetPropertiesAsync(Cancellation)).Value.ApproximateMessagesCount);
    }

    private async Task<BlobContainerClient> ContainerAsync()
    {
        var container = new BlobContainerClient(azurite.ConnectionString, AzuriteFixture.UniqueName());
        await container.CreateIfNotExistsAsync(cancellationToken: Cancellation);
        return container;
    }
}
