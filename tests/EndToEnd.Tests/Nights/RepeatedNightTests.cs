using AttendanceFunctions.Tests.EndToEnd.Support;

namespace AttendanceFunctions.Tests.EndToEnd.Nights;

public sealed class RepeatedNightTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task The_same_night_twice_sends_nothing_twice_and_writes_no_row_again()
    {
        using var data = new TempFolder();
        using var output = new TempFolder();
        await SampleFolder.WriteAsync(data, schools: 2, pupils: 80, nights: 1);
        var storage = azurite.TakeAccount();
        var outbox = new OutboxFolder(output.Path);
        string[] night = ["night", "--data", data.Path, "--date", SampleFolder.Date, "--out", output.Path, "--storage", storage];

        (await HostProcess.RunAsync(night)).Succeeded();
        var (tables, messages) = (await TableDump.WithETagsAsync(storage), outbox.Read());
        (await HostProcess.RunAsync(night)).Succeeded();

        Assert.NotEmpty(messages);
        Assert.Equal(messages, outbox.Read());
        Assert.Equal(tables, await TableDump.WithETagsAsync(storage));
    }
}
