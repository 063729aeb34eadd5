using System.Globalization;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Office;
using AttendanceFunctions.Functions.Office.Pages;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Worklists;
using AttendanceFunctions.Tests.Functions.Mornings;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Nights;

/// <summary>
/// A trust of two schools with 200 pupils each that starts in March. One of them takes up five children a day, the other says eight.
/// </summary>
public sealed class GoingLiveNightTests(AzuriteFixture azurite)
{
    private const string Friday = "2026-03-06";
    private const string Start = "2026-03-09";
    private const string Tuesday = "2026-03-10";
    private const int Pupils = 200;

    private static readonly SchoolId Hill = SchoolId.Parse("141235");

    /// <summary>The first day of each half term up to March, and its school days up to the start.</summary>
    private static readonly (string From, int Days)[] HalfTerms =
        [("2025-09-01", 40), ("2025-11-03", 35), ("2026-01-05", 30), ("2026-02-23", 10)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("odbst", 5, 8)]
    [InlineData("het", 5, 8)]
    [InlineData("school-approach", 5, 8)]
    [InlineData("odst", 0, 0)]
    [InlineData("millbrook", 0, 0)]
    public async Task The_first_night_sends_nothing_writes_no_letter_and_proposes_the_agreed_number(string policy, int here, int atHill)
    {
        await using var trust = await StartAsync(policy);
        await trust.NightAsync(Friday);
        Assert.Equal("", await trust.RejectedAsync("so-far.csv"));
        Assert.Empty((await CasesAsync(trust, TestTrust.School)).Concat(await CasesAsync(trust, Hill)));

        await PutDayAsync(trust, Start, "O");
        await trust.MorningAsync("09:40", Start);
        await trust.NightAsync(Start);
        await trust.ReleaseAsync($"{Tuesday} 09:00");

        // The morning's text is about that day: a child who was in school until then and is not seen today.
        Assert.All(trust.Sent.Offered, message => Assert.Contains("this morning", message.Plain, StringComparison.Ordinal));
        Assert.DoesNotContain(await trust.LedgerAsync(), row => row.Kind != MessageKind.FirstDay);
        Assert.Empty(await LettersAsync(trust));
        Assert.Equal((here, atHill), (await ProposedAsync(trust, TestTrust.School), await ProposedAsync(trust, Hill)));
        Assert.Equal(5, (await CasesAsync(trust, TestTrust.School)).Count(current => current.Baseline?.TakenUpOn is not null));
        Assert.Equal(8, (await CasesAsync(trust, Hill)).Count(current => current.Baseline?.TakenUpOn is not null));
    }

    [Fact]
    public async Task The_baseline_is_listed_with_the_lowest_attendance_first_and_gets_shorter_day_by_day()
    {
        await using var trust = await StartAsync("odbst");
        await trust.NightAsync(Start);
        var first = await BaselineAsync(trust, Start);

        Assert.Equal(95, first.Count);
        Assert.Equal(first.Select(Percent).Order(), first.Select(Percent));
        Assert.Equal("From before 9 March 2026: number 1 of 95 who wait to be taken up.", first[0]["What"]);

        await PutDayAsync(trust, Tuesday, "/");
        await trust.NightAsync(Tuesday);

        Assert.Equal(first.Skip(5).Select(row => row["UPN"]), (await BaselineAsync(trust, Tuesday)).Select(row => row["UPN"]));
        Assert.Equal(10, await ProposedAsync(trust, TestTrust.School));
    }

    [Fact]
    public async Task A_night_that_is_repeated_changes_nothing()
    {
        await using var trust = await StartAsync("odbst");
        await trust.NightAsync(Start);
        var (before, list) = (await CasesAsync(trust, TestTrust.School), await trust.GetAsync(Containers.Worklists, $"141234/{Start}.csv"));

        await trust.RunAsync(Start);

        Assert.Equal(before.Select(row => row.Upn), (await CasesAsync(trust, TestTrust.School)).Select(row => row.Upn));
        Assert.Equal(
            before.Select(row => (row.Baseline, row.Proposal, row.EventCount)),
            (await CasesAsync(trust, TestTrust.School)).Select(row => (row.Baseline, row.Proposal, row.EventCount)));
        Assert.Equal(list, await trust.GetAsync(Containers.Worklists, $"141234/{Start}.csv"));
    }

    [Fact]
    public async Task No_message_and_no_letter_of_the_term_is_about_the_time_before()
    {
        await using var trust = await StartAsync("millbrook");
        await trust.NightAsync(Start);
        foreach (var night in Casework.Weekdays(Tuesday, "2026-03-27"))
        {
            await PutDayAsync(trust, night, "/");
            await trust.NightAsync(night);
        }

        Assert.Empty(await LettersAsync(trust));
        Assert.DoesNotContain(await trust.LedgerAsync(), row => row.Kind is MessageKind.TermlySummary or MessageKind.Stage);
    }

