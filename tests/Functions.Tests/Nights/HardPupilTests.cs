using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Letters;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Nights;

/// <summary>
/// A trust of five schools, one for each policy that comes with the product, and a half term of pupils who are hard to get right: children
/// without a duty to attend, and children whose school has agreed a part-time timetable.
/// </summary>
public sealed class HardPupilTests(AzuriteFixture azurite)
{
    private const string FirstDay = "2025-09-01";

    private const string LastNight = "2025-10-24";

    private static readonly string[] Fridays =
        ["2025-09-05", "2025-09-12", "2025-09-19", "2025-09-26", "2025-10-03", "2025-10-10", "2025-10-17", LastNight];

    /// <summary>The schools by their policies.</summary>
    private static readonly IReadOnlyList<(string Policy, string Id)> Schools =
        [("odbst", "141234"), ("odst", "141235"), ("school-approach", "141236"), ("het", "141237"), ("millbrook", "141238")];

    private static readonly string[] WordsOfTheLaw = ["by law", "the law", "fine", "court", "legal", "penalty", "prosecut", "must"];

    /// <summary>The pupils: forename, year group, date of birth, and the marks of a day after the first week.</summary>
    private static readonly IReadOnlyList<(string Forename, string YearGroup, string Born, string Day)> Pupils =
    [
        ("Three", "Nursery", "2022-05-01", "OO"), ("Four", "R", "2021-06-01", "OO"), ("Unborn", "R", "", "OO"),
        ("Sixth", "12", "2008-12-01", "OO"), ("Parttime", "4", "2017-03-04", "/C2"), ("Nine", "4", "2017-03-05", "OO"),
        ("Yearfour", "4", "", "OO"),
    ];

    private const string PenaltyWords = "signed in only: support first, notice to improve, penalty notice or not appropriate";

    private static readonly string[] WithoutDuty = ["Three", "Four", "Unborn", "Sixth"];

    [Fact]
    public async Task A_child_without_a_duty_to_attend_gets_informal_support_and_a_part_time_timetable_is_waited_for()
    {
        await using var trust = await LiveAsync();
        foreach (var (policy, school) in Schools)
        {
            var rows = await RowsAsync(trust, school);
            foreach (var forename in WithoutDuty)
            {
                await AssertInformalAsync(trust, policy, school, forename, [.. rows.Where(row => row["Forename"] == forename)]);
            }

            await AssertWaitsAsync(trust, policy, school, [.. rows.Where(row => row["Forename"] == "Parttime")]);
            AssertFormal(policy, [.. rows.Where(row => row["Forename"] == "Nine")], founded: "");
            AssertFormal(
                policy, [.. rows.Where(row => row["Forename"] == "Yearfour")],
                founded: "Of compulsory school age by the year group, because the roster has no date of birth.");
        }
    }

    [Fact]
    public async Task The_list_of_part_time_timetables_says_since_when_and_what_is_agreed_and_goes_when_the_last_one_is_over()
    {
        await using var trust = await LiveAsync();

        var row = Assert.Single(Sheet.Read(await trust.GetAsync(Containers.Worklists, $"141234/{LastNight}-timetables.csv")));
        Assert.Equal(
            ("Parttime", "2025-09-08", LastNight, "5", "", ""),
            (row["Forename"], row["Since"], row["Last C2"], row["Sessions a week"], row["Agreed end"], row["Agreed review"]));
        Assert.Equal("no end is agreed: the roster's TimetableEnd is empty; it has lasted for 6 weeks", row["Review asked for"]);

        var document = LetterText.Of((await trust.DownloadAsync(Containers.Worklists, $"141234/{LastNight}-timetables.docx")).ToArray());
        Assert.Contains("# Pupils on part-time timetables on 24 October 2025", document, StringComparison.Ordinal);
        Assert.Contains("To Oxfordshire, from Riverside Primary School (141234), 01632 960001, ", document, StringComparison.Ordinal);
        Assert.Contains(
            $"| Parttime Sample | 4 March 2017 | {Upn("141234", "Parttime")} | Year 4, 4A | 8 September 2025 | 5 | none agreed "
                + "| none agreed |",
            document, StringComparison.Ordinal);

        // A correction: it was illness.
        await trust.PutRegisterAsync("z.csv", MarksOf("141234", [("Parttime", "4", "2017-03-04", "/I")]));
        await trust.NightAsync(LastNight);
        foreach (var ending in new[] { "timetables.csv", "timetables.docx" })
        {
            Assert.False(await trust.TrustStorage.Container(Containers.Worklists).GetBlobClient($"141234/{LastNight}-{ending}")
                .ExistsAsync(TestContext.Current.CancellationToken));
        }
    }

