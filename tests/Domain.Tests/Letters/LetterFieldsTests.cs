using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Letters;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Registers;
using FsCheck.Fluent;

namespace AttendanceFunctions.Tests.Domain.Letters;

/// <summary>What the fields of letters say of a pupil, and which letters may say it.</summary>
public sealed class LetterFieldsTests
{
    [Theory]
    [InlineData("SchoolName", "Riverside Primary School")]
    [InlineData("SchoolPhone", "01632\u00A0960001")]
    [InlineData("SchoolContact", "Attendance officer")]
    [InlineData("LocalAuthority", "Oxfordshire")]
    [InlineData("TrustName", "Riverside Academies Trust")]
    [InlineData("TrustLead", "Lead")]
    [InlineData("PostalAddress", "Parent 1")]
    [InlineData("SpeakTo", "the class teacher")]
    [InlineData("Appointments", "You are welcome at any time of the school day.")]
    [InlineData("DaysMissedHalfTerm", "2 days")]
    [InlineData("DaysPossibleHalfTerm", "5 days")]
    [InlineData("AttendanceHalfTerm", "60.0%")]
    [InlineData("LetterDate", "12 September 2025")]
    [InlineData("Parents", "Parent 1")]
    [InlineData("ChildFirstName", "Maggie")]
    [InlineData("ChildFullName", "Margaret Sample")]
    [InlineData("DateOfBirth", "4 March 2017")]
    [InlineData("Class", "4B")]
    [InlineData("YearGroup", "Year 4")]
    [InlineData("YearAndClass", "Year 4, 4B")]
    [InlineData("Since", "2 September 2025")]
    [InlineData("DaysMissed", "2 days")]
    [InlineData("HoursMissed", "10 hours")]
    [InlineData("DaysInSchool", "3 days")]
    [InlineData("DaysPossible", "5 days")]
    [InlineData("DaysAuthorised", "1 day")]
    [InlineData("DaysUnauthorised", "1 day")]
    [InlineData("SessionsMissed", "4")]
    [InlineData("SessionsPossible", "10")]
    [InlineData("TimesLate", "1")]
    [InlineData("TimesLateInWords", "once")]
    [InlineData("Attendance", "60.0%")]
    [InlineData("Target", "97%")]
    [InlineData("Descriptor", "Needs to improve")]
    [InlineData("SenStatus", "None")]
    [InlineData("PupilPremium", "No")]
    [InlineData("LookedAfter", "No")]
    [InlineData("SocialCare", "No")]
    [InlineData("MissedByWeekday", "Monday 0, Tuesday 2, Wednesday 0, Thursday 0, Friday 2")]
    [InlineData("Upn", "A100000000001")]
    [InlineData("StageName", "Pleasant Nudge")]
    [InlineData("StepAgreedOn", "9 September 2025")]
    [InlineData("AttendanceThen", "66.7%")]
    [InlineData("AttendanceSince", "50.0%")]
    [InlineData("DaysMissedSince", "1 day")]
    [InlineData("DaysPossibleSince", "2 days")]
    [InlineData("MonitoredFor", "to be agreed")]
    [InlineData("ReviewDate", "to be agreed")]
    public void A_field_says_what_is_on_record(string field, string value) => Assert.Equal(value, Maggie.Value(field, Maggie.Record));

    [Theory]
    [InlineData("Ms Sample and Mr Sample", "Ms Sample", "Mr Sample")]
    [InlineData("Ms Sample, Mr Sample and Alex Sample", "Ms Sample", "Mr Sample", "Alex Sample")]
    [InlineData("Ms Sample", "Ms Sample", "ms sample")]
    [InlineData("Mr Sample", "", "Mr Sample")]
    [InlineData("parent or carer", "")]
    [InlineData("parent or carer")]
    public void A_letter_greets_each_parent_once_and_nobody_by_a_name_that_is_not_known(string greeted, params string[] parents) =>
        Assert.Equal(
            greeted,
            Maggie.Value(
                "Parents", Maggie.With(Maggie.Record, [.. parents.Select((name, index) => A.Contact(index + 1) with { Name = name })])));

    [Fact]
    public void Who_has_no_parental_responsibility_is_not_greeted_and_not_in_the_referral()
    {
        var facts = Maggie.With(
            Maggie.Record,
            [A.Contact(1) with { Name = "Ms Sample" }, A.Contact(2, parentalResponsibility: false) with { Name = "Aunt Jo" }]);

        Assert.Equal("Ms Sample", Maggie.Value("Parents", facts));
        Assert.Equal(["Ms Sample"], Maggie.Items(LetterKind.ReferralSummary, "Contacts", facts).Select(contact => contact[0]));
    }