    [Fact]
    public async Task A_morning_before_the_start_asks_nobody_and_an_absence_of_before_is_for_a_person()
    {
        await using var trust = await StartAsync("odbst");
        await trust.PutRegisterAsync("z-fri.csv", Sample.LongFile($"P001,{Friday},AM,N", $"P001,{Friday},PM,N"));
        await trust.MorningAsync("09:40", Friday);
        Assert.Empty(await trust.LedgerAsync());
        await trust.NightAsync(Friday);

        await trust.PutRegisterAsync("z-mon.csv", Sample.LongFile($"P001,{Start},AM,N", $"P002,{Start},AM,N"));
        await trust.MorningAsync("09:40", Start);

        Assert.Equal(["P002"], (await trust.LedgerAsync()).Select(row => row.Upn.ToString()));
        Assert.Contains(
            "Call: the absence began before the school started with this product, so no text goes.",
            (await trust.MorningListAsync(Start)).Single(row => row["UPN"] == "P001")["What"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Today_leads_to_the_baseline_and_shows_none_of_it()
    {
        await using var trust = await StartAsync("odbst");
        await trust.NightAsync(Start);
        var open = await trust.Get<OpenRowTable>().ReadAsync(TestTrust.School, Token);
        var school = (await trust.SettingsAsync()).Schools[0];

        var view = TodayView.Of(
            school, Casework.Date(Tuesday), [], isGood: true, open.All, (await trust.Get<ChildKeys>().OfAsync(school.Id, Token)));

        Assert.Equal(95, view.Baseline);
        Assert.Equal(
            5,
            view.Parts.Single(part => part.Section == OpenSection.Decide).All
                + view.Parts.Single(part => part.Section == OpenSection.New).All);
    }

    private static decimal Percent(IReadOnlyDictionary<string, string> row) => decimal.Parse(row["Percent"], CultureInfo.InvariantCulture);

    private static async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> BaselineAsync(TestTrust trust, string night) =>
        [.. (await trust.WorklistAsync(night)).Where(row => row["Kind"] == WorklistKinds.Baseline)];

    private static async Task<IReadOnlyList<AttendanceFunctions.Domain.Cases.Case>> CasesAsync(TestTrust trust, SchoolId school) =>
        [.. (await trust.Get<CaseTable>().ReadAsync(school, new AcademicYear(2025), Token)).Values.Select(row => row.Value)
            .OrderBy(current => current.Upn)];

    private static async Task<int> ProposedAsync(TestTrust trust, SchoolId school) =>
        (await CasesAsync(trust, school)).Count(current => current.Proposal is not null);

    private static async Task<IReadOnlyList<string>> LettersAsync(TestTrust trust)
    {
        var names = new List<string>();
        await foreach (var blob in trust.TrustStorage.Container(Containers.Letters).GetBlobsAsync(cancellationToken: Token))
        {
            names.Add(blob.Name);
        }

        return names;
    }

    /// <summary>A register of a day at both schools: everybody is there but the first pupil.</summary>
    private static async Task PutDayAsync(TestTrust trust, string date, string first)
    {
        foreach (var (school, letter) in new[] { ("141234", "P"), ("141235", "H") })
        {
            await trust.PutAsync(Containers.Registers, $"{school}/day-{date}.csv", Sample.LongFile([
                .. UpnsOf(letter).SelectMany((upn, index) => new[]
                {
                    $"{upn},{date},AM,{(index == 0 ? first : "/")}", $"{upn},{date},PM,{(index == 0 ? first : "\\")}",
                })]));
        }
    }

    private static IEnumerable<string> UpnsOf(string letter) =>
        Enumerable.Range(1, Pupils).Select(number => string.Create(CultureInfo.InvariantCulture, $"{letter}{number:000}"));

    /// <summary>Half of the pupils missed nothing; each of the others missed a little more than the one before.</summary>
    private async Task<TestTrust> StartAsync(string policy)
    {
        static string NameOf(int number) =>
            new([.. "Zoe", .. number.ToString(CultureInfo.InvariantCulture).Select(digit => (char)(digit + 'a' - '0'))]);
        const string Asks = ", \"registersClose\": \"09:15\", \"morning\": { \"graceMinutes\": 15, \"latest\": \"11:00\" }";
        var settings = Sample.Settings(
                policy, extra: $"\"minimumCoverage\": 0, \"goingLive\": {{ \"on\": \"{Start}\" }},",
                schools: "," + Sample.School("141235", "Hill School", ", \"goingLive\": { \"baselineADay\": 8 }"))
            .Replace("\"phone\": \"01632 960001\"  }", $"\"phone\": \"01632 960001\" {Asks} }}", StringComparison.Ordinal);
        var trust = await TestTrust.CreateAsync(azurite, settings);
        foreach (var (school, letter, digit) in new[] { ("141234", "P", 1), ("141235", "H", 2) })
        {
            var upns = UpnsOf(letter).ToList();
            await trust.PutAsync(Containers.Rosters, $"{school}.csv", Sample.Roster([
                .. upns.Select((upn, index) => Sample.Pupil(
                    upn, NameOf(index), string.Create(CultureInfo.InvariantCulture, $"07700 90{digit}{index:000}"),
                    parent: $"Alex {NameOf(1000 * digit + index)}"))]));
            await trust.PutAsync(Containers.Registers, $"{school}/so-far.csv", Sample.MarksFile([
                .. from half in HalfTerms.Index()
                   from pupil in upns.Index()
                   select Sample.Marks(
                       pupil.Item, half.Item.From, half.Index == 0 && pupil.Index >= 100 ? 12 + (pupil.Index - 100) / 2 : 0,
                       2 * half.Item.Days - (half.Index == 0 && pupil.Index >= 100 ? 12 + (pupil.Index - 100) / 2 : 0))]));
        }

        return trust;
    }
}
