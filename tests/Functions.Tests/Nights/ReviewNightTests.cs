using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Nights;

/// <summary>The term's review of a school's policy: the sheet, the answers, and what the trust's pack of the term says of them.</summary>
public sealed class ReviewNightTests(AzuriteFixture azurite)
{
    private const string Voice = "Keep safety and welfare at the centre: high attendance is everyone's responsibility";

    [Fact]
    public async Task A_school_answers_a_sentence_in_the_sheet_and_the_next_night_shows_who_said_so()
    {
        await using var trust = await StartAsync();
        await trust.NightAsync("2025-09-05");
        var row = Assert.Single(await ReviewAsync(trust, "2025-term-1"), row => row["What the policy says"] == Voice);
        Assert.Equal(("to answer", "always", "policy"), (row["State"], row["When"], row["Kind"]));

        var sheet = await trust.GetAsync(Containers.Worklists, $"{TestTrust.School}/policy-2025-term-1.csv");
        await trust.PutAsync(
            Containers.Decisions, $"{TestTrust.School}/review.csv",
            Sheet.Fill(sheet, row["Key"], ("Decision", "In part"), ("By", "J. Hill"), ("Note", "Assembly on Mondays")));
        await trust.NightAsync("2025-09-08");

        var answered = Assert.Single(await ReviewAsync(trust, "2025-term-1"), row => row["What the policy says"] == Voice);
        Assert.Equal(("in part", "Assembly on Mondays"), (answered["State"], answered["What shows it"]));
        Assert.Equal("J. Hill, as the file review.csv says", answered["Answered by"]);
    }

    [Fact]
    public async Task What_the_product_does_is_said_with_where_it_can_be_seen_and_the_trusts_part_is_not_in_it()
    {
        await using var trust = await StartAsync("millbrook");
        await trust.NightAsync("2025-09-05");

        var rows = await ReviewAsync(trust, "2025-term-1");
        var visit = Assert.Single(rows, row => row["What the policy says"].StartsWith("Visit the home", StringComparison.Ordinal));
        Assert.Equal(("done by the product", "Worklist: home visits", ""), (visit["State"], visit["How it is done"], visit["Key"]));
        Assert.DoesNotContain(rows, row => row["Who"] is "Trust" or "Trustees" or "Local authority");
    }

    [Fact]
    public async Task A_signed_in_person_answers_at_once_and_a_new_term_asks_again()
    {
        await using var trust = await StartAsync();
        await trust.NightAsync("2025-12-19");
        var key = (await ReviewAsync(trust, "2025-term-1")).First(row => row["Key"].Length > 0)["Key"];

        Assert.Null(await trust.DecideAsync(Answer(key, "in place")));
        await trust.NightAsync("2026-01-05");

        Assert.Equal("to answer", Assert.Single(await ReviewAsync(trust, "2025-term-2"), row => row["Key"] == key)["State"]);
    }

    [Fact]
    public async Task An_answer_to_nothing_and_a_word_that_is_no_answer_are_refused_with_what_to_write()
    {
        await using var trust = await StartAsync();
        await trust.NightAsync("2025-09-05");
        var key = (await ReviewAsync(trust, "2025-term-1")).First(row => row["Key"].Length > 0)["Key"];

        Assert.Contains("copy the row", await trust.DecideAsync(Answer(new('0', 32), "in place")), StringComparison.Ordinal);
        Assert.Contains("in place", await trust.DecideAsync(Answer(key, "done")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_terms_pack_tells_the_trust_which_school_has_answered_and_what_is_asked_of_the_trust()
    {
        await using var trust = await StartAsync("odst");
        await trust.NightAsync("2025-12-18");
        var key = (await ReviewAsync(trust, "2025-term-1")).First(row => row["Key"].Length > 0)["Key"];
        Assert.Null(await trust.DecideAsync(Answer(key, "not yet")));
        await trust.NightAsync("2025-12-19");
        await trust.ExportAsync("2025-12-20 06:30");

        var school = Assert.Single(
            Sheet.Read(await trust.GetAsync(Containers.Summaries, "2025-12-19/term/policy-reviews.csv")));
        Assert.Equal(("1", "1", "0"), (school["answered"], school["not_yet"], school["in_place"]));
        var trusts = Sheet.Read(await trust.GetAsync(Containers.Summaries, "2025-12-19/term/policy-trust.csv"));
        Assert.Contains(
            trusts, row => row["sentence"] == "Report trust-wide data regularly to trustees for scrutiny and challenge"
                && row["done"] == "The trust's summary, and its packs for trustees");
        Assert.Equal(trusts.Count, trusts.Select(row => (row["sentence"], row["who"])).Distinct().Count());
    }

    private static WorklistDecision Answer(string key, string word) =>
        new("", WorklistKinds.Policy, key, word, Someone.SignedIn("J. Hill"), "");

    private async Task<TestTrust> StartAsync(string policy = "odbst")
    {
        var trust = await TestTrust.CreateAsync(azurite, Sample.Settings(policy, extra: "\"minimumCoverage\": 0,"));
        await trust.PutRosterAsync(["A1"]);
        await trust.PutRegisterAsync("a.csv", Sample.MarksFile(Sample.Marks("A1", "2025-09-01", 0, 10)));
        return trust;
    }

    private static async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> ReviewAsync(TestTrust trust, string term) =>
        [.. Sheet.Read(await trust.GetAsync(Containers.Worklists, $"{TestTrust.School}/policy-{term}.csv"))];
}
