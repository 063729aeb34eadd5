using AttendanceFunctions.Tests.EndToEnd.Support;

namespace AttendanceFunctions.Tests.EndToEnd.BadInput;

/// <summary>Errors that prevent a night are reported on standard error, with an exit code other than 0.</summary>
public sealed class BadRequestTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task All_errors_in_the_settings_are_reported_with_their_paths()
    {
        var settings = SchoolYear.Settings("review", ("141234", "odbst"))
            .Replace("\"review\"", "\"sometimes\"", StringComparison.Ordinal)
            .Replace("\"2025-10-24\"", "\"24 October\"", StringComparison.Ordinal)
            .Replace("\"01632 960001\"", "\"ask me\"", StringComparison.Ordinal);

        var run = await RunAsync(settings, "2026-03-20");

        Assert.NotEqual(0, run.ExitCode);
        foreach (var path in new[] { "$.mode", "$.terms[0].to", "$.schools[0].phone" })
        {
            Assert.Contains(run.Errors.Split('\n'), line => line.Contains($"settings/trust.json {path}", StringComparison.Ordinal));
        }

        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_in_message_files_are_reported_together_with_errors_in_the_settings()
    {
        using var folder = new TempFolder();
        folder.Write("settings/trust.json", SchoolYear.Settings("sometimes", ("141234", "odbst")));
        folder.Write("settings/messages/polish/stage.txt", "[subject]\nPomoc {{Parnet}}\n");

        var run = await HostCommand.RunAsync(
            "night", "--data", folder.Path, "--date", "2026-03-20", "--out", folder["out"], "--storage", azurite.TakeAccount());

        Assert.Equal(1, run.ExitCode);
        foreach (var place in new[]
        {
            "settings/trust.json $.mode: ",
            "settings/messages/polish/stage.txt: has no [text]",
            "settings/messages/polish/stage.txt line 2, column 7: {{Parnet}}"
        })
        {
            Assert.Contains(place, run.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Settings_that_are_not_JSON_are_reported_with_the_line()
    {
        var run = await RunAsync("{\n  \"name\": \"Riverside\",\n  oops\n}\n", "2026-03-20");
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("settings/trust.json", run.Errors, StringComparison.Ordinal);
        Assert.Contains("line 3", run.Errors, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_date_that_is_not_a_school_day_is_reported()
    {
        var run = await RunAsync(SchoolYear.Settings("review", ("141234", "odbst")), "2026-03-21");
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("2026-03-21 is not a school day", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_settings_are_reported()
    {
        var run = await RunAsync("", "2026-03-20");
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("settings/trust.json: there is no such file", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData(
        "AccountName=a;AccountKey=a2V5;BlobEndpoint=http://127.0.0.1:9/a;"
        + "QueueEndpoint=http://127.0.0.1:9/a;TableEndpoint=http://127.0.0.1:9/a")]
    public async Task Storage_that_cannot_be_used_is_reported(string storage)
    {
        using var folder = new TempFolder();
        folder.Write("settings/trust.json", SchoolYear.Settings("review", ("141234", "odbst")));

        var run = await HostCommand.RunAsync(
            "night", "--data", folder.Path, "--date", "2026-03-20", "--out", folder["out"], "--storage", storage);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Check --storage", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_data_folder_is_reported()
    {
        using var folder = new TempFolder();
        var run = await HostCommand.RunAsync(
            "night", "--data", folder["nowhere"], "--date", "2026-03-20", "--out", folder["out"], "--storage", azurite.TakeAccount());
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains($"The folder {folder["nowhere"]} does not exist.", run.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Theory]
    [InlineData("--date", "20/13/2026")]
    [InlineData("--from", "2026-03-27")]
    public async Task An_invalid_date_is_reported(string option, string value)
    {
        using var folder = new TempFolder();
        folder.Write("settings/trust.json", SchoolYear.Settings("review", ("141234", "odbst")));
        string[] date = option == "--date" ? ["--date", value] : ["--date", "2026-03-20", option, value];
        var run = await HostCommand.RunAsync(
            ["night", "--data", folder.Path, .. date, "--out", folder["out"], "--storage", azurite.TakeAccount()]);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(value, run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }

    private async Task<HostRun> RunAsync(string settings, string date)
    {
        using var folder = new TempFolder();
        folder.Write("data/registers/141234/day.csv", "UPN,Date,Session,Code\n");
        if (settings.Length > 0)
        {
            folder.Write("data/settings/trust.json", settings);
        }

        return await HostCommand.RunAsync(
            "night", "--data", folder["data"], "--date", date, "--out", folder["out"], "--storage", azurite.TakeAccount());
    }
}
