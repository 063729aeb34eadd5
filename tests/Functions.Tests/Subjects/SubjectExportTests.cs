using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using AttendanceFunctions.Domain.Letters;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Subjects;
using AttendanceFunctions.Tests.Functions.Support;
using DocumentFormat.OpenXml.Packaging;

namespace AttendanceFunctions.Tests.Functions.Subjects;

public sealed class SubjectExportTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_table_and_container_that_is_about_pupils_is_in_it()
    {
        await using var trust = await SubjectTrust.CreateAsync(azurite);

        var record = await trust.FindAsync();

        Assert.All(record.Tables, table => Assert.NotEmpty(table.Value));
        Assert.All(SubjectFiles.Searched, container => Assert.NotEmpty(record.FilesOf(container)));
        Assert.Contains(record.Files, file => file.Name.EndsWith("-celebrate.csv", StringComparison.Ordinal));
        Assert.Contains(record.Files, file => file.Form == HeldForm.Letter);
    }

    [Fact]
    public async Task The_page_tells_a_parent_what_is_held_in_words()
    {
        await using var trust = await SubjectTrust.CreateAsync(azurite);

        var page = (await BundleAsync(trust))[SubjectBundle.Page].ToString();

        Assert.All(
            ["Zebedee", "Zebby", "Samplington", "Parentina Samplington", "07700 900123", "1 September "
                + "2025", "I: Illness", "no mark", "Stage", "Mother came to talk", "J. Hill", "<td>sent</td>", "QZ", "rejected"],
            word => Assert.Contains(word, page, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("are not kept", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_reads_as_it_did()
    {
        await using var trust = await SubjectTrust.CreateAsync(azurite);

        var lines = TextOf((await BundleAsync(trust))[SubjectBundle.Page].ToString());

        // What stands in a file's rows is for other tests; here the names of the files do.
        var files = lines.IndexOf("Files");
        Golden.AssertSame(
            "subject-page.txt", string.Concat(lines.Select((line, index) => (index > files ? line.Split(" | ")[0] : line) + "\n")));
    }

    [Fact]
    public async Task Where_a_parent_lives_is_in_it_nowhere_because_the_other_parent_may_have_asked()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        await trust.PutAsync(
            Containers.Rosters, Registers.Roster,
            "UPN,Forename,Surname,YearGroup,Leaving,Address,Contact1Name,Contact1ParentalResponsibility,Contact1_Address\n"
                + $"{SubjectTrust.Brother},Zebedee,Samplington,4,{SubjectTrust.Tuesday},9 Childs Way,Pat Moss,yes,7 Refuge Row\n");
        await trust.NightAsync(SubjectTrust.Monday);

        var bundle = await BundleAsync(trust);

        Assert.Contains("deletion-return.csv", bundle[SubjectBundle.Data].ToString(), StringComparison.Ordinal);
        Assert.Contains("9 Childs Way", bundle[SubjectBundle.Page].ToString(), StringComparison.Ordinal);
        Assert.All(bundle.Values, file => Assert.DoesNotContain("Refuge", file.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_about_another_child_is_in_it()
    {
        await using var trust = await SubjectTrust.CreateAsync(azurite);

        var bundle = await BundleAsync(trust);

        Assert.All(bundle.Where(file => !file.Key.EndsWith(".docx", StringComparison.Ordinal)), file =>
            Assert.All(
                SubjectTrust.OtherChildren,
                word => Assert.DoesNotContain(word, file.Value.ToString(), StringComparison.OrdinalIgnoreCase)));
        Assert.All(
            Letters(bundle),
            letter =>
                Assert.All(SubjectTrust.OtherChildren, word => Assert.DoesNotContain(word, letter, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task The_letters_of_this_pupil_are_in_it_and_the_page_leads_to_them()
    {
        await using var trust = await SubjectTrust.CreateAsync(azurite);

        var bundle = await BundleAsync(trust);

        Assert.NotEmpty(Letters(bundle));
        Assert.All(Letters(bundle), letter => Assert.Contains("Samplington", letter, StringComparison.Ordinal));
        Assert.All(
            bundle.Keys.Where(path => path.EndsWith(".docx", StringComparison.Ordinal)),
            path => Assert.Contains($"href=\"{path}\"", bundle[SubjectBundle.Page].ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_letter_to_one_parent_is_found_and_erased_and_is_in_nobodys_bundle()
    {
        await using var trust = await SubjectTrust.CreateAsync(azurite);
        foreach (var kind in new[] { LetterKind.NoticeToImprove, LetterKind.PenaltyRequest })
        {
            var key = LetterKey.Of(TestTrust.School, SubjectTrust.Zebedee.Upn, kind, new(2025, 9, 26), slot: 2);
            await trust.PutAsync(
                Containers.Letters,
                $"{TestTrust.School}/{SubjectTrust.Friday}/4A Sample {kind.NameOf()} {SubjectTrust.Friday} {key.ToString()[..8]}.docx",
                "Refuge Row 7");
        }

        Assert.Equal(2, (await trust.FindAsync()).Files.Count(IsToOneParent));
        var bundle = await BundleAsync(trust);
        Assert.DoesNotContain(bundle.Keys, path => path.Contains("notice-to-improve", StringComparison.Ordinal));
        Assert.All(bundle.Values, file => Assert.DoesNotContain("Refuge", file.ToString(), StringComparison.Ordinal));
        Assert.Contains("2 letters of a penalty matter", bundle[SubjectBundle.Page].ToString(), StringComparison.Ordinal);

        await trust.EraseAsync();
        Assert.DoesNotContain((await trust.FindAsync()).Files, IsToOneParent);

        static bool IsToOneParent(HeldFile file) => file.Form == HeldForm.Letter
            && (file.Name.Contains(" notice-to-improve ", StringComparison.Ordinal)
                || file.Name.Contains(" penalty-request ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_row_is_in_the_data_as_it_is_stored()
    {
        await using var trust = await SubjectTrust.CreateAsync(azurite);
        var record = await trust.FindAsync();

        var data = JsonDocument.Parse((await BundleAsync(trust))[SubjectBundle.Data]).RootElement;

        Assert.Equal(SubjectTrust.Brother, data.GetProperty("upn").GetString());
        Assert.All(
            record.Tables, table => Assert.Equal(table.Value.Count, data.GetProperty("tables").GetProperty(table.Key).GetArrayLength()));
        Assert.Equal(record.Files.Count, data.GetProperty("files").GetArrayLength());
    }

    [Fact]
    public async Task A_namesakes_row_on_a_sheet_without_UPNs_is_left_out()
    {
        await using var trust = await SubjectTrust.CreateAsync(azurite);
        await trust.PutAsync(
            Containers.Rosters,
            Registers.Roster,
            SubjectTrust.Roster(SubjectTrust.Tuesday) + "UPNOTHER9,Zebedee,,Samplington,1,1A,,,,,,,,,,\n");
        await trust.NightAsync("2025-10-02");

        var bundle = await BundleAsync(trust);

        Assert.True((await trust.FindAsync()).HasNamesake);
        Assert.DoesNotContain("celebrate.csv", bundle[SubjectBundle.Page].ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("celebrate.csv", bundle[SubjectBundle.Data].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_UPN_at_another_school_is_said_to_the_operator_and_not_included()
    {
        await using var trust = await SubjectTrust.CreateAsync(azurite);
        await trust.EnrolAsync(Family.OtherSchool, Family.Child(SubjectTrust.Brother, "Peregrine"));

        var record = await trust.FindAsync();

        Assert.Empty(record.SameChild);
        Assert.StartsWith(
            "The UPN also stands at the school 141235, whose records are not included, because the rosters of both schools do not say",
            Assert.Single(record.NotIncluded), StringComparison.Ordinal);
        Assert.DoesNotContain("141235", (await BundleAsync(trust))[SubjectBundle.Page].ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Peregrine", (await BundleAsync(trust))[SubjectBundle.Data].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Samplington", "2015-04-03", true)]
    [InlineData("Samplington", "2015-04-04", false)]
    [InlineData("Samplington", "", false)]
    [InlineData("Sample", "2015-04-03", false)]
    public async Task Another_schools_rows_are_included_where_the_rosters_say_that_it_is_the_same_child(
        string surname, string born, bool isSame)
    {
        await using var trust = await SubjectTrust.CreateAsync(azurite);
        await trust.EnrolAsync(
            Family.OtherSchool,
            Family.Child(SubjectTrust.Brother) with
            {
                Surname = surname,
                DateOfBirth = born,
                OnRoll = new(new(2025, 10, 1), DateOnly.MaxValue),
            });

        var record = await trust.FindAsync();

        Assert.Equal([new OtherSchool(Family.OtherSchool, isSame)], record.OtherSchools);
        Assert.Equal(isSame ? 0 : 1, record.NotIncluded.Count());
        Assert.Equal(
            isSame, (await BundleAsync(trust))[SubjectBundle.Page].ToString().Contains("141235", StringComparison.Ordinal));
    }

    private static async Task<Dictionary<string, BinaryData>> BundleAsync(TestTrust trust)
    {
        var record = await trust.FindAsync();
        var files = new Dictionary<string, BinaryData>(StringComparer.Ordinal);
        await trust.InScopeAsync<SubjectBundle>(async bundle =>
        {
            foreach (var file in await bundle.MakeAsync(record, Token))
            {
                files[file.Path] = file.Content;
            }
        });
        return files;
    }

    private static List<string> Letters(Dictionary<string, BinaryData> bundle) =>
        [.. bundle.Where(file => file.Key.EndsWith(".docx", StringComparison.Ordinal)).Select(file => TextOf(file.Value))];

    /// <summary>What a page shows: a line for each heading, paragraph and row of a table, with the target of a link behind it.</summary>
    private static List<string> TextOf(string page)
    {
        var body = page[page.IndexOf("<body", StringComparison.Ordinal)..].ReplaceLineEndings(" ");
        var marked = Regex.Replace(body, "</t[hd]>\\s*<t[hd][^>]*>", " | ");
        marked = Regex.Replace(marked, "<a href=\"([^\"]*)\">([^<]*)</a>", "$2 ($1)");
        var lines = Regex.Replace(marked, "</?(?:h\\d|p|tr|li|caption)[^>]*>", "\n").Split('\n')
            .Select(line => Regex.Replace(Regex.Replace(line, "<[^>]*>", ""), @"\s+", " ").Trim());
        return [.. lines.Where(line => line.Length > 0).Select(WebUtility.HtmlDecode).OfType<string>()];
    }

    private static string TextOf(BinaryData letter)
    {
        using var document = WordprocessingDocument.Open(letter.ToStream(), isEditable: false);
        return document.MainDocumentPart!.Document!.InnerText;
    }
}
