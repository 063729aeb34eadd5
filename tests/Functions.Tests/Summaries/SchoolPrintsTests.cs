using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Letters;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Summaries;

/// <summary>What a school prints at the end of a week, half term and term, made by real nights.</summary>
public sealed class SchoolPrintsTests(AzuriteFixture azurite)
{
    private const string Friday = "2025-09-26";
    private const string EndOfHalfTerm = "2025-10-24";

    private static IEnumerable<(string Upn, string Forename, string Class)> PupilsOf(int inLastClass) =>
        from @class in new[] { "4A", "4B", "4C" }
        from number in Enumerable.Range(1, @class == "4C" ? inLastClass : 6)
        select ($"{@class[1]}{number}", $"Child{@class[1]}{"abcdef"[number - 1]}", @class);

    [Fact]
    public async Task What_hangs_on_the_wall_names_the_class_of_the_week_and_no_child()
    {
        await using var trust = await StartAsync("school-approach");

        var wall = LetterText.Of((await FileAsync(trust, Friday, "week", "classes-to-print.docx")).ToArray());

        Assert.Contains("\n4A\nis the class of the week with 100.0%\n", wall, StringComparison.Ordinal);
        Assert.Contains("| 4A | 100.0% | Class of the week |", wall, StringComparison.Ordinal);
        Assert.Contains("| 4B | 90.0% | On the way to our target |", wall, StringComparison.Ordinal);
        Assert.DoesNotContain("Child", wall, StringComparison.Ordinal);
        Assert.DoesNotContain("Sample", wall, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_class_of_four_shows_no_figure_on_the_wall_and_nothing_else_gives_it_away()
    {
        await using var trust = await StartAsync("school-approach", inLastClass: 4);

        var wall = LetterText.Of((await FileAsync(trust, Friday, "week", "classes-to-print.docx")).ToArray());
        var news = (await FileAsync(trust, Friday, "week", "newsletter.txt")).ToString();

        Assert.Contains("| 4C | \u2013 | \u2013 |", wall, StringComparison.Ordinal);
        // With the figures of all and of the two other classes, the third could be worked out.
        Assert.False(
            news.Contains("Attendance this week was", StringComparison.Ordinal)
                && wall.Contains("| 4A | 100.0%", StringComparison.Ordinal) && wall.Contains("| 4B | 90.0%", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_class_teachers_sheet_has_the_children_of_the_class_and_begins_on_a_sheet_of_its_own()
    {
        await using var trust = await StartAsync("school-approach");
        var written = await FileAsync(trust, Friday, "week", "class-sheets.docx");
        var sheets = LetterText.Of(written.ToArray()).Split("# Class ")[1..];

        Assert.Equal(["4A", "4B", "4C"], sheets.Select(sheet => sheet[..2]));
        Assert.Equal(
            [6, 6, 6],
            sheets.Select(sheet => sheet.Split('\n').Count(line => line.StartsWith("| Sample, Child", StringComparison.Ordinal))));
        Assert.Contains("| Sample, ChildBa | 0.5 | 0.5 | 0 | 97.5% | \u2013 |", sheets[1], StringComparison.Ordinal);
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

            Attendance this week was 90.0%. We aim for 96% or more.
            So far this school year it is 97.5%.
            Class of the week: 4A, with 100.0%. Well done!
            1 class of 3 reached our target.

            """, week, ignoreLineEndingDifferences: true);
        Assert.Contains("Attendance this half term was 97.5%.", halfTerm, StringComparison.Ordinal);
        Assert.Contains("| Pupils on roll | 18 |", governors, StringComparison.Ordinal);
        Assert.Contains("| Attendance this half term | 97.5%, 1.5 points above the target of 96% |", governors, StringComparison.Ordinal);
        // Nothing is left out of this school's lines, so nothing is said of small groups.
        Assert.DoesNotContain("fewer than", governors, StringComparison.Ordinal);
        Assert.All([week, halfTerm, governors], text => Assert.DoesNotContain("Child", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_trusts_colour_stands_in_what_is_printed()
    {
        await using var trust = await StartAsync("school-approach", extra: "\"colours\": { \"main\": \"#7A1F3D\" },");

        using var document = LetterText.Open((await FileAsync(trust, Friday, "week", "classes-to-print.docx")).ToArray());
        var styles = document.MainDocumentPart!.StyleDefinitionsPart!.Styles!.OuterXml;

        Assert.Contains("7A1F3D", styles, StringComparison.Ordinal);
        Assert.DoesNotContain("1F3864", styles, StringComparison.Ordinal);
    }

    private async Task<TestTrust> StartAsync(string policy, int inLastClass = 6, string extra = "")
    {
        var pupils = PupilsOf(inLastClass).ToList();
        var trust = await TestTrust.CreateAsync(azurite, Sample.Settings(policy, extra: $"\"minimumCoverage\": 0, {extra}"));
        await trust.PutAsync(Containers.Rosters, Registers.Roster, Sample.Roster([.. pupils.Select(pupil =>
            Sample.Pupil(pupil.Upn, pupil.Forename).Replace(",4,4A,", $",4,{pupil.Class},", StringComparison.Ordinal))]));
        await trust.PutRegisterAsync(
            "so-far.csv", Sample.MarksFile([.. pupils.Select(pupil => Sample.Marks(pupil.Upn, "2025-09-01", 0, 40))]));
        // On Friday 4B is away in the morning, and 4C all day.
        await trust.PutRegisterAsync("z-friday.csv", Sample.LongFile(
        [
            .. pupils.Where(pupil => pupil.Class is "4B" or "4C").Select(pupil => $"{pupil.Upn},{Friday},AM,I"),
            .. pupils.Where(pupil => pupil.Class is "4C").Select(pupil => $"{pupil.Upn},{Friday},PM,I"),
        ]));
        await trust.NightAsync(Friday);
        return trust;
    }

    private static async Task<BinaryData> FileAsync(TestTrust trust, string night, string period, string file)
    {
        var path = $"{night}/schools/{TestTrust.School}/{period}/{file}";
        Assert.Contains(path, await trust.TrustStorage.Container(Containers.Summaries)
            .GetBlobsAsync(cancellationToken: TestContext.Current.CancellationToken).Select(blob => blob.Name)
            .ToListAsync(TestContext.Current.CancellationToken));
        return await trust.DownloadAsync(Containers.Summaries, path);
    }
}
