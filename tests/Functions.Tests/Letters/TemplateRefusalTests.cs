using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Functions.Letters;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace AttendanceFunctions.Tests.Functions.Letters;

/// <summary>A template that cannot be used is refused with what is wrong, where, and what to do.</summary>
public sealed class TemplateRefusalTests
{
    // The head of a compound file, in which Word keeps documents with a password and those of before 2007.
    private static readonly byte[] CompoundFile = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    [Fact]
    public void An_unknown_field_is_named_with_the_ones_that_are_known()
    {
        var faults = Refused(WordFile.Of("Dear {{Parrents}}"));

        Assert.Equal("text “Dear {{Parrents}}”: {{Parrents}} is no field of this letter (do you mean Parents?).", faults[0].ToString());
        Assert.StartsWith("fields: this letter knows the fields SchoolName, SchoolPhone, ", faults[1].ToString(), StringComparison.Ordinal);
        Assert.Contains("ChildFirstName", faults[1].Sentence, StringComparison.Ordinal);
        Assert.Contains("the conditions Sen, Missed", faults[1].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        var template = WordFile.Make(main =>
        {
            main.AddNewPart<FooterPart>("f").Footer = new(WordFile.Paragraph("{{Footnote}}"));
            main.Document.Body!.Append(WordFile.Paragraph("{{Foo}} and {{B", "ar}}"), WordFile.Paragraph("{{DaysMissed}} {{Baz"));
        });

        Assert.Equivalent(
            new[]
            {
                "text “{{Foo}} and {{Bar}}”: {{Foo}} is no field of this letter.",
                "text “{{Foo}} and {{Bar}}”: {{Bar}} is no field of this letter.",
                "text “{{DaysMissed}} {{Baz”: \"{{Baz\" has a {{ without a }} after it on the same line.",
                "page footer “{{Footnote}}”: {{Footnote}} is no field of this letter.",
            },
            Refused(template).SkipLast(1).Select(fault => fault.ToString()),
            strict: true);
    }

    [Theory]
    [InlineData("Dear {{Parents", "“Dear {{Parents”: \"{{Parents\" has a {{ without a }} after it on the same line.")]
    [InlineData("Dear {{Parents} and {{Class}}", "\"{{Parents} and {{Class}}\" has a {{ without a }} after it on the same line.")]
    [InlineData("Dear Parents}}", "there is a }} without a {{ before it.")]
    [InlineData("{{Log.Date}}", "{{Log.Date}} is a field of other letters and not of this one.")]
    [InlineData("{{SenStatus}}", "{{SenStatus}} is a field of other letters and not of this one.")]
    [InlineData("{{Note}}", "{{Note}} is no field of this letter.")]
    [InlineData("{{Circumstance}}", "{{Circumstance}} is no field of this letter.")]
    [InlineData("{{}}", "{{}} is no field of this letter.")]
    [InlineData("{{if Sen}} text", "{{if Sen}} must be in a paragraph of its own.")]
    [InlineData("{{if Poor}}", "\"Poor\" is no condition of this letter; its conditions are Sen, Missed, Step, MissedSince.")]
    [InlineData("{{if Sen}}", "{{if Sen}} has no {{end}}.")]
    [InlineData("{{end}}", "{{end}} belongs to no {{if …}}.")]
    [InlineData("{{else}}", "{{else}} belongs to no {{if …}}.")]
    public void A_letter_to_parents_is_refused_for(string paragraph, string reason) =>
        Assert.Contains(Refused(WordFile.Of(paragraph)), fault => fault.ToString().EndsWith(reason, StringComparison.Ordinal));

    [Fact]
    public void A_second_else_is_refused() =>
        Assert.Contains(
            Refused(WordFile.Of("{{if Sen}}", "{{else}}", "{{else}}", "{{end}}")),
            fault => fault.Sentence == "{{if Sen}} has a second {{else}}.");

    [Fact]
    public void A_field_that_a_line_break_tears_apart_is_refused() =>
        Assert.Contains(
            Refused(WordFile.Of(new Paragraph(new Run(new Text("{{Child"), new Break(), new Text("FirstName}}"))))),
            fault => fault.Sentence == "\"{{Child\" has a {{ without a }} after it on the same line.");

    [Theory]
    [InlineData("{{HalfTerms}}", "{{HalfTerms}} is a list; name its columns in the row of a table: {{HalfTerms.Dates}}, ")]
    [InlineData(
        "{{HalfTerms.Dates}}", "{{HalfTerms.Dates}} belongs to a list and must be in the row of a table, which is repeated for each item.")]
    [InlineData("{{HalfTerms.Days}}", "{{HalfTerms.Days}} is no column of that list; its columns are {{HalfTerms.Dates}}, ")]
    public void A_list_is_refused_where_it_cannot_be_repeated(string paragraph, string reason) =>
        Assert.Contains(
            Refused(WordFile.Of(paragraph), LetterKind.AttendancePlan),
            fault => fault.Sentence.StartsWith(reason, StringComparison.Ordinal));

    [Fact]
    public void A_row_of_two_lists_is_refused() => Assert.Contains(
        Refused(WordFile.Of(WordFile.Table(["{{HalfTerms.Dates}}", "{{Log.Date}}"])), LetterKind.ReferralSummary),
        fault => fault.Sentence == "a row can be repeated for one list only, and this one names HalfTerms and Log.");

    [Fact]
    public void What_is_no_zip_archive_is_refused() =>
        AssertRefused("it is no Word document (.docx), or it is damaged", Encoding.UTF8.GetBytes("Dear {{Parents}}"));

    [Fact]
    public void An_empty_file_is_refused() => AssertRefused("it is no Word document (.docx), or it is damaged", []);

    [Fact]
    public void Half_a_document_is_refused() =>
        AssertRefused("it is no Word document (.docx), or it is damaged", WordFile.Of("Hello")[..^40]);

    [Fact]
    public void A_document_whose_text_is_damaged_is_refused() =>
        AssertRefused(
            "it is no Word document (.docx), or it is damaged",
            Archive(("[Content_Types].xml", Types("document.main+xml")), ("word/document.xml", "<w:document")));

    [Fact]
    public void A_zip_archive_of_something_else_is_refused() =>
        AssertRefused("it is no Word document (.docx): open it", Archive(("readme.txt", "Hello")));

    [Fact]
    public void A_document_with_a_password_is_refused() =>
        AssertRefused(
            "it is protected with a password",
            [.. CompoundFile, .. new byte[1000], .. Encoding.Unicode.GetBytes("EncryptedPackage"), .. new byte[1000]]);

    [Fact]
    public void A_document_of_before_2007_is_refused() =>
        AssertRefused("it is a Word document of the old kind (.doc)", [.. CompoundFile, .. new byte[1000]]);

    [Fact]
    public void A_document_with_macros_is_refused() =>
        AssertRefused(
            "it has macros in it",
            WordFile.Make(
                main => main.Document.Body!.Append(WordFile.Paragraph("Hello")), WordprocessingDocumentType.MacroEnabledDocument));

    [Fact]
    public void A_template_of_Words_own_kind_is_refused() =>
        AssertRefused(
            "it is a Word template of its own kind (.dotx)",
            WordFile.Make(main => main.Document.Body!.Append(WordFile.Paragraph("Hello")), WordprocessingDocumentType.Template));

    [Fact]
    public void A_strict_document_is_refused() => AssertRefused(
        "it is a Strict Open XML document",
        Archive(
            ("[Content_Types].xml", Types("document.main+xml")),
            ("word/document.xml", "<w:document xmlns:w=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"/>")));

    [Fact]
    public void A_document_that_is_too_big_is_refused() =>
        AssertRefused("it has 1.5 MB, and a template may have 1.0: make its pictures smaller", new byte[3 * 512 * 1024]);

    [Fact]
    public void An_archive_that_unpacks_to_too_much_is_refused() =>
        AssertRefused(
            "it is no Word document (.docx), or it is damaged", Archive(("word/document.xml", new string(' ', 30 * 1024 * 1024))));

    [Fact]
    public void A_document_nested_more_deeply_than_any_letter_is_refused_at_once() =>
        AssertRefused("it is no Word document (.docx), or it is damaged", Archive(
            ("[Content_Types].xml", Types("document.main+xml")),
            ("word/document.xml", "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
                + string.Concat(Enumerable.Repeat("<w:p>", 100_000)) + string
                    .Concat(Enumerable.Repeat("</w:p>", 100_000)) + "</w:document>")));

    [Fact]
    public void Blanks_in_braces_do_not_hold_up_the_reading()
    {
        var watch = Stopwatch.StartNew();

        Assert.NotEmpty(Refused(WordFile.Of("{{" + new string(' ', 100_000) + "x{{else}}")));

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Tracked_changes_are_refused() => AssertRefused(
        "there are tracked changes",
        WordFile.Of(new Paragraph(new InsertedRun(new Run(new Text("Hello"))) { Author = "Jo Reader", Id = "1" })));

    [Fact]
    public void Comments_are_refused() => AssertRefused("it has comments in it", WordFile.Make(main =>
    {
        main.AddNewPart<WordprocessingCommentsPart>("c").Comments = new(
            new Comment(WordFile.Paragraph("Is this right?")) { Id = "1", Author = "Jo Reader" });
        main.Document.Body!.Append(WordFile.Paragraph("Hello"));
    }));

    [Fact]
    public void Words_own_mail_merge_fields_are_refused() => AssertRefused(
        "there is a mail-merge field of Word's own",
        WordFile.Of(new Paragraph(new SimpleField(new Run(new Text("«Forename»"))) { Instruction = " MERGEFIELD Forename " })));

    private static string Types(string main) =>
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/word/document.xml\" "
        + $"ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.{main}\"/></Types>";

    private static byte[] Archive(params (string Name, string Content)[] parts)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in parts)
            {
                using var writer = new StreamWriter(archive.CreateEntry(name).Open());
                writer.Write(content);
            }
        }

        return file.ToArray();
    }

    private static void AssertRefused(string sentence, byte[] template) =>
        Assert.Contains(Refused(template), fault => fault.Sentence.StartsWith(sentence, StringComparison.Ordinal));

    private static IReadOnlyList<Fault> Refused(byte[] template, LetterKind kind = LetterKind.ConcernLetter) =>
        Assert.IsType<Checked<LetterTemplate>.Invalid>(TemplateReader.Read(template, kind)).Faults;
}
