using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Letters;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Summaries;

/// <summary>What a school prints at the end of a week, half term and term, made by real nights.</summary>
public sealed class SchoolPrintsTests(AzuriteFixture azurite)
{
    private const string Friday = "2025-09-26";
    private const string EndOfHalfTerm = "2025-10-24";

    /// <summary>Three classes: 4A and 4B with six pupils, 4C with four, whose figures could tell of a child.</summary>
    private static readonly (string Upn, string Class, int Absent)[] Pupils =
    [
        .. Enumerable.Range(1, 6).Select(number => ($"A{number}", "4A", 0)), .. Enumerable.Range(1, 6).Select(number => ($"B{number}", "4B", 1)),
        .. Enumerable.Range(1, 4).Select(number => ($"C{number}", "4C", 2)),
    ];

    [Fact]
    public async Task What_hangs_on_the_wall_names_the_winning_class_no_child_and_no_small_class()
    {
        await using var trust = await StartAsync("school-approach");

        var wall = LetterText.Of((await FileAsync(trust, Friday, "week", "classes-to-print.docx")).ToArray());

        Assert.Contains("\n4A\nis the class of the week with 100.0%\n", wall, StringComparison.Ordinal);
        Assert.Contains("| 4A | 100.0% | Class of the week |", wall, StringComparison.Ordinal);
        Assert.Contains("| 4C | \u2013 |  |", wall, StringComparison.Ordinal);
        Assert.DoesNotContain("Child", wall, StringComparison.Ordinal);
        Assert.DoesNotContain("Sample", wall, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_class_teachers_sheet_has_the_children_of_the_class_and_begins_on_a_sheet_of_its_own()
    {
        await using var trust = await StartAsync("school-approach");
        var written = await FileAsync(trust, Friday, "week", "class-sheets.docx");
        var sheets = LetterText.Of(written.ToArray()).Split("# Class ")[1..];

        Assert.Equal(["4A", "4B", "4C"], sheets.Select(sheet => sheet[..2]));
        Assert.Equal([6, 6, 4], sheets.Select(sheet => sheet.Split('\n').Count(line => line.StartsWith("| Sample, Child", StringComparison.Ordinal))));
        Assert.Contains("| Sample, ChildB1 | 0 | 0.5 | 0 | 97.5% |  |", sheets[1], StringComparison.Ordinal);
        using var office = Office.Open();
        var pages = await office.PagesAsync(await office.ConvertAsync(written, "docx", "pdf"));
        Assert.Equal(["4A", "4B", "4C"], pages.Select(page => page.Split("Class ")[1][..2]));
    }

    [Fact]
    public async Task The_newsletter_and_the_governors_read_figures_and_nobodys_name()
    {
        await using var trust = await StartAsync("school-approach");
        await trust.NightAsync(EndOfHalfTerm);

        var week = (await FileAsync(trust, Friday, "week", "newsletter.txt")).ToString();
        var halfTerm = (await FileAsync(trust, EndOfHalfTerm, "half-term", "newsletter.txt")).ToString();
        var governors = LetterText.Of((await FileAsync(trust, EndOfHalfTerm, "half-term", "governors.docx")).ToArray());

        Assert.Equal(
            """
            Attendance at Riverside Primary School, 22 to 26 September 2025

            Attendance this week was 100.0%. We aim for 96% or more.
            So far this school year it is 97.8%.
            Class of the week: 4A, with 100.0%. Well done!
            2 classes of 2 reached our target.

            """, week, ignoreLineEndingDifferences: true);
        Assert.Contains("Attendance this half term was 97.8%.", halfTerm, StringComparison.Ordinal);
        Assert.Contains("| Pupils on roll | 16 |", governors, StringComparison.Ordinal);
        Assert.Contains("| Attendance this half term | 97.8%, 1.8 points above the target of 96% |", governors, StringComparison.Ordinal);
        Assert.All([week, halfTerm, governors], text => Assert.DoesNotContain("Child", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_the_policy_compares_no_classes_nothing_hangs_on_the_wall_and_teachers_have_their_sheets()
    {
        await using var trust = await StartAsync("odst");

        Assert.Contains("Class 4A", LetterText.Of((await FileAsync(trust, Friday, "week", "class-sheets.docx")).ToArray()), StringComparison.Ordinal);
        Assert.False(await trust.TrustStorage.Container(Containers.Summaries)
            .GetBlobClient($"{Friday}/schools/{TestTrust.School}/week/classes-to-print.docx").ExistsAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_trusts_colour_stands_in_what_is_printed()
    {
        await using var trust = await StartAsync("school-approach", "\"colours\": { \"main\": \"#7A1F3D\" },");

        using var document = LetterText.Open((await FileAsync(trust, Friday, "week", "classes-to-print.docx")).ToArray());
        var styles = document.MainDocumentPart!.StyleDefinitionsPart!.Styles!.OuterXml;

        Assert.Contains("7A1F3D", styles, StringComparison.Ordinal);
        Assert.DoesNotContain("1F3864", styles, StringComparison.Ordinal);
    }

    private async Task<TestTrust> StartAsync(string policy, string extra = "")
    {
        var trust = await TestTrust.CreateAsync(azurite, Sample.Settings(policy, extra: $"\"minimumCoverage\": 0, {extra}"));
        await trust.PutAsync(Containers.Rosters, Registers.Roster, Sample.Roster([.. Pupils.Select(pupil =>
            Sample.Pupil(pupil.Upn, $"Child{pupil.Upn}").Replace(",4,4A,", $",4,{pupil.Class},", StringComparison.Ordinal))]));
        await trust.PutRegisterAsync("so-far.csv", Sample.MarksFile([.. Pupils.Select(pupil => Sample.Marks(pupil.Upn, "2025-09-01", pupil.Absent, 40 - pupil.Absent))]));
        await trust.NightAsync(Friday);
        return trust;
    }

    private static Task<BinaryData> FileAsync(TestTrust trust, string night, string period, string file) =>
        trust.DownloadAsync(Containers.Summaries, $"{night}/schools/{TestTrust.School}/{period}/{file}");
}
