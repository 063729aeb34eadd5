using System.IO.Compression;
using AttendanceFunctions.Domain.Letters;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Functions.Letters;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace AttendanceFunctions.Tests.Functions.Letters;

/// <summary>A trust's own Word document becomes a pupil's letter.</summary>
public sealed class TrustTemplateTests
{
    [Fact]
    public void A_field_becomes_its_value() =>
        Assert.Equal(
            "Dear Ms Sample and Mr Example\nMaggie missed 9 days.\n",
            Text(WordFile.Of("Dear {{Parents}}", "{{ChildFirstName}} missed {{DaysMissed}}.")));

    [Theory]
    [InlineData("{{", "Child", "FirstName", "}}")]
    [InlineData("{", "{ChildFirstName}", "}")]
    [InlineData("{{ChildFirst", "Name}}")]
    [InlineData("{{ChildFirstName", "}", "}")]
    public void A_field_that_Word_has_split_is_found(params string[] runs) =>
        Assert.Equal("For Maggie, in 4B\n", Text(WordFile.Of(WordFile.Paragraph(["For ", .. runs, ", in {{Cl", "ass}}"]))));

    [Fact]
    public void A_value_has_the_looks_of_its_fields_first_letter()
    {
        var paragraph = new Paragraph(
            new Run(new Text("{{Days")) { RunProperties = new(new Bold()) }, new ProofError { Type = ProofingErrorValues.SpellStart },
            new Run(new Text("Missed}} so far")));

        using var letter = LetterText.Open(Write(WordFile.Of(paragraph)));
        var runs = letter.MainDocumentPart!.Document.Body!.Descendants<Run>().Select(
            run => (run.InnerText, IsBold: run.RunProperties?.Bold is not null));

        Assert.Equal([("9 days", true), (" so far", false)], runs);
    }

    [Theory]
    [InlineData("{{childfirstname}}")]
    [InlineData("{{ ChildFirstName }}")]
    [InlineData("{{\u00A0ChildFirstName}}")]
    public void Capitals_and_blanks_do_not_matter(string field) => Assert.Equal("Maggie\n", Text(WordFile.Of(field)));

    [Fact]
    public void Fields_in_headers_and_footers_are_filled_in()
    {
        var template = WordFile.Make(main =>
        {
            main.AddNewPart<HeaderPart>("h").Header = new(WordFile.Paragraph("{{SchoolName}}"));
            main.AddNewPart<FooterPart>("f").Footer = new(WordFile.Paragraph("{{Trust", "Name}}"));
            main.Document.Body!.Append(WordFile.Paragraph("Hello"), new SectionProperties(
                new HeaderReference { Type = HeaderFooterValues.Default, Id = "h" },
                new FooterReference { Type = HeaderFooterValues.Default, Id = "f" }));
        });

        Assert.Equal("Hello\nRiverside Academies Trust\nRiverside Primary School\n", Text(template));
    }

    [Fact]
    public void Fields_in_text_boxes_and_content_controls_are_filled_in()
    {
        var control = new SdtBlock(new SdtProperties(), new SdtContentBlock(WordFile.Paragraph("{{ChildFirstName}}")));
        var box = new Paragraph(new Run(new Picture(new DocumentFormat.OpenXml.Vml.Shape(
            new DocumentFormat.OpenXml.Vml.TextBox(new TextBoxContent(WordFile.Paragraph("{{Class}}")))))));

        using var letter = LetterText.Open(Write(WordFile.Of(control, box)));

        Assert.Equal("Maggie4B", letter.MainDocumentPart!.Document.Body!.InnerText);
    }

    [Fact]
    public void A_row_with_a_lists_columns_is_repeated_for_each_item() => Assert.Equal(
        """
        | Term | Missed |
        | 2 September to 24 October 2025 | 9 of Maggie |
        | 3 November to 19 December 2025 | 4 of Maggie |
        | 5 January to 13 February 2026 | 3 of Maggie |
        | 23 February to 27 March 2026 | 2 of Maggie |

        """,
        Text(
            WordFile.Of(WordFile.Table(["Term", "Missed"], ["{{HalfTerms.Dates}}", "{{HalfTerms.Missed}} of {{ChildFirstName}}"])),
            LetterKind.AttendancePlan),
        ignoreLineEndingDifferences: true);

    [Fact]
    public void A_list_without_items_leaves_one_empty_row()
    {
        var facts = SampleLetter.Facts(LetterKind.ReferralSummary) with { Log = [] };
        var template = Read(WordFile.Of(WordFile.Table(["{{Log.Date}}", "{{Log.What}}"])), LetterKind.ReferralSummary);

        Assert.Equal("|  |  |\n", LetterText.Of(template.Write(facts)));
    }

