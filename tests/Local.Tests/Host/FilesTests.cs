using System.Text;
using AttendanceFunctions.Local.Azurite;
using AttendanceFunctions.Local.Host;
using AttendanceFunctions.Local.Host.Files;
using Azure.Storage.Blobs;

namespace AttendanceFunctions.Tests.Local.Host;

/// <summary>Each test starts its own Azurite, because the containers have fixed names.</summary>
public sealed class FilesTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("attendance-files-");
    private AzuriteServer azurite = null!;
    private BlobServiceClient storage = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        azurite = await AzuriteServer.StartAsync(null, Cancellation);
        storage = new BlobServiceClient(azurite.ConnectionString);
        foreach (var container in new[]
        {
            "settings",
            "rosters",
            "registers",
            "decisions",
            "summaries",
            "worklists",
            "letters",
            "rejected"
        })
        {
            await storage.CreateBlobContainerAsync(container, cancellationToken: Cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await azurite.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Subfolders_are_uploaded_to_the_containers_of_the_same_name()
    {
        Write("settings/trust.json", "{}");
        Write("registers/100001/2026-09-07.csv", "UPN");
        Write("registers/100001/.hidden", "");
        Write("notes/mine.txt", "not for storage");

        var uploaded = await Upload.RunAsync(storage, DataFolder.Open(folder.FullName).Files(), Cancellation);

        Assert.Equal(2, uploaded);
        Assert.Equal("{}", await ReadAsync("settings", "trust.json"));
        Assert.Equal("UPN", await ReadAsync("registers", "100001/2026-09-07.csv"));
        Assert.False(await storage.GetBlobContainerClient("registers").GetBlobClient("100001/.hidden").ExistsAsync(Cancellation));
    }

    [Fact]
    public void A_file_whose_name_begins_with_a_point_is_not_uploaded_and_is_named()
    {
        Write("registers/100001/.a.csv", "one");
        Write("registers/100001/a.csv", "two");

        var data = DataFolder.Open(folder.FullName);

        Assert.Equal(["100001/a.csv"], data.Files().Select(file => file.Name));
        Assert.Equal(["100001/.a.csv"], data.HiddenFiles().Select(file => file.Name));
    }

    [Fact]
    public async Task Only_changed_files_are_uploaded_again()
    {
        Write("registers/100001/a.csv", "one");
        Write("registers/100001/b.csv", "two");
        await Upload.RunAsync(storage, DataFolder.Open(folder.FullName).Files(), Cancellation);
        var before = await ETagAsync("registers", "100001/a.csv");

        Write("registers/100001/b.csv", "other");
        var uploaded = await Upload.RunAsync(storage, DataFolder.Open(folder.FullName).Files(), Cancellation);

        Assert.Equal(1, uploaded);
        Assert.Equal(before, await ETagAsync("registers", "100001/a.csv"));
        Assert.Equal("other", await ReadAsync("registers", "100001/b.csv"));
    }

    [Fact]
    public async Task Files_of_a_folder_are_uploaded_in_ordinal_order_of_their_names()
    {
        var order = new List<string>();
        var files = new[] { "b", "a", "B", "10", "9" }.Select(name => new IncomingFile("registers", $"100001/{name}.csv", _ =>
        {
            order.Add(name);
            return Task.FromResult(Encoding.UTF8.GetBytes(name));
        }));

        await Upload.RunAsync(storage, files, Cancellation);

        Assert.Equal(["10", "9", "B", "a", "b"], order);
    }

    [Fact]
    public async Task Results_are_downloaded_to_folders_named_after_their_containers()
    {
        await storage.GetBlobContainerClient("summaries").UploadBlobAsync("2026-09-07/trust.csv", new BinaryData("school"), Cancellation);
        var output = new OutputFolder(Path.Combine(folder.FullName, "out"));

        var counts = await output.DownloadAsync(storage, Cancellation);

        Assert.Equal(1, counts["summaries"]);
        Assert.Equal(0, counts["letters"]);
        Assert.Equal(
            "school", await File.ReadAllTextAsync(Path.Combine(output.Path, "summaries", "2026-09-07", "trust.csv"), Cancellation));
    }

    [Fact]
    public void A_missing_folder_and_a_folder_without_containers_are_rejected()
    {
        var missing = Assert.Throws<UserErrorException>(() => DataFolder.Open(Path.Combine(folder.FullName, "missing")));
        var other = Assert.Throws<UserErrorException>(() => DataFolder.Open(folder.FullName));

        Assert.Contains("does not exist", missing.Message, StringComparison.Ordinal);
        Assert.Contains("settings, rosters, registers, decisions", other.Message, StringComparison.Ordinal);
    }

    private void Write(string path, string content)
    {
        var file = new FileInfo(Path.Combine(folder.FullName, path));
        file.Directory!.Create();
        File.WriteAllText(file.FullName, content);
    }

    private async Task<string> ReadAsync(string container, string name) =>
        (await storage.GetBlobContainerClient(container).GetBlobClient(name).DownloadContentAsync(Cancellation)).Value.Content.ToString();

    private async Task<Azure.ETag> ETagAsync(string container, string name) =>
        (await storage.GetBlobContainerClient(container)
            .GetBlobClient(name)
            .GetPropertiesAsync(cancellationToken: Cancellation)).Value.ETag;
}
