using System.Text.Json;
using AttendanceFunctions.Tests.EndToEnd.Kills;
using AttendanceFunctions.Tests.EndToEnd.Support;

namespace AttendanceFunctions.Tests.EndToEnd.Subjects;

/// <summary>
/// Tests the commands <c>subject</c> and <c>retention</c> on the storage of earlier nights. The pupil Zebedee has left the school.
/// </summary>
public sealed class SubjectCommandTests(AzuriteFixture azurite)
{
    private const string School = "141234";

    private const string Zebedee = "A1";

    private static readonly string[] Nights = ["2025-09-26", "2025-09-29", "2025-09-30"];

    private static readonly string[] Upns = [.. Enumerable.Range(1, 6).Select(number => $"A{number}")];

    [Fact]
    public async Task A_pupil_who_left_can_be_exported_and_erased_and_later_nights_succeed()
    {
        using var data = new TempFolder();
        using var output = new TempFolder();
        var storage = azurite.TakeAccount();
        string[] subject = ["--storage", storage, "--school", School, "--upn", Zebedee];
        await RunNightsAsync(data, output, storage);

        (await HostCommand.RunAsync(["subject", "export", .. subject, "--out", output["before"]])).Succeeded();
        var page = output.Read("before/index.html");
        Assert.All(["Zebedee", "Samplington", "07700 900123", "I: Illness"], word => Assert.Contains(word, page, StringComparison.Ordinal));
        Assert.DoesNotContain("Ursula", page + output.Read("before/data.json"), StringComparison.Ordinal);
        Assert.NotEmpty(Letters(output, "before"));
        Assert.All(
            Letters(output, "before"),
            letter => Assert.Equal("PK", System.Text.Encoding.ASCII.GetString(File.ReadAllBytes(output[$"before/{letter}"])[..2])));

        var tables = await TableDump.WithETagsAsync(storage);
        var dry = (await HostCommand.RunAsync(["subject", "erase", .. subject])).Succeeded();
        Assert.Contains("nothing was changed", dry.Output, StringComparison.Ordinal);
        Assert.Equal(tables, await TableDump.WithETagsAsync(storage));

        (await HostCommand.RunAsync(["subject", "erase", .. subject, "--yes"])).Succeeded();
        (await HostCommand.RunAsync(["subject", "export", .. subject, "--out", output["after"]])).Succeeded();
        Assert.Equal(["data.json", "index.html"], output.FilesIn("after"));
        Assert.DoesNotContain(
            "07700",
            output.Read("after/index.html") + output.Read("after/data.json").Replace("registers", "", StringComparison.Ordinal),
            StringComparison.Ordinal);
        var remaining = JsonDocument.Parse(output.Read("after/data.json")).RootElement;
        Assert.Equal(
            ["Attendance", "Pupils"],
            remaining.GetProperty("tables")
                .EnumerateObject()
                .Where(table => table.Value.GetArrayLength() > 0)
                .Select(table => table.Name)
                .Order(StringComparer.Ordinal));
        Assert.Equal(
            ["registers", "rosters"],
            remaining.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("path").GetString()!.Split('/')[0]).Distinct());

