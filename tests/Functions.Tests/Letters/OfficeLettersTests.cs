using System.Text.RegularExpressions;
using AttendanceFunctions.Domain.Letters;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Functions.Letters;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Letters;

/// <summary>Every letter opens in a real office program, and prints on the pages that it should.</summary>
public sealed partial class OfficeLettersTests
{
    /// <summary>What each letter must say on paper, and on how many pages.</summary>
    public static TheoryData<LetterKind, int, string[]> Letters => new()
    {
        { LetterKind.ConcernLetter, 1, ["Dear Ms Sample and Mr Example", "9 days", "45 hours"] },
        { LetterKind.MeetingInvitation, 1, ["Shall we meet?", "Date", "Time", "Place"] },
        { LetterKind.MeetingRecord, 1, ["Record of a meeting", "Margaret Sample", "Identified concerns", "Signature"] },
        { LetterKind.AttendanceContract1, 1, ["Attendance contract", "We meet again 17 April 2026", "Signature", "For the school"] },
        { LetterKind.AttendanceContract2, 1, ["Attendance contract 2", "17 April 2026", "Headteacher"] },
        { LetterKind.AttendanceContract3, 1, ["Attendance contract 3", "Oxfordshire", "17 April 2026", "Others who help"] },
        { LetterKind.HeadteacherInvitation, 1, ["A meeting with the headteacher", "Headteacher, Riverside Primary School"] },
        {
            LetterKind.ReferralMeetingInvitation, 1,
            ["A meeting with the local authority", "Oxfordshire", "Trust attendance lead, for Riverside Academies Trust"]
        },
        { LetterKind.PartnerInvitation, 1, ["To the attendance team of Oxfordshire", "Margaret Sample, Year 4", "no more"] },
        { LetterKind.FinalWarning, 1, ["Final warning", "17 April 2026", "court", "Oxfordshire"] },
        {
            LetterKind.ReferralSummary, 2,
            ["A100000000001", "parent@example.org", "Meeting with the parents held.", "Jo Reader", "88.5%", "What the parents say"]
        },
        { LetterKind.FormalLetter, 1, ["our attendance policy", "attendance certificate"] },
        { LetterKind.AttendanceCertificate, 1, ["115 days of 124 days", "20 October 2025 UU UU // // // 4 0 4", "92.7%"] },
        { LetterKind.AttendancePlan, 2, ["Attendance plan for Maggie", "88.5%", "Did it help?", "Others who help"] },
        {
            LetterKind.NoticeToImprove, 2,
            ["Dear Ms Sample", "10 half days", "Until 15 May 2026", "£160, or £80 if it is paid within 21 days", "Monday 2 February 2026"]
        },
        {
            LetterKind.PenaltyRequest, 2,
            ["1 Riverside Walk", "A100000000001", "6 unauthorised sessions", "Wednesday 11 March 2026 Afternoon O", "true extract"]
        },
        { LetterKind.ImprovementLetter, 1, ["Well done, Maggie!", "missed 1 day."] },
        { LetterKind.HalfTermLetter, 1, ["This half term 95.0%; missed 1 day of 20 days", "This school year 92.7%"] },
        { LetterKind.TermlyLetter, 1, ["115 days of 124 days", "92.7%; we aim for 97% or more"] },
        { LetterKind.AdaptedTermlyLetter, 1, ["115 days of 124 days", "You do not need to do anything."] },
    };

    [Theory]
    [MemberData(nameof(Letters))]
    public async Task A_letter_prints_in_LibreOffice(LetterKind kind, int pages, string[] said)
    {
        var printed = await PrintAsync(kind, SampleLetter.Facts(kind));

        Assert.Equal(pages, printed.Count);
        Assert.All(said, text => Assert.Contains(text, string.Join(' ', printed), StringComparison.Ordinal));
        Assert.Contains("Riverside Primary School", printed[0], StringComparison.Ordinal);
        Assert.All(printed, page => Assert.EndsWith("Riverside Primary School, 01632 960001", page.Trim(), StringComparison.Ordinal));
        Assert.DoesNotContain(printed, page => page.Contains("{{", StringComparison.Ordinal));
    }

    public static TheoryData<LetterKind> Posted => new(LetterKinds.ByName.Values.Where(kind => kind.IsPosted()));