    [Fact]
    public void Without_a_possible_session_there_is_no_rate_and_never_a_100_percent()
    {
        var facts = Maggie.Facts("");

        Assert.Equal("not known yet", Maggie.Value("Attendance", facts));
        Assert.Equal("not known yet", Maggie.Value("AttendanceSince", facts));
        Assert.Equal("0 days", Maggie.Value("DaysMissed", facts));
    }

    [Fact]
    public void What_was_before_admission_or_after_leaving_is_another_schools()
    {
        var joined = Maggie.Record with { Pupil = Maggie.Record.Pupil with { OnRoll = new(A.Day(2025, 9, 11), DateOnly.MaxValue) } };
        var left = Maggie.Record with { Pupil = Maggie.Record.Pupil with { OnRoll = new(DateOnly.MinValue, A.Day(2025, 9, 9)) } };

        Assert.Equal(
            ("11 September 2025", "2 days", "1 day"),
            (Maggie.Value("Since", joined), Maggie.Value("DaysPossible", joined), Maggie.Value("DaysMissed", joined)));
        Assert.Equal(("3 days", "1 day"), (Maggie.Value("DaysPossible", left), Maggie.Value("DaysMissed", left)));
        Assert.Equal(
            2,
            Maggie.Items(LetterKind.AttendanceCertificate, "Weeks", joined)
                .Select(week => int.Parse(week[6], System.Globalization.CultureInfo.InvariantCulture)).Sum());
    }

    [Theory]
    [InlineData(Sen.None, "Sam Rivers, the family liaison officer")]
    [InlineData(Sen.Support, "Ada Rivers, the SENDCo")]
    public void Whom_to_speak_to_depends_on_special_needs_and_is_named_by_the_settings(Sen sen, string told)
    {
        var facts = Maggie.Record with
        {
            Pupil = Maggie.Record.Pupil with { Characteristics = Maggie.Record.Pupil.Characteristics with { Sen = sen } },
            School = Maggie.Record.School with
            {
                SpeakTo = new(new("family liaison officer", "Sam Rivers"), new("SENDCo", "Ada Rivers"), "Any day."),
            },
        };

        Assert.Equal((told, "Any day."), (Maggie.Value("SpeakTo", facts), Maggie.Value("Appointments", facts)));
    }

    [Theory]
    // The first half term: nothing before it. Two days missed of five.
    [InlineData("2025-09-12", "2 days", "5 days", true, false)]
    // The next half term has begun, and nothing is marked in it.
    [InlineData("2025-11-03", "0 days", "0 days", false, false)]
    // In the holidays the half term before counts.
    [InlineData("2025-10-28", "2 days", "5 days", true, false)]
    public void This_half_term_is_that_of_the_night(string night, string missed, string possible, bool any, bool more)
    {
        var facts = Maggie.Record with { Night = DateOnly.Parse(night, System.Globalization.CultureInfo.InvariantCulture) };

        Assert.Equal((missed, possible), (Maggie.Value("DaysMissedHalfTerm", facts), Maggie.Value("DaysPossibleHalfTerm", facts)));
        Assert.Equal((any, more), (Maggie.Holds("MissedThisHalfTerm", facts), Maggie.Holds("MissedMoreThisHalfTerm", facts)));
    }

    [Theory]
    // Four sessions of ten were missed before; the same share is not more.
    [InlineData("I I / \\ / \\ I I / \\", false)]
    [InlineData("I I / \\ / \\ I I I \\", true)]
    [InlineData("/ \\ / \\ / \\ / \\ / \\", false)]
    public void More_than_before_is_a_larger_share_and_not_an_equal_one(string codes, bool more)
    {
        var sessions = A.School().Calendar.SchoolDaysFrom(A.Day(2025, 11, 3)).Take(5)
            .SelectMany(day => new[] { new Session(day, HalfDay.AM), new Session(day, HalfDay.PM) });
        var marks = sessions.Zip(codes.Split(' '), (session, text) => (session, Mark.Of(Marks.Code(text))));
        var facts = Maggie.Record with { Night = A.Day(2025, 11, 7), Marks = Maggie.Record.Marks.With(marks) };

        Assert.Equal(more, Maggie.Holds("MissedMoreThisHalfTerm", facts));
    }

