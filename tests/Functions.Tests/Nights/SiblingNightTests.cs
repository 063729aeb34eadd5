using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Summaries;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Nights;

/// <summary>
/// Two children of one family at two schools of a trust, one under the policy of ODST and one under Millbrook's, which both ask schools to
/// work with the schools of siblings. The school of a persistently absent child is told that a sibling may be at the other school, and
/// nothing of that one.
/// </summary>
public sealed class SiblingNightTests(AzuriteFixture azurite)
{
    private const string Riverside = "141234";

    private const string Hilltop = "149999";

    private const string Friday = "2025-10-17";

    private const string AtHilltop =
        "A sibling may be at Hilltop School: Ms Patel, 01632 960999. Agree with them who speaks to the family.";

    private const string AtRiverside = "A sibling may be at Riverside Primary School: the attendance officer, 01632 960001. "
        + "Agree with them who speaks to the family.";

    [Fact]
    public async Task Each_row_of_two_persistently_absent_siblings_names_the_others_school_and_whom_to_speak_to()
    {
        await using var trust = await StartAsync();
        await trust.RunNightsAsync(absentHere: 10, absentThere: 20);

        Assert.Contains(AtHilltop, Assert.Single(await NotesAsync(trust, Riverside))["Actions"], StringComparison.Ordinal);
        Assert.Contains(AtRiverside, Assert.Single(await NotesAsync(trust, Hilltop))["Actions"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_the_other_child_is_in_a_schools_worklist()
    {
        await using var trust = await StartAsync();
        await trust.RunNightsAsync(absentHere: 10, absentThere: 20);

        var (here, there) = (await FilesAsync(trust, Riverside), await FilesAsync(trust, Hilltop));
        Assert.All(["B1", "Bertram", "Blythe", "6Z", "B100"], word => Assert.DoesNotContain(word, here, StringComparison.Ordinal));
        Assert.All(["A1", "Annabel", "Ashdown", "4Q"], word => Assert.DoesNotContain(word, there, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(30)]
    public async Task A_schools_rows_are_the_same_whatever_the_other_childs_attendance(int absentThere)
    {
        await using var trust = await StartAsync();
        await trust.RunNightsAsync(absentHere: 10, absentThere);
        await using var other = await StartAsync();
        await other.RunNightsAsync(absentHere: 10, absentThere: 10);

        Assert.Equal(await FilesAsync(other, Riverside), await FilesAsync(trust, Riverside));
        // 30 sessions are recorded: three missed are 10%.
        Assert.Equal(absentThere >= 3 ? 1 : 0, (await NotesAsync(trust, Hilltop)).Count);
    }

    [Theory]
    [InlineData("Sam Other", "07700 900001", "")]
    [InlineData("Alex Sample", "07700 900002", "")]
    [InlineData("Alex Sample", "07700 900001", "2025-10-10")]
    public async Task Another_name_or_number_or_a_child_who_has_left_makes_no_note(string parent, string mobile, string leaving)
    {
        await using var trust = await StartAsync(parent, mobile, leaving);
        await trust.RunNightsAsync(absentHere: 10, absentThere: 20);

        Assert.Empty(await NotesAsync(trust, Riverside));
        Assert.Empty(await NotesAsync(trust, Hilltop));
    }

    [Fact]
    public async Task The_trusts_people_alone_see_both_children()
    {
        await using var trust = await StartAsync();
        await trust.RunNightsAsync(absentHere: 10, absentThere: 0);
        await trust.ExportAsync("2025-10-18 06:30");

        var rows = Sheet.Read(await trust.GetAsync(Containers.Summaries, $"{Friday}/{SummaryExport.SiblingsFile}"));
        Assert.Equal(
            [("1", Riverside, "A1", "yes"), ("1", Hilltop, "B1", "no")],
            rows.Select(row => (row["family"], row["school"], row["upn"], row["persistent_absence"])));
        var names = await trust.TrustStorage.Container(Containers.Summaries)
            .GetBlobsAsync(cancellationToken: TestContext.Current.CancellationToken).Select(blob => blob.Name)
            .ToListAsync(TestContext.Current.CancellationToken);
        Assert.Single(names, name => name.EndsWith(SummaryExport.SiblingsFile, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_types_a_parents_name_and_number_learns_the_school_and_no_more_and_changes_one_note_there()
    {
        // Of a child that Hilltop made up, Riverside gets a note; without that child it has all the same rows.
        await using var alone = await StartAsync(parent: "Sam Other");
        await alone.RunNightsAsync(absentHere: 10, absentThere: 20);
        await using var trust = await StartAsync();
        await trust.RunNightsAsync(absentHere: 10, absentThere: 20);

        var (without, with) = (await RowsAsync(alone, Riverside), await RowsAsync(trust, Riverside));
        Assert.Equal(
            without.Select(Told), with.Select(Told).Select(row => row.Replace($"; {AtHilltop}", "", StringComparison.Ordinal)
                .Replace(AtHilltop, "", StringComparison.Ordinal)));
        var learned = Assert.Single(
            (await RowsAsync(trust, Hilltop)).Select(Told).Except((await RowsAsync(alone, Hilltop)).Select(Told)));
        Assert.All(
            ["A1", "Annabel", "Ashdown", "4Q"], word => Assert.DoesNotContain(word, learned, StringComparison.Ordinal));
    }

    private static string Told(IReadOnlyDictionary<string, string> row) => string.Join('|', row.Values);

    private async Task<TestTrust> StartAsync(string parent = "alex sample", string mobile = "+447700900001", string leaving = "")
    {
        const string extra = ", \"policy\": \"millbrook\", \"contact\": \"Ms Patel\"";
        var hilltop = Sample.School(Hilltop, "Hilltop School", extra).Replace("960001", "960999", StringComparison.Ordinal);
        var trust = await TestTrust.CreateAsync(
            azurite, Sample.Settings("odst", extra: "\"minimumCoverage\": 0,", schools: "," + hilltop));
        const string header =
            "UPN,Forename,Surname,YearGroup,Class,Leaving,Contact1Name,Contact1ParentalResponsibility,Contact1Mobile\n";
        await trust.PutAsync(
            Containers.Rosters, $"{Riverside}.csv",
            header + "A1,Annabel,Ashdown,4,4Q,,Alex Sample,yes,07700 900001\nA2,Zoe,Sample,4,4A,,Kim Sample,yes,07700 900007\n");
        await trust.PutAsync(
            Containers.Rosters, $"{Hilltop}.csv", header + $"B1,Bertram,Blythe,6,6Z,{leaving},{parent},yes,{mobile}\n");
        return trust;
    }

    private static async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> RowsAsync(TestTrust trust, string school) =>
        Sheet.Read(await trust.GetAsync(Containers.Worklists, $"{school}/{Friday}.csv"));

    private static async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> NotesAsync(TestTrust trust, string school) =>
        [.. (await RowsAsync(trust, school)).Where(row => row["Actions"].Contains("A sibling may be", StringComparison.Ordinal))];

    private static async Task<string> FilesAsync(TestTrust trust, string school)
    {
        var texts = new List<string>();
        await foreach (var blob in trust.TrustStorage.Container(Containers.Worklists).GetBlobsAsync(
            Azure.Storage.Blobs.Models.BlobTraits.None, Azure.Storage.Blobs.Models.BlobStates.None, school + "/",
            TestContext.Current.CancellationToken))
        {
            if (blob.Name.EndsWith(".csv", StringComparison.Ordinal))
            {
                texts.Add(await trust.GetAsync(Containers.Worklists, blob.Name));
            }
        }

        return string.Join('\n', texts);
    }
}

file static class Nights
{
    /// <summary>The registers of three weeks, with so many sessions missed by either child, and two nights.</summary>
    public static async Task RunNightsAsync(this TestTrust trust, int absentHere, int absentThere)
    {
        await trust.PutAsync(
            Containers.Registers, "141234/a.csv", Sample.MarksFile(
                Sample.Marks("A1", "2025-09-29", absentHere, 30 - absentHere), Sample.Marks("A2", "2025-09-29", 0, 30)));
        await trust.PutAsync(
            Containers.Registers, "149999/a.csv", Sample.MarksFile(Sample.Marks("B1", "2025-09-29", absentThere, 30 - absentThere)));
        // A school's first roster is known to the other school from the next night on.
        await trust.NightAsync("2025-10-16");
        await trust.NightAsync("2025-10-17");
    }
}
