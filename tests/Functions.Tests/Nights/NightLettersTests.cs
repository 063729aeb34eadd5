using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Functions.Letters;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;
using Azure.Storage.Blobs.Models;

namespace AttendanceFunctions.Tests.Functions.Nights;

/// <summary>Which letters a night makes: those that the cases call for, and each family's at the end of a term.</summary>
public sealed class NightLettersTests(AzuriteFixture azurite)
{
    private const string Friday = "2025-09-26";
    private const string Monday = "2025-09-29";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pupil_who_comes_to_a_stage_has_its_letters_made_once_in_a_half_term()
    {
        await using var trust = await StartAsync("odbst", Sample.Marks("A1", "2025-09-01", 2, 38), Sample.Marks("A2", "2025-09-01", 0, 40));
        await trust.NightAsync(Friday);

        Assert.Equal(["concern-letter"], await KindsAsync(trust, Friday));
        Assert.Contains(
            await trust.WorklistAsync(Friday),
            row => row["Kind"] == "news"
                && row["Actions"]
                    .Contains($"Letter: letters/141234/{Friday}/4A Sample concern-letter {Friday} ", StringComparison.Ordinal));

        // A day in school lifts the pupil above the line, and a morning of absence brings the stage back.
        await trust.PutRegisterAsync("z-monday.csv", Registers.Day(["A1", "A2"], Monday));
        await trust.NightAsync(Monday);
        await trust.PutRegisterAsync("z-tuesday.csv", Sample.LongFile("A1,2025-09-30,AM,I", "A1,2025-09-30,PM,\\"));
        await trust.NightAsync("2025-09-30");

        Assert.Equal(1, (await trust.CaseAsync("A1")).Stage);
        Assert.Empty(await KindsAsync(trust, Monday));
        Assert.Empty(await KindsAsync(trust, "2025-09-30"));
    }

    [Fact]
    public async Task A_formal_step_has_its_letters_made_when_a_person_confirmed_it()
    {
        await using var trust = await StartAsync("odbst", Sample.Marks("A1", "2025-09-01", 6, 34));
        await trust.NightAsync(Friday);
        Assert.Equal(["meeting-invitation", "meeting-record"], await KindsAsync(trust, Friday));

        await trust.DecideAsync(Friday, (await trust.CaseAsync("A1")).Proposal!.Key.ToString(), "confirm");
        await trust.NightAsync(Monday);

        Assert.Equal(["attendance-contract-1"], await KindsAsync(trust, Monday));
    }

    [Fact]
    public async Task A_night_that_is_repeated_makes_the_same_letters_and_no_others()
    {
        await using var trust = await StartAsync("odbst", Sample.Marks("A1", "2025-09-01", 6, 34));
        await trust.NightAsync(Friday);
        var before = await FilesAsync(trust, Friday);

        await trust.RunAsync(Friday);

        Assert.Equal(before, await FilesAsync(trust, Friday));
    }

    [Fact]
    public async Task At_the_end_of_a_term_every_family_gets_a_letter_and_one_that_works_with_the_school_the_adapted_one()
    {
        await using var trust = await StartAsync(
            "school-approach", Sample.Marks("A1", "2025-09-01", 0, 40), Sample.Marks("A2", "2025-09-01", 1, 39));
        await trust.PutAsync(
            Containers.Rosters, Registers.Roster, Sample.Roster(Sample.Pupil("A1"), Sample.Pupil("A2", flags: ",long-term illness,,")));
        await trust.NightAsync("2025-10-24");
        Assert.DoesNotContain(await KindsAsync(trust, "2025-10-24"), kind => kind.Contains("termly", StringComparison.Ordinal));

        await trust.NightAsync("2025-12-19");

        Assert.Equal(
            ["adapted-termly-letter", "termly-letter"],
            (await KindsAsync(trust, "2025-12-19")).Where(kind => kind.Contains("termly", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task At_the_end_of_a_half_term_every_family_is_written_to_and_at_the_end_of_a_term_once()
    {
        await using var trust = await StartAsync(
            "school-approach", Sample.Marks("A1", "2025-09-01", 0, 40), Sample.Marks("A2", "2025-09-01", 2, 38));
        await trust.NightAsync("2025-10-23");
        Assert.DoesNotContain("half-term-letter", await KindsAsync(trust, "2025-10-23"));

        await trust.NightAsync("2025-10-24");
        Assert.Equal(2, (await KindsAsync(trust, "2025-10-24")).Count(kind => kind == "half-term-letter"));

        await trust.NightAsync("2025-12-19");
        Assert.DoesNotContain("half-term-letter", await KindsAsync(trust, "2025-12-19"));
        Assert.Equal(2, (await KindsAsync(trust, "2025-12-19")).Count(kind => kind == "termly-letter"));
    }

    [Fact]
    public async Task A_family_in_a_contract_gets_the_adapted_letter()
    {
        await using var trust = await StartAsync("school-approach", Sample.Marks("A1", "2025-09-01", 8, 32));
        await trust.NightAsync("2025-10-24");
        await trust.DecideAsync("2025-10-24", (await trust.CaseAsync("A1")).Proposal!.Key.ToString(), "confirm");
        await trust.NightAsync("2025-11-03");

        await trust.NightAsync("2025-12-19");

        Assert.Contains("adapted-termly-letter", await KindsAsync(trust, "2025-12-19"));
        Assert.DoesNotContain("termly-letter", await KindsAsync(trust, "2025-12-19"));
    }

    [Fact]
    public async Task A_template_that_cannot_be_used_stands_in_the_worklist_and_the_letter_is_made_all_the_same()
    {
        await using var trust = await StartAsync("odbst", Sample.Marks("A1", "2025-09-01", 2, 38));
        await trust.PutAsync(Containers.Settings, "letters/concern-letter.docx", "this is no Word document");

        await trust.NightAsync(Friday);

        Assert.Equal(["concern-letter"], await KindsAsync(trust, Friday));
        var told = Assert.Single(
            await trust.WorklistAsync(Friday), row => row["What"].StartsWith("settings/letters/", StringComparison.Ordinal));
        Assert.Equal("file", told["Kind"]);
        Assert.StartsWith(
            "settings/letters/concern-letter.docx cannot be used, and another template took its place.",
            told["What"],
            StringComparison.Ordinal);
    }

    private async Task<TestTrust> StartAsync(string policy, params string[] marks)
    {
        var trust = await TestTrust.CreateAsync(azurite, Sample.Settings(policy, extra: "\"minimumCoverage\": 0,"));
        await trust.PutAsync(
            Containers.Rosters, Registers.Roster, Sample.Roster([.. marks.Select(row => Sample.Pupil(row.Split(',')[0]))]));
        await trust.PutRegisterAsync("so-far.csv", Sample.MarksFile(marks));
        return trust;
    }

    /// <summary>The letters of a night, by what they are.</summary>
    private static async Task<IReadOnlyList<string>> KindsAsync(TestTrust trust, string night) =>
        [.. (await FilesAsync(trust, night))
            .Select(file => LetterNames.TryRead(file, out var kind) ? kind.NameOf() : "").Where(kind => kind.Length > 0)];

    private static async Task<IReadOnlyList<string>> FilesAsync(TestTrust trust, string night)
    {
        var (folder, files) = ($"{TestTrust.School}/{night}/", new List<string>());
        await foreach (var blob in trust.TrustStorage.Container(Containers.Letters)
            .GetBlobsAsync(BlobTraits.None, BlobStates.None, folder, Token))
        {
            files.Add(blob.Name[folder.Length..]);
        }

        return files;
    }
}
