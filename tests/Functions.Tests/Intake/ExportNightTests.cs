using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Subjects;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Intake;

/// <summary>Exports as systems make them, from storage to the records, and what is held in them about a pupil.</summary>
public sealed class ExportNightTests(AzuriteFixture azurite)
{
    private const string Night = "2025-09-08";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_roster_and_a_register_as_workbooks_are_applied_by_the_night()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Registers.AnyCoverage);
        await PutAsync(trust, Containers.Rosters, "141234.xlsx", MisExports.ArborRoster);
        await PutAsync(trust, Containers.Registers, "141234/sessions.xlsx", MisExports.SimsSessions);

        await trust.NightAsync(Night);

        Assert.Equal("/\\", await trust.MarksAsync(MisExports.Zoe, Night));
        Assert.Equal("L\\", await trust.MarksAsync(MisExports.Ada, Night));
        var entry = (await trust.IntakeAsync())["registers/141234/sessions.xlsx"];
        Assert.Equal((IntakeOutcome.Applied, 6, 0), (entry.Outcome, entry.RowsApplied, entry.RowsRejected));
        Assert.Equal("Left out: lines 1 to 2 above the header and line 15 below the rows.", entry.Note);
        Assert.DoesNotContain(await trust.WorklistAsync(Night), row => row["Kind"] == "file");
    }

    [Fact]
    public async Task Of_a_roster_with_each_ending_the_newer_one_counts_and_the_other_one_is_held_with_the_reason()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Registers.AnyCoverage);
        await trust.PutRosterAsync(["A1"]);
        await PutAsync(trust, Containers.Rosters, "141234.xlsx", MisExports.ArborRoster);

        await trust.NightAsync(Night);

        Assert.Equal(3, (await trust.Get<PupilTable>().ReadAsync(TestTrust.School, Token)).Count);
        var entries = await trust.IntakeAsync();
        Assert.Equal(IntakeOutcome.Applied, entries["rosters/141234.xlsx"].Outcome);
        Assert.Equal(IntakeOutcome.Held, entries["rosters/141234.csv"].Outcome);
        Assert.StartsWith("The school has a newer roster", entries["rosters/141234.csv"].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_register_with_headings_of_the_trusts_settings_is_applied()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings(extra:
            "\"minimumCoverage\": 0, "
            + "\"columns\": { \"UPN\": \"Candidate\", \"Date\": \"When\", \"Session\": \"Half\", \"Code\": \"Symbol\" },"));
        await PutAsync(trust, Containers.Rosters, "141234.csv", MisExports.WondeRoster);
        await PutAsync(trust, Containers.Registers, "141234/own.csv", MisExports.OwnHeadings);

        await trust.NightAsync(Night);

        Assert.Equal("II", await trust.MarksAsync(MisExports.Ben, Night));
    }

    [Fact]
    public async Task What_exports_hold_about_a_pupil_is_found_whatever_their_headings_and_form_are()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Registers.AnyCoverage);
        await PutAsync(trust, Containers.Rosters, "141234.csv", MisExports.SimsRoster);
        await PutAsync(trust, Containers.Rosters, "141234.xlsx", MisExports.ArborRoster);
        foreach (var (name, export) in new[]
        {
            ("a.csv", MisExports.SimsWeek), ("b.xlsx", MisExports.SimsSessions), ("c.csv", MisExports.OwnHeadings),
            ("d.csv", MisExports.BromcomWeek),
        })
        {
            await PutAsync(trust, Containers.Registers, $"141234/{name}", export);
        }

        SubjectRecord? record = null;
        await trust.InScopeAsync<SubjectSearch>(async search =>
            record = await search.FindAsync(new(TestTrust.School, Upn.Parse(MisExports.Ben)), Token));

        Assert.Equal(
            [
                ("141234.csv", 1), ("141234.xlsx", 1), ("141234/a.csv", 1), ("141234/b.xlsx", 2), ("141234/c.csv", 2), ("141234/d.csv", 1),
            ],
            record!.Files.OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => (file.Name, file.Rows.Count)));
        Assert.All(record.Files, file => Assert.DoesNotContain(MisExports.Ada, string.Concat(file.Rows.SelectMany(row => row))));
    }

    private static Task PutAsync(TestTrust trust, string container, string name, MisExport export) =>
        trust.PutAsync(container, name, BinaryData.FromBytes(export.Content));
}
