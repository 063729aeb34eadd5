using AttendanceFunctions.Tests.EndToEnd.Support;

namespace AttendanceFunctions.Tests.EndToEnd.Nights;

public sealed class RepeatedNightTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Repeating_a_night_sends_no_message_and_writes_no_row()
    {
        using var data = new TempFolder();
        using var output = new TempFolder();
        await SampleFolder.WriteAsync(data, schools: 2, pupils: 80, nights: 1);
        var storage = azurite.TakeAccount();
        var outbox = new OutboxFolder(output.Path);
        string[] night = ["night", "--data", data.Path, "--date", SampleFolder.Date, "--out", output.Path, "--storage", storage];

        (await HostCommand.RunAsync(night)).Succeeded();
        var (tables, messages) = (await TableDump.WithETagsAsync(storage), outbox.Read());
        (await HostCommand.RunAsync(night)).Succeeded();

        Assert.NotEmpty(messages);
        Assert.Equal(messages, outbox.Read());
        Assert.Equal(tables, await TableDump.WithETagsAsync(storage));
    }

    [Fact]
    public async Task Five_consecutive_nights_give_the_same_figures_as_the_last_night_alone()
    {
        using var data = new TempFolder();
        using var output = new TempFolder();
        var trust = await SampleFolder.WriteAsync(data, schools: 3, pupils: 60, nights: 5);
        var first = SampleFolder.Iso(trust.SchoolNights(5)[0]);

        var alone = HostCommand.RunAsync(
            "night", "--data", data.Path, "--date", SampleFolder.Date, "--out", output["alone"], "--storage", azurite.TakeAccount());
        var nightly = HostCommand.RunAsync(
            "night", "--data", data.Path, "--from", first, "--date", SampleFolder.Date, "--out", output["nightly"], "--storage",
            azurite.TakeAccount());
        (await alone).Succeeded();
        (await nightly).Succeeded();

        Assert.Equal(5, Directory.GetDirectories(output["nightly/summaries"], "20*").Length);
        Assert.Equal(SampleFolder.Date, output.Read("nightly/summaries/latest/night.txt").Trim());
        foreach (var sheet in new[] { "pupils.csv", "schools.csv", "trust.csv" })
        {
            var name = $"summaries/{SampleFolder.Date}/{sheet}";
            Assert.Equal(output.Read($"alone/{name}"), output.Read($"nightly/{name}"));
        }

        Assert.Equal(output.FilesIn("alone/rejected"), output.FilesIn("nightly/rejected"));
        Assert.All(
            output.FilesIn("alone/rejected"),
            file => Assert.Equal(output.Read($"alone/rejected/{file}"), output.Read($"nightly/rejected/{file}")));
    }
}