    [Fact]
    public void What_stands_under_a_condition_is_in_the_letter_only_where_it_holds()
    {
        var template = WordFile.Of(
            "Before", "{{if Sen}}", "Support for {{ChildFirstName}}", "{{if Missed}}", "and {{DaysMissed}}", "{{end}}", "{{else}}",
            "No support", "{{end}}", "After");

        Assert.Equal("Before\nNo support\nAfter\n", Text(template));
        Assert.Equal(
            "Before\nSupport for Maggie\nand 9 days\nAfter\n",
            LetterText.Of(Read(template).Write(SampleLetter.Facts(LetterKind.ConcernLetter).WithSen())));
    }

    [Fact]
    public void A_condition_that_Word_began_with_a_capital_is_a_condition() =>
        Assert.Equal("No support\n", Text(WordFile.Of("{{If sen}}", "Support", "{{Else}}", "No support", "{{End}}")));

    [Fact]
    public void A_cell_whose_whole_text_depends_on_a_condition_stays_a_cell()
    {
        var table = new Table(new TableProperties(), new TableGrid(new GridColumn()), new TableRow(new TableCell(
            WordFile.Paragraph("{{if Sen}}"), WordFile.Paragraph("Support"), WordFile.Paragraph("{{end}}"))));

        using var letter = LetterText.Open(Write(WordFile.Of(table)));

        Assert.Single(letter.MainDocumentPart!.Document.Body!.Descendants<TableCell>().Single().Elements<Paragraph>());
    }

    [Theory]
    [InlineData("O'Neil & Söhne <b>")]
    [InlineData("{{Class}}")]
    [InlineData("Zoë-Siân 李")]
    public void A_name_stands_in_the_letter_as_it_is(string name) =>
        Assert.Equal($"{name}\n", LetterText.Of(Read(WordFile.Of("{{ChildFirstName}}")).Write(Named(name))));

    [Fact]
    public void A_character_that_no_document_may_hold_is_left_out() =>
        Assert.Equal("Zoe\n", LetterText.Of(Read(WordFile.Of("{{ChildFirstName}}")).Write(Named("Zo\u0001e\uFFFF"))));

    [Fact]
    public void What_is_no_text_of_the_letter_stays_as_it_is()
    {
        byte[] picture = [.. Enumerable.Range(0, 4000).Select(number => (byte)(number * 7919 % 251))];
        var template = WordFile.Make(main =>
        {
            main.AddImagePart(ImagePartType.Png, "logo").FeedData(new MemoryStream(picture));
            main.Document.Body!.Append(WordFile.Paragraph("Hello"));
        });

        using var letter = LetterText.Open(Write(template));
        using var kept = letter.MainDocumentPart!.ImageParts.Single().GetStream();

        Assert.Equal(picture, BinaryData.FromStream(kept).ToArray());
    }

    [Fact]
    public void Who_wrote_the_template_is_in_no_letter()
    {
        using var archive = new ZipArchive(new MemoryStream(Write(WordFile.Of("Hello"))));

        Assert.All(archive.Entries, entry =>
        {
            using var reader = new StreamReader(entry.Open());
            Assert.DoesNotContain("Jo Reader", reader.ReadToEnd(), StringComparison.Ordinal);
        });
    }

    [Theory]
    [MemberData(nameof(BuiltInLettersTests.Kinds), MemberType = typeof(BuiltInLettersTests))]
    public void A_built_in_letter_that_a_trust_starts_from_makes_the_same_letter(LetterKind kind)
    {
        var facts = SampleLetter.Facts(kind);

        Assert.Equal(
            LetterText.Of(BuiltInLetters.Of(kind).Write(facts)), LetterText.Of(Read(BuiltInLetters.Template(kind), kind).Write(facts)));
    }

    private static LetterFacts Named(string name)
    {
        var facts = SampleLetter.Facts(LetterKind.ConcernLetter);
        return facts with { Pupil = facts.Pupil with { PreferredName = name } };
    }

    private static string Text(byte[] template, LetterKind kind = LetterKind.ConcernLetter) => LetterText.Of(Write(template, kind));

    private static byte[] Write(byte[] template, LetterKind kind = LetterKind.ConcernLetter) =>
        Read(template, kind).Write(SampleLetter.Facts(kind));

    private static LetterTemplate Read(byte[] template, LetterKind kind = LetterKind.ConcernLetter) =>
        TemplateReader.Read(template, kind) switch
        {
            Checked<LetterTemplate>.Valid sound => sound.Value,
            Checked<LetterTemplate>.Invalid faulty => throw new InvalidOperationException(string.Join("\n", faulty.Faults)),
            _ => throw new InvalidOperationException(),
        };
}
