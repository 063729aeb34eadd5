using System.Text.RegularExpressions;
using AttendanceFunctions.Domain.Letters;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Functions.Letters;
using AttendanceFunctions.Tests.Functions.Support;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;

namespace AttendanceFunctions.Tests.Functions.Letters;

/// <summary>The print run as a Word document: all letters in order, each household on sheets of its own.</summary>
public sealed partial class PrintRunDocumentTests
{
    /// <summary>LibreOffice leaves empty pages out of a PDF file unless it is told not to; on paper it prints them.</summary>
    private const string WithEmptyPages =
        """pdf:writer_pdf_Export:{"IsSkipEmptyPages":{"type":"boolean","value":"false"}}""";

    public static TheoryData<LetterKind> Kinds => new(LetterKinds.ByName.Values);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_print_run_is_a_valid_Word_document_with_the_words_of_its_letters(LetterKind kind)
    {
        var run = Families(kind);
        var written = BuiltInLetters.Of(kind).WriteRun(run)!;

        using var document = LetterText.Open(written);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document).Select(
            error => $"{error.Path?.XPath}: {error.Description}"));
        var single = run.SelectMany(household => household)
            .Select(facts => document.MainDocumentPart!.FooterParts.Single().Footer.InnerText is var foot
                ? LetterText.Of(BuiltInLetters.Of(kind).Write(facts)).Replace($"\n{foot}\n", "\n", StringComparison.Ordinal) : "");
        Assert.Equal(
            string.Concat(single), LetterText.Of(written).Replace(
                $"\n{document.MainDocumentPart!.FooterParts.Single().Footer.InnerText}\n", "\n", StringComparison.Ordinal));
        Assert.Equal(
            [SectionMarkValues.OddPage, SectionMarkValues.NextPage, SectionMarkValues.OddPage],
            document.MainDocumentPart.Document.Descendants<SectionProperties>()
                .Select(section => section.GetFirstChild<SectionType>()!.Val!.Value));
    }

    [Fact]
    public void The_same_letters_make_the_same_file() => Assert.Equal(
        BuiltInLetters.Of(LetterKind.ConcernLetter).WriteRun(Families(LetterKind.ConcernLetter)),
        BuiltInLetters.Of(LetterKind.ConcernLetter).WriteRun(Families(LetterKind.ConcernLetter)));

    [Fact]
    public async Task Siblings_lie_behind_one_another_and_each_household_begins_on_a_sheet_of_its_own()
    {
        using var office = Office.Open();
        var written = BuiltInLetters.Of(LetterKind.ConcernLetter).WriteRun(Families(LetterKind.ConcernLetter))!;
        var pages = (await office.PagesAsync(await office.ConvertAsync(BinaryData.FromBytes(written), "docx", "pdf")))
            .Select(page => Blanks().Replace(page, " ").Trim()).ToList();

        // Ada and her brother on the two sides of a sheet, the neighbours on the next one.
        Assert.Equal(
            ["Ada Abel", "Ben Abel", "Cal Baker"],
            pages.Where(page => page.Length > 0).Select(page => About().Match(page).Groups[1].Value));
        Assert.Equal([0, 1, 2], pages.Index().Where(page => page.Item.Length > 0).Select(page => page.Index));
        Assert.Contains("Ms Abel", pages[0], StringComparison.Ordinal);
        Assert.Contains("1 Mill Lane", pages[1], StringComparison.Ordinal);
        Assert.Contains("2 Mill Lane", pages[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_alone_leaves_the_back_of_its_sheet_empty()
    {
        using var office = Office.Open();
        var (first, second) = (Letter("P1", "Ada", "Abel", "1 Mill Lane"), Letter("P2", "Cal", "Baker", "2 Mill Lane"));
        var written = BuiltInLetters.Of(LetterKind.ConcernLetter).WriteRun([[first], [second]])!;
        var pages = await office.PagesAsync(await office.ConvertAsync(BinaryData.FromBytes(written), "docx", WithEmptyPages));

        Assert.Equal([true, false, true], pages.Select(page => page.Trim().Length > 0));
    }

    [Fact]
    public void What_a_trusts_own_template_says_in_its_footer_is_of_each_letter_alone()
    {
        var template = Read(WithFooter("About {{ChildFirstName}}"));
        var written = template.WriteRun(Families(LetterKind.ConcernLetter))!;

        using var document = LetterText.Open(written);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document).Select(
            error => $"{error.Path?.XPath}: {error.Description}"));
        var main = document.MainDocumentPart!;
        Assert.Equal(
            ["About Ada", "About Ben", "About Cal"],
            main.Document.Descendants<FooterReference>()
                .Select(reference => ((FooterPart)main.GetPartById(reference.Id!)).Footer.InnerText));
    }

    [Fact]
    public void Letters_with_a_numbered_list_are_printed_one_by_one_because_it_would_count_on() =>
        Assert.Null(Read(WithNumbers(BuiltInLetters.Template(LetterKind.MeetingInvitation)), LetterKind.MeetingInvitation)
            .WriteRun(Families(LetterKind.MeetingInvitation)));

    /// <summary>Two siblings, and a child of another family.</summary>
    private static IReadOnlyList<IReadOnlyList<LetterFacts>> Families(LetterKind kind) =>
    [
        [Letter("P1", "Ada", "Abel", "1 Mill Lane", kind), Letter("P2", "Ben", "Abel", "1 Mill Lane", kind)],
        [Letter("P3", "Cal", "Baker", "2 Mill Lane", kind)],
    ];

    private static LetterFacts Letter(
        string upn, string forename, string surname, string address, LetterKind kind = LetterKind.ConcernLetter)
    {
        var facts = SampleLetter.Facts(kind);
        var pupil = facts.Pupil with
        {
            Upn = Upn.Parse(upn),
            Forename = forename,
            PreferredName = forename,
            Surname = surname,
            HomeAddress = address,
            Contacts = [new(1, $"Ms {surname}", "mother", true, "", "")],
        };
        return facts with { Pupil = pupil };
    }

    private static LetterTemplate Read(byte[] file, LetterKind kind = LetterKind.ConcernLetter) =>
        Assert.IsType<Checked<LetterTemplate>.Valid>(TemplateReader.Read(file, kind)).Value;

    private static byte[] WithFooter(string text) => Changed(
        BuiltInLetters.Template(LetterKind.ConcernLetter),
        main => main.FooterParts.Single().Footer = new(new Paragraph(new Run(new Text(text)))));

    private static byte[] WithNumbers(byte[] template) => Changed(
        template,
        main => main.NumberingDefinitionsPart!.Numbering.Descendants<NumberingFormat>().ToList()
            .ForEach(format => format.Val = NumberFormatValues.Decimal));

    private static byte[] Changed(byte[] template, Action<MainDocumentPart> change)
    {
        using var stream = new MemoryStream();
        stream.Write(template);
        using (var document = WordprocessingDocument.Open(stream, isEditable: true))
        {
            change(document.MainDocumentPart!);
        }

        return stream.ToArray();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"About (\w+ \w+) \(Year 4")]
    private static partial Regex About();
}