    private static async Task AssertInformalAsync(
        TestTrust trust, string policy, string school, string forename, IReadOnlyList<IReadOnlyDictionary<string, string>> rows)
    {
        var about = $"{policy}, {forename}";
        var current = await trust.CaseAsync(SchoolId.Parse(school), Upn(school, forename));
        Assert.True(current.Proposal is null, about);
        Assert.DoesNotContain(rows, row => row["Allowed"].Contains("confirm", StringComparison.Ordinal));
        Assert.DoesNotContain(rows, row => row["What"].Contains("Penalty", StringComparison.Ordinal)
            || row["What"].Contains("return", StringComparison.OrdinalIgnoreCase));
        Assert.All(rows, row => Assert.DoesNotContain(
            WordsOfTheLaw, word => $"{row["What"]} {row["Why"]} {row["Actions"]}".Contains(word, StringComparison.OrdinalIgnoreCase)));

        var ofCase = rows.Where(row => row["Kind"] is "case" or "news" or "moved").ToList();
        Assert.NotEmpty(ofCase);
        Assert.All(ofCase, row => Assert.Matches("Not yet of compulsory .*: from|No longer of compulsory .*: it was until", row["What"]));

        var letters = await LettersAsync(trust, school, forename);
        Assert.DoesNotContain(letters, letter => LetterKinds.ByName[letter.Kind].IsFormal());
        Assert.All(letters, letter => Assert.DoesNotContain(
            WordsOfTheLaw, word => letter.Text.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    private static async Task AssertWaitsAsync(
        TestTrust trust, string policy, string school, IReadOnlyList<IReadOnlyDictionary<string, string>> rows)
    {
        var current = await trust.CaseAsync(SchoolId.Parse(school), Upn(school, "Parttime"));
        Assert.True((current.Stage, current.Proposal) is (0, null), policy);
        Assert.DoesNotContain(rows, row => row["Allowed"].Contains("confirm", StringComparison.Ordinal));
        Assert.Contains(
            rows, row => row["What"].StartsWith("A part-time timetable is agreed (in the register from", StringComparison.Ordinal));
        Assert.Contains(
            rows, row => row["What"].StartsWith("Review the part-time timetable with the family.", StringComparison.Ordinal));
        // A plan says who helps with what; millbrook begins one for each pupil who is persistently absent, a circumstance or not. The
        // half-term letter goes to every family under school-approach, to this one in its adapted form.
        Assert.All(
            await LettersAsync(trust, school, "Parttime"),
            letter => Assert.True(
                letter.Kind is "adapted-termly-letter" or "attendance-plan"
                    || (letter.Kind == "half-term-letter"
                        && letter.Text.Contains("This letter is only to let you know", StringComparison.Ordinal)),
                $"{policy}: {letter.Kind}"));

        var ledger = await trust.Get<NudgeLedger>().ReadAsync(
            SchoolId.Parse(school), new(2025), TestContext.Current.CancellationToken);
        var own = ledger.Select(row => row.Value).Where(nudge => nudge.Upn.ToString() == Upn(school, "Parttime")).ToList();
        Assert.All(own, nudge => Assert.Equal(
            (NudgeState.Suppressed, SuppressionReason.PartTimeTimetable), (nudge.State, nudge.Reason)));
    }

    /// <summary>The same absence of a pupil of compulsory school age leads to what the policy and the law have.</summary>
    private static void AssertFormal(string policy, IReadOnlyList<IReadOnlyDictionary<string, string>> rows, string founded)
    {
        var formal = rows.Where(row => row["Allowed"].Contains("confirm", StringComparison.Ordinal)
            || row["What"].Contains("Penalty notice", StringComparison.Ordinal)).ToList();
        Assert.All(formal, row => Assert.True(row["What"].EndsWith(founded, StringComparison.Ordinal), row["What"]));
        Assert.Equal(
            policy == "odst" ? [PenaltyWords] : ["signed in only: confirm or decline", PenaltyWords],
            formal.Select(row => row["Allowed"]).Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>Works out the nights of eight weeks: all are present for a week, and then not.</summary>
    private async Task<TestTrust> LiveAsync()
    {
        var others = string.Concat(Schools.Skip(1).Select(school =>
            $", {Sample.School(school.Id, $"School of {school.Policy}", $", \"policy\": \"{school.Policy}\"")}"));
        var trust = await TestTrust.CreateAsync(
            azurite, Sample.Settings(Schools[0].Policy, extra: "\"minimumCoverage\": 0,", schools: others));
        foreach (var (_, school) in Schools)
        {
            await trust.PutAsync(Containers.Rosters, $"{school}.csv", RosterOf(school));
            await trust.PutAsync(Containers.Registers, $"{school}/a.csv", MarksOf(school, Pupils));
        }

        foreach (var friday in Fridays)
        {
            await trust.NightAsync(friday);
        }

        return trust;
    }

    private static string RosterOf(string school) => string.Concat(Pupils.Select(pupil =>
        $"{Upn(school, pupil.Forename)},{pupil.Forename},Sample,{pupil.YearGroup},4A,{pupil.Born},Alex Sample,yes,"
            + $"07700 900{Number(pupil.Forename)}\n")
        .Prepend("UPN,Forename,Surname,YearGroup,Class,DateOfBirth,Contact1Name,Contact1ParentalResponsibility,Contact1Mobile\n"));

    private static string MarksOf(string school, IEnumerable<(string Forename, string YearGroup, string Born, string Day)> pupils) =>
        Sample.MarksFile([.. pupils.Select(pupil =>
            $"{Upn(school, pupil.Forename)},{FirstDay},{string.Concat(Enumerable.Repeat("/\\", 5))}"
            + string.Concat(Enumerable.Repeat(pupil.Day, 35)))]);

    private static string Upn(string school, string forename) => $"A{school}{Number(forename)}";

    private static int Number(string forename) => 101 + Pupils.Select(pupil => pupil.Forename).ToList().IndexOf(forename);

    /// <summary>The rows of all nights' worklists.</summary>
    private static async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> RowsAsync(TestTrust trust, string school)
    {
        var rows = new List<IReadOnlyDictionary<string, string>>();
        foreach (var friday in Fridays)
        {
            rows.AddRange(Sheet.Read(await trust.GetAsync(Containers.Worklists, $"{school}/{friday}.csv")));
        }

        return rows;
    }

    /// <summary>The letters about a pupil of all nights.</summary>
    private static async Task<IReadOnlyList<(string Kind, string Text)>> LettersAsync(TestTrust trust, string school, string forename)
    {
        var letters = new List<(string, string)>();
        foreach (var friday in Fridays)
        {
            var folder = $"{school}/{friday}/";
            if (await trust.TrustStorage.Container(Containers.Letters).GetBlobClient($"{folder}index.csv")
                .ExistsAsync(TestContext.Current.CancellationToken))
            {
                foreach (var row in Sheet.Read(await trust.GetAsync(Containers.Letters, $"{folder}index.csv"))
                    .Where(row => row["Forename"] == forename))
                {
                    var kind = row["File"].Split(' ')[^3];
                    letters.Add((kind, LetterText.Of((await trust.DownloadAsync(Containers.Letters, folder + row["File"])).ToArray())));
                }
            }
        }

        return letters;
    }
}