    [Theory]
    [MemberData(nameof(Posted))]
    public async Task A_window_envelope_shows_the_address_and_nothing_else_wherever_the_sheet_slips_to(LetterKind kind)
    {
        var facts = SampleLetter.Facts(kind);
        facts = facts with
        {
            School = facts.School with { Name = "St Mary Magdalene and All Saints Church of England Voluntary Aided Primary School" },
            Pupil = facts.Pupil with { HomeAddress = "Flat 12b, Riverside House, 1 Riverside Walk, Lower Sampleton, Sampleton, SA1 1MP" },
            Penalty = facts.Penalty is { } penalty
                ? penalty with { Parent = penalty.Parent with { HomeAddress = "Flat 12b, 1 Riverside Walk, Lower, Sampleton, SA1 1MP" } }
                : null,
        };
        using var office = Office.Open();
        var pdf = await office.ConvertAsync(BinaryData.FromBytes(BuiltInLetters.Of(kind).Write(facts)), "docx", "pdf");
        var words = await office.WordsAsync(pdf, page: 1);

        // What a window of DL may show of a sheet folded in three, and what it always shows.
        var inWindow = words.Where(word => word.Left < 110 && word.Bottom > 44 && word.Top < 90).ToList();
        Assert.Equal("Ms", inWindow[0].Text);
        Assert.Equal("1MP", inWindow[^1].Text);
        Assert.DoesNotContain(inWindow, word => word.Text.Contains("Maggie", StringComparison.Ordinal) || word.Text == "2026");
        Assert.All(inWindow, word =>
        {
            Assert.InRange(word.Top, 53, 81);
            Assert.InRange(word.Bottom, 53, 81);
            Assert.InRange(word.Left, 20, 100);
            Assert.InRange(word.Right, 20, 101);
        });
    }

    [Fact]
    public async Task A_certificate_of_the_whole_year_is_still_one_page()
    {
        var july = new DateOnly(2026, 7, 21);
        var facts = SampleLetter.Facts(LetterKind.AttendanceCertificate) with { Night = july, Marks = SampleLetter.MarksTo(july) };

        Assert.Contains(
            "20 July 2026 // // ––", Assert.Single(await PrintAsync(LetterKind.AttendanceCertificate, facts)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Long_names_leave_the_signatures_of_a_contract_together_on_one_page()
    {
        var facts = SampleLetter.Facts(LetterKind.AttendanceContract3);
        facts = facts with
        {
            Pupil = facts.Pupil with
            {
                PreferredName = "Bartholomew-Alexander",
                Forename = "Bartholomew-Alexander",
                Surname = "Featherstonehaugh-Cholmondeley",
            },
            School = facts.School with { Name = "St Mary Magdalene and All Saints Church of England Primary School" },
        };

        var pages = await PrintAsync(LetterKind.AttendanceContract3, facts);

        Assert.InRange(pages.Count, 1, 2);
        Assert.Matches("Signed[\\s\\S]*Signature[\\s\\S]*Parent or carer[\\s\\S]*Headteacher", pages[^1]);
    }

    [Fact]
    public async Task A_trusts_own_template_that_was_saved_in_LibreOffice_is_filled_in()
    {
        using var office = Office.Open();
        var saved = await office.ConvertAsync(BinaryData.FromBytes(BuiltInLetters.Template(LetterKind.ReferralSummary)), "docx", "odt");
        var template = await office.ConvertAsync(BinaryData.FromBytes(saved), "odt", "docx");
        var facts = SampleLetter.Facts(LetterKind.ReferralSummary);

        var sound = Assert.IsType<Checked<LetterTemplate>.Valid>(TemplateReader.Read(template, LetterKind.ReferralSummary));

        var (own, builtIn) = (
            LetterText.Prose(sound.Value.Write(facts)), LetterText.Prose(BuiltInLetters.Of(LetterKind.ReferralSummary).Write(facts)));
        Assert.Equal(builtIn, own.Where(builtIn.Contains));
        Assert.Contains("Meeting with the parents held.", LetterText.Of(sound.Value.Write(facts)), StringComparison.Ordinal);
    }

    /// <summary>The pages' text, each run of blanks made one.</summary>
    private static async Task<IReadOnlyList<string>> PrintAsync(LetterKind kind, LetterFacts facts)
    {
        using var office = Office.Open();
        var pdf = await office.ConvertAsync(BinaryData.FromBytes(BuiltInLetters.Of(kind).Write(facts)), "docx", "pdf");
        return [.. (await office.PagesAsync(pdf)).Select(page => Blanks().Replace(page, " "))];
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
