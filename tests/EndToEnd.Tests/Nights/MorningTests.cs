using AttendanceFunctions.Tests.EndToEnd.Support;

namespace AttendanceFunctions.Tests.EndToEnd.Nights;

/// <summary>The morning after a night, with the register of that day already in the data folder.</summary>
public sealed class MorningTests(AzuriteFixture azurite)
{
    private const string Settings = """
        {
          "name": "Riverside Academies Trust", "policy": "odbst", "lead": { "name": "Lead", "email": "lead@example.org" },
          "morning": { "graceMinutes": 15, "latest": "11:00" },
          "terms": [ { "from": "2026-02-23", "to": "2026-03-27" } ],
          "schools": [
            { "id": "141234", "name": "Riverside Primary School", "phase": "primary",
              "localAuthority": "Oxfordshire", "phone": "01632 960001", "registersClose": "09:15" }
          ]
        }
        """;

    private const string Roster = """
        UPN,Forename,Surname,YearGroup,Contact1Name,Contact1ParentalResponsibility,Contact1Mobile
        A1,Zoe,Sample,4,Alex Sample,yes,07700 900001
        A2,Tom,Other,4,Sam Other,yes,07700 900002
        """;

    [Fact]
    public async Task The_parent_of_a_pupil_with_N_gets_one_text_and_the_pupil_is_on_the_morning_list()
    {
        using var data = new TempFolder();
        using var output = new TempFolder();
        data.Write("settings/trust.json", Settings);
        data.Write("rosters/141234.csv", Roster);
        data.Write(
            "registers/141234/2026-03-19.csv",
            "UPN,Date,Session,Code\nA1,2026-03-19,AM,/\nA1,2026-03-19,PM,\\\nA2,2026-03-19,AM,/\nA2,2026-03-19,PM,\\\n");
        data.Write("registers/141234/2026-03-20.csv", "UPN,Date,Session,Code\nA1,2026-03-20,AM,N\nA2,2026-03-20,AM,/\n");
        var storage = azurite.TakeAccount();

        await RunAsync(data, output, storage);
        await RunAsync(data, output, storage);

        var text = Assert.Single(new OutboxFolder(output.Path).Read("sms.jsonl"));
        Assert.Equal(
            ("+447700900001", "Dear Alex Sample, we have not seen Zoe this morning and do not know why. Please call Riverside Primary "
                + "School on 01632 960001."), (text.To, text.Body));
        Assert.Contains(
            "Not seen this morning. A text to Alex Sample",
            output.Read("worklists/141234/2026-03-20-morning.csv"),
            StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(output.Path, "worklists", "141234", "2026-03-20-morning.xlsx")));
    }

    [Fact]
    public async Task A_missing_register_is_reported_on_the_lists_of_the_school_and_the_trust()
    {
        using var data = new TempFolder();
        using var output = new TempFolder();
        data.Write("settings/trust.json", Settings);
        data.Write("rosters/141234.csv", Roster);

        await RunAsync(data, output, azurite.TakeAccount());

        Assert.Contains(
            "No register of this morning: 0 of 2 pupils have a mark.",
            output.Read("worklists/141234/2026-03-20-morning.csv"),
            StringComparison.Ordinal);
        Assert.Contains("Riverside Primary School", output.Read("worklists/trust/2026-03-20-morning.csv"), StringComparison.Ordinal);
    }

    private static async Task RunAsync(TempFolder data, TempFolder output, string storage) =>
        (await HostCommand.RunAsync("night", "--data", data.Path, "--date", "2026-03-19", "--out", output.Path, "--storage", storage))
            .Succeeded();
}
