using System.IO.Compression;
using AttendanceFunctions.Domain.Letters;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Letters;
using AttendanceFunctions.Tests.Functions.Support;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;

namespace AttendanceFunctions.Tests.Functions.Letters;

/// <summary>What the letters that come with the product say, and what they never say.</summary>
public sealed class BuiltInLettersTests
{
    private static readonly LetterKind[] AboutTheLaw =
    [
        LetterKind.FinalWarning, LetterKind.AttendanceContract3, LetterKind.ReferralSummary, LetterKind.NoticeToImprove,
        LetterKind.ReferralMeetingInvitation,
    ];

    public static TheoryData<LetterKind> Kinds => new(LetterKinds.ByName.Values);

    public static TheoryData<LetterKind> ToParents =>
        new(LetterKinds.ByName.Values.Except(
            [LetterKind.ReferralSummary, LetterKind.MeetingRecord, LetterKind.PenaltyRequest, LetterKind.PartnerInvitation]));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_letter_reads_as_agreed(LetterKind kind) =>
        Golden.AssertSame($"letters/{kind.NameOf()}.txt", Text(SampleLetter.Facts(kind), kind));

    [Fact]
    public void Letters_read_as_agreed_where_the_child_has_special_needs()
    {
        Golden.AssertSame(
            "letters/concern-letter-with-sen.txt", Text(SampleLetter.Facts(LetterKind.ConcernLetter).WithSen(), LetterKind.ConcernLetter));
        Golden.AssertSame(
            "letters/meeting-invitation-with-sen.txt",
            Text(SampleLetter.Facts(LetterKind.MeetingInvitation).WithSen(), LetterKind.MeetingInvitation));
    }

    [Fact]
    public void The_half_term_letter_reads_as_agreed_for_each_family()
    {
        var facts = SampleLetter.Facts(LetterKind.HalfTermLetter);
        Golden.AssertSame(
            "letters/half-term-letter-works-with-school.txt", Text(facts with { WorksWithSchool = true }, LetterKind.HalfTermLetter));
        Golden.AssertSame(
            "letters/half-term-letter-nothing-missed.txt", Text(Always(LetterKind.HalfTermLetter), LetterKind.HalfTermLetter));
    }