        // The school's next export contains only the required data of the pupil who left.
        data.Write($"rosters/{School}.csv", Roster("2025-09-26", mobile: ""));
        await RunNightAsync(data, output, storage, Nights[2]);
        Assert.Contains("A2", output.Read($"out/summaries/{Nights[2]}/pupils.csv"), StringComparison.Ordinal);
        Assert.DoesNotContain(
            output.FilesIn("out/worklists"),
            file => file.Contains(Nights[2], StringComparison.Ordinal)
                && file.EndsWith(".csv", StringComparison.Ordinal)
                && output.Read($"out/worklists/{file}").Contains("Samplington", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_killed_erasure_can_be_repeated()
    {
        using var data = new TempFolder();
        using var output = new TempFolder();
        var storage = azurite.TakeAccount();
        string[] erase = ["subject", "erase", "--storage", storage, "--school", School, "--upn", Zebedee, "--yes"];
        await RunNightsAsync(data, output, storage);

        await using (var host = HostProcess.Start(erase))
        {
            // An erasure deletes the ledger's rows after the files and before the case, the marks and the name.
            while (!host.HasExited && (await RowsAsync(storage)).Contains("Nudges"))
            {
                await Task.Yield();
            }

            await host.KillAsync();
        }

        await DeadLeases.BreakAllAsync(storage);
        (await HostCommand.RunAsync(erase)).Succeeded();

        Assert.Equal(["Attendance", "Pupils"], (await RowsAsync(storage)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Erasing_a_pupil_on_roll_is_refused_with_an_exit_code()
    {
        using var data = new TempFolder();
        using var output = new TempFolder();
        var storage = azurite.TakeAccount();
        await RunFirstNightAsync(data, output, storage);

        var run = await HostCommand.RunAsync("subject", "erase", "--storage", storage, "--school", School, "--upn", "A2", "--yes");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("--still-on-roll", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retention_only_counts_without_yes_and_refuses_to_delete_what_the_law_requires()
    {
        using var data = new TempFolder();
        using var output = new TempFolder();
        var storage = azurite.TakeAccount();
        await RunFirstNightAsync(data, output, storage);

        var dry = (await HostCommand.RunAsync("retention", "--storage", storage)).Succeeded();
        var tooSoon = await HostCommand.RunAsync("retention", "--storage", storage, "--years", "5", "--yes");
        var withoutStorage = await HostCommand.RunAsync("retention", "--yes");

        Assert.Contains("nothing was changed", dry.Output, StringComparison.Ordinal);
        Assert.Contains("kept for 6 years by law", tooSoon.Errors, StringComparison.Ordinal);
        Assert.Contains("Give either --account", withoutStorage.Errors, StringComparison.Ordinal);
        Assert.Equal((1, 1), (tooSoon.ExitCode, withoutStorage.ExitCode));
    }

    /// <summary>Runs a night with Zebedee on roll, with a message and a letter, and the next night, before which he has left.</summary>
    private static async Task RunNightsAsync(TempFolder data, TempFolder output, string storage)
    {
        await RunFirstNightAsync(data, output, storage);
        data.Write($"rosters/{School}.csv", Roster("2025-09-26", "07700 900123"));
        data.Write(
            $"registers/{School}/{Nights[1]}.csv",
            string.Join(
                "\n",
                Upns[1..]
                    .SelectMany(upn => new[] { $"{upn},{Nights[1]},AM,/", $"{upn},{Nights[1]},PM,\\" })
                    .Prepend("UPN,Date,Session,Code")) + "\n");
        await RunNightAsync(data, output, storage, Nights[1]);
        Assert.Contains("Nudges", await RowsAsync(storage));
    }

    private static async Task RunFirstNightAsync(TempFolder data, TempFolder output, string storage)
    {
        data.Write("settings/trust.json", """
            {
              "name": "Riverside Academies Trust", "policy": "odbst", "mode": "automatic", "sending": { "from": "08:00", "to": "08:30" },
              "lead": { "name": "Lead", "email": "lead@example.org" },
              "terms": [ { "from": "2025-09-01", "to": "2025-10-24" }, { "from": "2025-11-03", "to": "2025-12-19" } ],
              "schools": [
                { "id": "141234", "name": "Riverside Primary School", "phase": "primary",
                  "localAuthority": "Oxfordshire", "phone": "01632 960001" }
              ]
            }
            """);
        data.Write($"rosters/{School}.csv", Roster("", "07700 900123"));
        data.Write(
            $"registers/{School}/so-far.csv",
            string.Join("\n", Upns.Select(upn => $"{upn},2025-09-01,{Marks(upn == Zebedee ? 2 : 0, 40)}").Prepend("UPN,StartDate,Marks"))
                + "\n");
        await RunNightAsync(data, output, storage, Nights[0]);
    }

    private static async Task RunNightAsync(TempFolder data, TempFolder output, string storage, string night) =>
        (await HostCommand.RunAsync("night", "--data", data.Path, "--date", night, "--out", output["out"], "--storage", storage))
            .Succeeded();

    private static string Roster(string leaving, string mobile) => string.Join("\n",
    [
        "UPN,Forename,Surname,YearGroup,Class,Leaving,Contact1Name,Contact1ParentalResponsibility,Contact1Mobile",
        $"{Zebedee},Zebedee,Samplington,4,4A,{leaving},{(mobile.Length > 0 ? "Parentina Samplington" : "")},"
        + $"{(mobile.Length > 0 ? "yes" : "")},{mobile}",
        .. Upns[1..].Select(upn => $"{upn},Ursula,Sample,4,4A,,,,"),
    ]) + "\n";

    private static string Marks(int absent, int sessions) =>
        string.Concat(Enumerable.Range(0, sessions).Select(slot => slot < absent ? 'I' : slot % 2 == 0 ? '/' : '\\'));

    private static IEnumerable<string> Letters(TempFolder output, string bundle) =>
        output.FilesIn(bundle).Where(file => file.EndsWith(".docx", StringComparison.Ordinal));

    /// <summary>The tables that hold rows about Zebedee.</summary>
    private static async Task<IReadOnlyList<string>> RowsAsync(string storage) =>
    [
        .. (await TableDump.OfContentAsync(storage)).Select(row => $"{row} ")
            .Where(
                row => row.Contains($"/{Zebedee} ", StringComparison.Ordinal)
                    || row.Contains($"Upn={Zebedee} ", StringComparison.Ordinal)
                    || row.Contains($"{School}:{Zebedee}/", StringComparison.Ordinal))
            .Select(row => row.Split(' ')[0]).Distinct(),
    ];
}
