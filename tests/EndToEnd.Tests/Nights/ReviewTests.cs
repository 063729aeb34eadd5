using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.EndToEnd.Support;
using Azure.Data.Tables;
using CsvHelper;

namespace AttendanceFunctions.Tests.EndToEnd.Nights;

/// <summary>Review mode: a person fills decisions into the worklist and copies the file to the data folder.</summary>
public sealed class ReviewTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Only_messages_that_a_person_has_released_are_sent()
    {
        using var data = new TempFolder();
        using var output = new TempFolder();
        var trust = await SampleFolder.WriteAsync(data, schools: 2, pupils: 80, nights: 1);
        data.Write(
            "settings/trust.json", data.Read("settings/trust.json").Replace("\"automatic\"", "\"review\"", StringComparison.Ordinal));
        var storage = azurite.TakeAccount();

        await RunAsync("2026-03-20", data, output, storage);
        Assert.Empty(ToParents(data, output));
        // Messages of other kinds may wait for another day, because a parent gets at most one message a day.
        var nudges = (await KeysAsync(storage, "Kind eq 'Stage'")).ToHashSet();
        var decided = trust.Schools.SelectMany(school => Decide(data, output, school.Id, nudges)).ToList();
        Assert.Contains("release", decided.Select(row => row.Decision));
        Assert.Contains("withhold", decided.Select(row => row.Decision));

        await RunAsync("2026-03-23", data, output, storage);
        var released = KeysOf(decided, "release");
        var left = ToParents(data, output);
        Assert.Equal(released, await KeysAsync(storage, "State eq 'Accepted' or State eq 'Delivered'"));
        Assert.Equal(KeysOf(decided, "withhold"), await KeysAsync(storage, "State eq 'Withheld'"));
        Assert.NotEmpty(left);
        Assert.Subset(released.ToHashSet(), left.Select(message => message.Key).ToHashSet());
        // A parent of two children with released messages gets one message.
        Assert.Equal(left.Count, left.Select(message => message.To).Distinct().Count());

        await RunAsync("2026-03-24", data, output, storage);
        Assert.Equal(left, ToParents(data, output));
    }

    private static async Task RunAsync(string date, TempFolder data, TempFolder output, string storage) =>
        (await HostCommand.RunAsync("night", "--data", data.Path, "--date", date, "--out", output.Path, "--storage", storage)).Succeeded();

    /// <summary>The messages that are not for staff, whose addresses stand in the settings.</summary>
    private static IReadOnlyList<SentMessage> ToParents(TempFolder data, TempFolder output)
    {
        var settings = data.Read("settings/trust.json");
        return [.. new OutboxFolder(output.Path).Read().Where(message => !settings.Contains(message.To, StringComparison.Ordinal))];
    }

    /// <summary>
    /// Fills in a school's worklist: release, withhold and no decision in turn for stage messages, and no decision for other rows.
    /// </summary>
    private static List<(string Key, string Decision)> Decide(TempFolder data, TempFolder output, string school, HashSet<string> nudges)
    {
        using var reader = CsvReader.FromText(output.Read($"worklists/{school}/2026-03-20.csv").TrimStart('\uFEFF'), new());
        var lines = new List<string> { "School,UPN,Kind,Key,Decision,By,Note" };
        var decided = new List<(string Key, string Decision)>();
        while (reader.Read())
        {
            var waits = reader.GetString("Allowed") == English.OneOf(DecisionsAboutNudges.ForPlanned)
                && nudges.Contains(reader.GetString("Key") ?? "");
            var decision = !waits ? "" : (decided.Count % 3) switch { 0 => "release", 1 => "withhold", _ => "" };
            lines.Add(
                $"{reader.GetString("School")},{reader.GetString("UPN")},{reader.GetString("Kind")},{reader.GetString("Key")},"
                + $"{decision},Office,");
            if (waits)
            {
                decided.Add((reader.GetString("Key"), decision));
            }
        }

        data.Write($"decisions/{school}/monday.csv", string.Join("\r\n", lines) + "\r\n");
        return decided;
    }

    private static IReadOnlyList<string> KeysOf(IEnumerable<(string Key, string Decision)> decided, string decision) =>
        [.. decided.Where(row => row.Decision == decision).Select(row => row.Key).Order(StringComparer.Ordinal)];

    private static async Task<IReadOnlyList<string>> KeysAsync(string storage, string filter)
    {
        var keys = new List<string>();
        await foreach (var row in new TableServiceClient(storage).GetTableClient(Tables.Nudges).QueryAsync<TableEntity>(filter))
        {
            keys.Add(row.RowKey);
        }

        return [.. keys.Order(StringComparer.Ordinal)];
    }
}
