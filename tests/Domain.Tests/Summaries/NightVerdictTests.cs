using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Tests.Domain.Summaries;

/// <summary>One line says how good a night was, and its first reason is the one to act on.</summary>
public sealed class NightVerdictTests
{
    private static readonly DateOnly Night = new(2025, 9, 26);

    private static readonly School Riverside = SchoolOf("141234", "Riverside Primary School");

    private static readonly School Hilltop = SchoolOf("141235", "Hilltop School");

    [Fact]
    public void A_night_with_every_register_is_good()
    {
        var verdict = Of(new(Riverside, Done(Riverside)), new(Hilltop, Done(Hilltop)));

        Assert.Equal((NightGrade.Good, "good"), (verdict.Grade, verdict.InShort));
        Assert.Equal("The night of Friday 26 September 2025 was good: every register was there.", verdict.Sentence(Night));
    }

    public static TheoryData<string, SchoolNight> Gaps => new()
    {
        { "good with gaps (1 pupil not worked out)", Done(Riverside) with { PupilsHeld = 1 } },
        { "good with gaps (3 files could not be used)", Done(Riverside) with { Intake = new(1, 2, 1, 10, 10, 0, 0) } },
        { "good with gaps (2 rows of files came back)", Done(Riverside) with { Intake = new(1, 0, 0, 10, 8, 2, 0) } },
        { "good with gaps (1 session without a mark)", Done(Riverside) with { MissingMarks = 1 } },
        { "good with gaps (2 messages refused by their service)", Done(Riverside) with { MessagesRefused = 2 } },
        { "good with gaps (1 text without a delivery report for a day)", Done(Riverside) with { ReportsLate = 1 } },
    };

    [Theory]
    [MemberData(nameof(Gaps))]
    public void What_was_missing_or_could_not_be_used_is_a_gap(string inShort, SchoolNight done) =>
        Assert.Equal(inShort, Of(new SchoolOfNight(Riverside, done)).InShort);

    [Fact]
    public void A_night_without_a_school_or_its_registers_or_its_roster_is_not_good_and_one_school_is_named()
    {
        var silent = Done(Riverside) with
        {
            MissingMarks = 20,
            Figures = SchoolFigures.None with { Quality = QualityCounts.None with { SilentDays = 1 } },
        };
        var empty = Done(Riverside) with { Headcount = Headcount.Nobody };

        Assert.Equal("not good (Riverside Primary School not worked out)", Of(new SchoolOfNight(Riverside, null)).InShort);
        Assert.Equal(
            "not good (no registers from Riverside Primary School, 20 sessions without a mark)",
            Of(new SchoolOfNight(Riverside, silent)).InShort);
        Assert.Equal("not good (no roster of Riverside Primary School)", Of(new SchoolOfNight(Riverside, empty)).InShort);
        Assert.Equal("not good (2 schools not worked out)", Of(new(Riverside, null), new(Hilltop, null)).InShort);
        Assert.Equal(
            "not good (1 school's night failed)", NightVerdict.Of([new(Riverside, Done(Riverside))], new(1, 0, 0, 0), 0).InShort);
        Assert.Equal(
            "not good (12 texts not taken by the text service, 1 email not taken by the email service)",
            NightVerdict.Of([new(Riverside, Done(Riverside))], new(0, 12, 1, 0), 0).InShort);
        Assert.Equal(
            "The night of Friday 26 September 2025 was not good: Hilltop School not worked out, no registers from Riverside Primary "
                + "School and 20 sessions without a mark.",
            Of(new(Riverside, silent), new(Hilltop, null)).Sentence(Night));
    }

    [Fact]
    public void Three_reasons_decide_and_the_others_are_counted()
    {
        var done = Done(Riverside) with { PupilsHeld = 1, MissingMarks = 2, Intake = new(1, 2, 1, 10, 8, 2, 0) };

        var verdict = NightVerdict.Of([new(Riverside, done), new(Hilltop, null)], FailedWorkCounts.None, ignoredSettings: 1);

        Assert.Equal(
            "not good (Hilltop School not worked out, 1 pupil not worked out, 3 files could not be used, 3 more)", verdict.InShort);
        Assert.Equal(6, verdict.Reasons.Count);
        Assert.EndsWith("3 files could not be used and 3 more.", verdict.Sentence(Night), StringComparison.Ordinal);
    }

    /// <summary>The verdict on a night in which no work failed.</summary>
    private static NightVerdict Of(params SchoolOfNight[] schools) =>
        NightVerdict.Of(schools, FailedWorkCounts.None, ignoredSettings: 0);

    private static SchoolNight Done(School school) => new(
        Night, school.Id, school.Policy.Id, Headcount.Nobody with { Pupils = 10 }, new(1, 0, 0, 10, 10, 0, 0), 0, 0, 0, "");

    private static School SchoolOf(string id, string name) => new(
        SchoolId.Parse(id), name, Phase.Primary, "Oxfordshire", "01632 960001", "the office", new(9, 15),
        BuiltInPolicies.All.First(policy => policy.Id == "odbst"), new SchoolCalendar([(new(2025, 9, 1), new(2025, 10, 24))], []));
}
