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
    [InlineData(
        "{{if Poor}}",
        "\"Poor\" is no condition of this letter; its conditions are Sen, Missed, MissedThisHalfTerm, BelowTarget, WorksWithSchool, "
        + "MissedMoreThisHalfTerm, Step, MissedSince.")]
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

    [Theory]
    [InlineData("INCLUDETEXT \"\\\\\\\\host\\\\share\\\\x.docx\"", "INCLUDETEXT")]
    [InlineData(" INCLUDEPICTURE \"http://example.org/x.png\" \\d", "INCLUDEPICTURE")]
    [InlineData("DDEAUTO excel book.xlsx", "DDEAUTO")]
    [InlineData("dde excel book.xlsx", "DDE")]
    [InlineData("LINK Excel.Sheet.12 book.xlsx", "LINK")]
    [InlineData("HYPERLINK \"http://example.org\"", "HYPERLINK")]
    [InlineData("IF 1 = 1 \"a\" \"b\"", "IF")]
    [InlineData("DATE \\@ \"d MMMM yyyy\"", "DATE")]
    [InlineData("PAGE", "PAGE")]
    [InlineData("", "without a name")]
    public void Every_field_of_Words_own_is_refused(string instruction, string name)
    {
        var sentence = $"there is a field of Word's own ({name}): delete it and write text in its place.";
        var half = instruction.Length / 2;
        byte[][] templates =
        [
            WordFile.Of(new Paragraph(new SimpleField(new Run(new Text("x"))) { Instruction = instruction })),
            WordFile.Of(new Paragraph(
                new Run(new FieldChar { FieldCharType = FieldCharValues.Begin }), new Run(new FieldCode(instruction[..half])),
                new Run(new FieldCode(instruction[half..])), new Run(new FieldChar { FieldCharType = FieldCharValues.Separate }),
                new Run(new Text("x")), new Run(new FieldChar { FieldCharType = FieldCharValues.End }))),
            WordFile.Make(main =>
            {
                main.AddNewPart<FooterPart>("f").Footer = new(new Paragraph(new SimpleField { Instruction = instruction }));
                main.Document.Body!.Append(WordFile.Paragraph("Hello"));
            }),
        ];

        Assert.All(templates, template => AssertRefused(sentence, template));
    }

    [Fact]
    public void What_Word_would_fetch_from_elsewhere_is_refused_with_what_to_do()
    {
        AssertRefused("there is a link to \"https://example.org/\": remove it and keep its text", WordFile.Make(main =>
        {
            main.Document.Body!.Append(WordFile.Paragraph("Hello"));
            main.AddHyperlinkRelationship(new("https://example.org/"), isExternal: true, "h");
        }));
        AssertRefused("it is attached to a Word template that is not in it: choose Normal instead", WordFile.Make(main =>
        {
            main.Document.Body!.Append(WordFile.Paragraph("Hello"));
            main.AddNewPart<DocumentSettingsPart>("s").Settings = new(new AttachedTemplate { Id = "t" });
            main.DocumentSettingsPart!.AddExternalRelationship(OfOffice + "attachedTemplate", new("file:///C:/x.dotm"), "t");
        }));
        AssertRefused("there is a picture that Word would fetch from elsewhere", WithExternal("image"));
        AssertRefused("it refers to something outside of it", WithExternal("anythingNew"));
    }

    [Theory]
    [InlineData("targetmode=\"x\" TargetMode=\"external\" Target=\"x.docx\"")]
    [InlineData("Target=\"file:///C:/x.docx\"")]
    [InlineData("Target=\"//host/x.docx\"")]
    [InlineData("Target=\"\\\\host\\x.docx\"")]
    public void A_target_outside_the_file_is_refused_however_it_is_written(string attributes) => AssertRefused(
        "it refers to something outside of it", Package(("word/_rels/document.xml.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + $"<Relationship Id=\"r\" Type=\"{OfOffice}subThing\" {attributes}/></Relationships>")));

    [Theory]
    [InlineData("w:object")]
    [InlineData("w:control")]
    [InlineData("w:altChunk")]
    [InlineData("w:subDoc")]
    [InlineData("o:OLEObject")]
    public void Content_of_other_programs_is_refused(string element) => AssertRefused(
        "there is a control, another file or data of another program in it", Package(DocumentOf($"<w:p><w:r><{element}/></w:r></w:p>")));

    [Theory]
    [InlineData("oleObject", "embeddings/x.bin")]
    [InlineData("package", "embeddings/x.xlsx")]
    [InlineData("control", "activeX/activeX1.xml")]
    [InlineData("aFChunk", "afchunk.htm")]
    [InlineData("mailMergeSource", "x.xml")]
    public void A_relationship_to_content_of_other_programs_is_refused(string type, string target) => AssertRefused(
        "there is a control, another file or data of another program in it", Package(("word/_rels/document.xml.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + $"<Relationship Id=\"r\" Type=\"{OfOffice}{type}\" Target=\"{target}\"/></Relationships>")));

    [Fact]
    public void A_mail_merge_with_a_source_of_data_is_refused() => AssertRefused(
        "there is a control, another file or data of another program in it",
        Package(("word/settings.xml", $"<w:settings {Names}><w:mailMerge><w:query w:val=\"x\"/></w:mailMerge></w:settings>")));

    [Theory]
    [InlineData("word/document.xml")]
    [InlineData("Word/Document.XML")]
    [InlineData("word/document%2Exml")]
    [InlineData("word/./document.xml")]
    [InlineData("word//document.xml")]
    [InlineData("/word/document.xml")]
    [InlineData("word\\document.xml")]
    [InlineData("word/x/../document.xml")]
    public void A_part_that_is_there_twice_however_its_name_is_written_is_refused(string name) => Assert.Contains(
        " is there twice, or has a name that Word gives to none", Refused(Package((name, DocumentOf("<w:p/>").Content)))[0].Sentence,
        StringComparison.Ordinal);

    [Fact]
    public void A_content_type_that_is_given_twice_is_refused() => AssertRefused(
        "it is no Word document (.docx), or it is damaged", Archive(
            ("[Content_Types].xml", Types("document.main+xml")
                .Replace("</Types>", "<Override PartName=\"/WORD/document.xml\"/></Types>", StringComparison.Ordinal)),
            DocumentOf("<w:p/>")));

    [Fact]
    public void A_letter_has_some_parts_and_an_archive_of_thousands_is_refused()
    {
        Assert.IsType<Checked<LetterTemplate>.Valid>(TemplateReader.Read(Package([.. Enumerable.Range(0, SettingsBounds.LetterParts - 2)
            .Select(part => ($"word/media/{part}.png", ""))]), LetterKind.ConcernLetter));
        AssertRefused("it is no Word document (.docx), or it is damaged", Package([.. Enumerable.Range(0, SettingsBounds.LetterParts - 1)
            .Select(part => ($"word/media/{part}.png", ""))]));
    }

    [Fact]
    public void More_text_and_formatting_than_any_letter_has_is_refused() => AssertRefused(
        "it has more than 2.0 MB of text and formatting",
        Package(("word/styles.xml", $"<x>{new string(' ', SettingsBounds.LetterXmlBytes)}</x>")));

    [Fact]
    public void An_element_with_more_attributes_than_any_of_Words_is_refused() => AssertRefused(
        "it is no Word document (.docx), or it is damaged", Package(("word/styles.xml",
            $"<x {string.Concat(Enumerable.Range(0, SettingsBounds.XmlAttributes + 1).Select(number => $"a{number}=\"\" "))}/>")));

    [Fact]
    public void Thousands_of_rows_of_a_list_and_of_conditions_are_read_in_linear_time()
    {
        var row = "<w:tr><w:tc><w:p><w:r><w:t>{{Log.Date}}</w:t></w:r></w:p></w:tc></w:tr>";
        string[] condition = ["{{if Sen}}", "x", "{{end}}"];
        var conditions = condition.Select(text => $"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
        var watch = Stopwatch.StartNew();

        Assert.IsType<Checked<LetterTemplate>.Valid>(TemplateReader.Read(
            Package(DocumentOf(
                $"<w:tbl>{string.Concat(Enumerable.Repeat(row, 12_000))}</w:tbl>"
                + string.Concat(Enumerable.Repeat(string.Concat(conditions), 8_000)))),
            LetterKind.ReferralSummary));

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Many_faults_are_counted_and_the_first_fifty_listed()
    {
        var faults = Refused(WordFile.Of([.. Enumerable.Repeat("{{Foo}}", 1000)]));

        Assert.Equal(SettingsBounds.ListedFaults + 2, faults.Count);
        Assert.StartsWith("there are 950 more faults", faults[^2].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_of_2600_damaged_templates_is_refused_or_gives_a_letter()
    {
        var dice = new Random(20_251);
        var originals = new[] { LetterKind.ConcernLetter, LetterKind.ReferralSummary, LetterKind.AttendanceContract1 }
            .Select(BuiltInLetters.Template).ToList();

        for (var number = 0; number < 2600; number++)
        {
            var template = Damage.Of(originals[number % originals.Count], dice);
            try
            {
                if (TemplateReader.Read(template, LetterKind.ReferralSummary) is Checked<LetterTemplate>.Valid valid)
                {
                    valid.Value.Write(SampleLetter.Facts(LetterKind.ReferralSummary));
                }
            }
            catch (Exception fault)
            {
                Assert.Fail($"Template {number}: {fault}");
            }
        }
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

    private const string OfOffice = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    private const string Names = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
        + "xmlns:o=\"urn:schemas-microsoft-com:office:office\"";

    private static byte[] WithExternal(string type) => WordFile.Make(main =>
    {
        main.Document.Body!.Append(WordFile.Paragraph("Hello"));
        main.AddExternalRelationship(OfOffice + type, new("https://example.org/"), "x");
    });

    private static (string Name, string Content) DocumentOf(string body) =>
        ("word/document.xml", $"<w:document {Names}><w:body>{body}</w:body></w:document>");

    /// <summary>A document that can be used, with one part more or instead.</summary>
    private static byte[] Package(params (string Name, string Content)[] others)
    {
        var own = DocumentOf("<w:p/>");
        var isReplaced = others is [{ Name: "word/document.xml", Content: var content }] && content != own.Content;
        return Archive([("[Content_Types].xml", Types("document.main+xml")), .. isReplaced ? [] : new[] { own }, .. others]);
    }

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