    [Fact]
    public void Lateness_is_told_in_times_and_in_the_minutes_that_registers_state()
    {
        string Told(LetterFacts facts) => Maggie.Value("TimesLateInWords", facts);
        var late = Maggie.Facts("L \\ / \\ U I / \\ / \\");
        LateMinutes Minutes(params (int Day, int Count)[] stated) => LateMinutes.None.With(Marks.Year, stated.Select(
            one => new StatedMark(new(A.Day(2025, 9, one.Day), HalfDay.AM), Mark.Of(Marks.Code("L"))) { MinutesLate = one.Count }));

        Assert.Equal("never", Told(Maggie.Facts("/ \\ / \\ I I / \\ / \\")));
        Assert.Equal("twice", Told(late));
        Assert.Equal("twice, 25 minutes in all", Told(late with { Late = Minutes((2, 10), (9, 15)) }));
        Assert.Equal("twice, 1 minute in all", Told(late with { Late = Minutes((2, 1)) }));
        // Minutes after the night are not told.
        Assert.Equal("twice, 10 minutes in all", Told(late with { Late = Minutes((2, 10), (15, 20)) }));
    }

    [Theory]
    // The target is 97%: 97 of 100 sessions is at it, 96 is not.
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void Exactly_the_target_is_not_below_it(int missed, bool below)
    {
        var marks = A.School().Calendar.SchoolDaysFrom(A.Day(2025, 9, 2)).Take(50)
            .SelectMany(day => new[] { new Session(day, HalfDay.AM), new Session(day, HalfDay.PM) })
            .Select((session, index) => (session, Mark.Of(Marks.Code(index < missed ? "I" : "/"))));
        var facts = Maggie.Record with { Night = A.Day(2025, 12, 19), Marks = YearOfMarks.Empty(Marks.Year).With(marks) };

        Assert.Equal(below, Maggie.Holds("BelowTarget", facts));
    }

    [Fact]
    public void Marks_after_the_night_are_not_told() =>
        Assert.Equal("1 day", Maggie.Value("DaysMissed", Maggie.Record with { Night = A.Day(2025, 9, 10) }));

    [Theory]
    [InlineData("Year 12", "12")]
    [InlineData("Reception", "Reception")]
    [InlineData("Reception", "R")]
    [InlineData("", "")]
    public void A_year_group_is_a_year_where_it_is_a_number(string told, string yearGroup) =>
        Assert.Equal(told, Maggie.Value("YearGroup", Maggie.Record with { Pupil = Maggie.Record.Pupil with { YearGroup = yearGroup } }));

    [Theory]
    [InlineData(Sen.Support, "SEN support (K)", true)]
    [InlineData(Sen.Plan, "EHC plan (E)", true)]
    [InlineData(Sen.None, "None", false)]
    public void Special_needs_are_told_to_staff_and_choose_the_wording_for_parents(Sen sen, string told, bool holds)
    {
        var pupil = Maggie.Record.Pupil;
        var facts = Maggie.Record with { Pupil = pupil with { Characteristics = pupil.Characteristics with { Sen = sen } } };

        Assert.Equal(told, Maggie.Value("SenStatus", facts));
        Assert.Equal(holds, Maggie.Holds("Sen", facts));
    }

    [Fact]
    public void A_certificate_shows_no_code_and_each_half_day_as_it_counts()
    {
        var facts = Maggie.Facts("/ \\ L \\ M E G Y7 # B");

        Assert.Equal(
            ["1 September 2025|– –|/ /|– –|– –|– –|0|0|0", "8 September 2025|/ /|A A|– –|U –|– /|3|2|1"],
            Maggie.Items(LetterKind.AttendanceCertificate, "Weeks", facts).Select(week => string.Join('|', week)));
    }

    [Fact]
    public void Weeks_half_terms_and_weekdays_come_to_what_was_missed() => Some.Year.Always(marks =>
    {
        var facts = Maggie.Record with { Marks = marks, Night = A.Day(2026, 7, 21) };
        var weeks = Maggie.Items(LetterKind.AttendanceCertificate, "Weeks", facts);
        var weekdays = Maggie.Value("MissedByWeekday", facts).Split(", ").Sum(day => Number(day.Split(' ')[1]));
        var weekend = marks.Stated(A.Day(2025, 9, 1), A.Day(2026, 7, 21)).Count(
            stated => SchoolCalendar.IsWeekend(stated.Session.Date) && stated.Mark.Code.IsAbsent);
        return weeks.Sum(week => Number(week[6])) == facts.Tally.Absent
            && weeks.All(week => Number(week[6]) == Number(week[7]) + Number(week[8]))
            && weekdays + weekend == facts.Tally.Absent;
    });

    [Fact]
    public void Half_terms_are_told_up_to_the_night()
    {
        Assert.Equal(
            ["2 September to 24 October 2025|10|4|2|2|60.0%"],
            Maggie.Items(LetterKind.AttendancePlan, "HalfTerms", Maggie.Record).Select(term => string.Join('|', term)));
        Assert.Equal(
            "not known yet", Maggie.Items(LetterKind.AttendancePlan, "HalfTerms", Maggie.Record with { Night = A.Day(2025, 11, 3) })[1][5]);
    }

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