    [Fact]
    public void Letters_read_as_agreed_where_nothing_was_missed()
    {
        Golden.AssertSame("letters/termly-letter-nothing-missed.txt", Text(Always(LetterKind.TermlyLetter), LetterKind.TermlyLetter));
        Golden.AssertSame(
            "letters/improvement-letter-nothing-missed.txt", Text(Always(LetterKind.ImprovementLetter), LetterKind.ImprovementLetter));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_letter_is_a_valid_Word_document(LetterKind kind)
    {
        using var document = LetterText.Open(Write(SampleLetter.Facts(kind), kind));

        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document).Select(
            error => $"{error.Path?.XPath}: {error.Description}"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_field_is_filled_in(LetterKind kind)
    {
        using var archive = new ZipArchive(new MemoryStream(Write(SampleLetter.Facts(kind), kind)));

        Assert.All(archive.Entries, entry =>
        {
            using var reader = new StreamReader(entry.Open());
            var part = reader.ReadToEnd();
            Assert.DoesNotContain("{{", part, StringComparison.Ordinal);
            Assert.DoesNotContain("}}", part, StringComparison.Ordinal);
            Assert.DoesNotContain("urn:attendance-functions", part, StringComparison.Ordinal);
        });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_letter_says_its_title_and_language_and_nobodys_name(LetterKind kind)
    {
        using var document = LetterText.Open(Write(SampleLetter.Facts(kind), kind));
        var properties = document.PackageProperties;

        Assert.Equal((kind.TitleOf(), "en-GB"), (properties.Title, properties.Language));
        Assert.Equal(("", ""), (properties.Creator ?? "", properties.LastModifiedBy ?? ""));
        Assert.Contains("en-GB", document.MainDocumentPart!.StyleDefinitionsPart!.Styles!.DocDefaults!.OuterXml, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_letter_has_one_first_heading_and_its_tables_say_what_their_columns_are(LetterKind kind)
    {
        using var document = LetterText.Open(Write(SampleLetter.Facts(kind), kind));
        var body = document.MainDocumentPart!.Document.Body!;

        Assert.Single(body.Elements<Paragraph>(), paragraph => paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value == "Heading1");
        Assert.All(body.Elements<Table>().Where(table => table.Elements<TableGrid>().Single().ChildElements.Count > 2), table =>
        {
            var header = table.Elements<TableRow>().First();
            Assert.NotEmpty(header.TableRowProperties!.Elements<TableHeader>());
            Assert.All(header.Elements<TableCell>(), cell => Assert.NotEqual("", cell.InnerText));
        });
    }

    [Fact]
    public void The_same_facts_make_the_same_file() => Assert.All(LetterKinds.ByName.Values, kind =>
        Assert.Equal(Write(SampleLetter.Facts(kind), kind), Write(SampleLetter.Facts(kind), kind)));

    [Theory]
    [MemberData(nameof(ToParents))]
    public void What_parents_read_says_whom_to_call(LetterKind kind) =>
        Assert.Contains("call us on 01632\u00A0960001", Text(SampleLetter.Facts(kind), kind), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(ToParents))]
    public void What_parents_read_blames_nobody_compares_with_nobody_and_says_nothing_of_health(LetterKind kind)
    {
        string[] words =
        [
            "fault", "blame", "fail", "poor", "unacceptable", "not acceptable", "truan", "excuse", "disappoint",
            "other children", "other pupils", "classmates", "average", "than most",
            "ill", "illness", "medical", "doctor", "appointment", "persistent", "absentee", "punish", "stage",
        ];
        var read = Text(SampleLetter.Facts(kind).WithSen(), kind);

        Assert.All(words, word => Assert.DoesNotMatch($@"(?i)\b{word}\b", read));
        Assert.All(NationalCodes.All, code => Assert.DoesNotContain(code.Meaning, read, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [MemberData(nameof(ToParents))]
    public void Only_the_last_steps_speak_of_the_law(LetterKind kind)
    {
        var read = Text(SampleLetter.Facts(kind), kind);

        Assert.Equal(
            AboutTheLaw.Contains(kind),
            new[] { "law", "court", "fine", "warning", "local authority" }.Any(
                word => read.Contains($" {word}", StringComparison.OrdinalIgnoreCase)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Nobodys_own_words_are_in_a_letter(LetterKind kind)
    {
        var facts = SampleLetter.Facts(kind);
        var withCircumstance = facts with { Pupil = facts.Pupil with { Circumstance = "bereavement" } };

        Assert.DoesNotContain("moving house", Text(withCircumstance, kind), StringComparison.Ordinal);
        Assert.DoesNotContain("bereavement", Text(withCircumstance, kind), StringComparison.Ordinal);
    }

    [Fact]
    public void A_letter_to_one_parent_names_no_other()
    {
        foreach (var kind in LetterKinds.ByName.Values.Where(kind => kind.IsToOneParent()))
        {
            var read = Text(SampleLetter.Facts(kind), kind);

            Assert.Contains("Ms Sample", read, StringComparison.Ordinal);
            Assert.DoesNotContain("Mr Example", read, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_Notice_to_Improve_tells_a_parent_of_two_notices_of_no_further_fine()
    {
        var facts = SampleLetter.Facts(LetterKind.NoticeToImprove);
        DateOnly[] issued = [new(2025, 3, 3), new(2025, 9, 29)];
        string Read(int notices) => Text(
            facts with { Penalty = facts.Penalty! with { Issued = [.. issued.Take(notices)] } }, LetterKind.NoticeToImprove);

        Assert.Contains("£160, or £80 if it is paid within 21 days", Read(0), StringComparison.Ordinal);
        Assert.Contains("It would be £160.", Read(1), StringComparison.Ordinal);
        Assert.DoesNotContain("£", Read(2), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_request_for_a_penalty_notice_has_codes()
    {
        var read = Text(SampleLetter.Facts(LetterKind.PenaltyRequest), LetterKind.PenaltyRequest);

        Assert.Contains("| Thursday 22 January 2026 | Morning | O |", read, StringComparison.Ordinal);
        Assert.Equal(10, read.Split('\n').Count(line => line.Contains("2026 | Morning |", StringComparison.Ordinal)
            || line.Contains("2026 | Afternoon |", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_record_of_a_meeting_has_every_field_of_the_model()
    {
        // D0 Appendix B.
        string[] fields =
        [
            "Name of child", "Date of birth", "Attendance to date", "SEN (K or EHCP)", "Pupil premium", "Looked after (LAC)",
            "Social care involved",
            "Names of those present", "Identified concerns", "Actions", "Impact", "Date of review",
        ];
        var read = Text(SampleLetter.Facts(LetterKind.MeetingRecord), LetterKind.MeetingRecord);

        Assert.All(fields, field => Assert.Contains($"| {field} |", read, StringComparison.Ordinal));
    }

    [Fact]
    public void The_first_letter_says_all_that_the_model_letter_says()
    {
        // D0 Appendix A: this half term, the attendance, the days, both wordings, and whom to agree a time to talk with.
        var facts = SampleLetter.Facts(LetterKind.ConcernLetter);
        var people = new SpeakTo(
            new("family liaison officer", "Sam Rivers"), new("SENDCo", "Ada Rivers"), "We meet parents each Monday.");
        facts = facts with { School = facts.School with { SpeakTo = people } };
        string[] both =
        [
            "This half term Maggie has missed 1 day, of 20 days so far.", "missed 9 days of school", "Attendance is now 92.7%",
            "troubles you as a family", "in class or on the playground", "Please call us on 01632\u00A0960001",
            "We meet parents each Monday.",
        ];
        var (without, with) = (Text(facts, LetterKind.ConcernLetter), Text(facts.WithSen(), LetterKind.ConcernLetter));

        Assert.All(both, said =>
        {
            Assert.Contains(said, without, StringComparison.Ordinal);
            Assert.Contains(said, with, StringComparison.Ordinal);
        });
        Assert.Contains("friends who notice", without, StringComparison.Ordinal);
        Assert.Contains("agree a time to talk with Sam Rivers, the family liaison officer.", without, StringComparison.Ordinal);
        Assert.Contains("extra support in school", with, StringComparison.Ordinal);
        Assert.Contains("agree a time to talk with Ada Rivers, the SENDCo.", with, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_lost_is_what_was_lost_so_far_and_no_projection()
    {
        var facts = SampleLetter.Facts(LetterKind.ConcernLetter);

        Assert.Equal(18, facts.Tally.Absent);
        Assert.Contains(
            "has missed 9 days of school, which is 45 hours of learning", Text(facts, LetterKind.ConcernLetter), StringComparison.Ordinal);
    }

    private static LetterFacts Always(LetterKind kind) => SampleLetter.Facts(kind) with { Marks = SampleLetter.Marks() };

    private static string Text(LetterFacts facts, LetterKind kind) => LetterText.Of(Write(facts, kind));

    private static byte[] Write(LetterFacts facts, LetterKind kind) => BuiltInLetters.Of(kind).Write(facts);
}
