using AttendanceFunctions.Domain.Absences;
using AttendanceFunctions.Domain.Absences.Patterns;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Registers;

namespace AttendanceFunctions.Tests.Domain.Absences;

/// <summary>Patterns for people to look into, on both sides of each number.</summary>
public sealed class PatternTests
{
    /// <summary>A Monday.</summary>
    private static readonly DateOnly Monday = Marks.Monday;

    private const string Week = "/\\*5 ";

    [Theory]
    [InlineData("OO /\\*4 OO /\\*4 OO /\\*4 /\\*5", false, "three Mondays")]
    [InlineData("OO /\\*4 OO /\\*4 OO /\\*4 O\\", true, "a fourth, of which one session is enough")]
    [InlineData("OO /\\*4 OO /\\*4 OO /\\*4 OO II*4", true, "half of all days with absence")]
    [InlineData("OO /\\*4 OO /\\*4 OO /\\*4 OO II*4 /\\ II", false, "one less than half")]
    [InlineData("OO /\\*4 OO /\\*4 OO /\\*4 ## /\\*4 XX", false, "a day that was not possible is no absence")]
    [InlineData("OO*20", false, "a month away is no weekday")]
    public void Absence_that_keeps_falling_on_one_weekday_is_a_pattern(string days, bool found, string because) =>
        Assert.True(found == Has(PatternKind.Weekday, days, SchoolDays.Later(Monday, 24)), because);

    [Fact]
    public void A_weekday_of_long_ago_is_none()
    {
        const string fourMondays = "OO /\\*4 OO /\\*4 OO /\\*4 OO /\\*40";

        // The fourth is 29 September: with the weeks of 6, 13 and 20 October it is one of the last four.
        Assert.True(Has(PatternKind.Weekday, fourMondays, A.Day(2025, 10, 24)));
        Assert.False(Has(PatternKind.Weekday, fourMondays, A.Day(2025, 11, 3)));
    }

    [Theory]
    [InlineData("O\\*1 /\\*37 /O /\\*34 /\\", false, "two sessions")]
    [InlineData("O\\*1 /\\*37 /O O\\ /\\*33 /\\", true, "the third")]
    [InlineData("O\\*1 /\\*37 O\\ /O /\\*33 /\\", false, "the morning before a holiday and the afternoon after it are beside no holiday")]
    [InlineData("O\\*1 /\\*37 /# O\\ /\\*33 /O", true, "what was not possible is not missed")]
    [InlineData("O\\*1 /\\*37 /I I\\ /\\*33 /\\", true, "whatever the code")]
    public void Sessions_missed_before_or_after_holidays_are_a_pattern(string days, bool found, string because) => Assert.True(
        found == Has(
            PatternKind.BesideHolidays,
            days,
            days.Contains('#', StringComparison.Ordinal) ? A.Day(2025, 12, 19) : A.Day(2025, 11, 21),
            A.HalfTerms[0].From), because);

    [Fact]
    public void Fewer_than_half_of_the_sessions_beside_holidays_are_none()
    {
        // Of the seven sessions to the first of March three are missed; of the six to the half term before it they were half.
        string Days(string lastOfHalfTerm) => $"O\\ /\\*37 /O O\\ /\\*34 /\\*29 {lastOfHalfTerm} /\\*5";

        Assert.True(Has(PatternKind.BesideHolidays, "O\\ /\\*37 /\\ /\\*34 /O /\\*29 /O /\\*5", A.Day(2026, 2, 13), A.HalfTerms[0].From));
        Assert.False(Has(PatternKind.BesideHolidays, Days("/\\"), A.Day(2026, 2, 27), A.HalfTerms[0].From));
    }

    [Theory]
    [InlineData("II /\\*9 II /\\*9", false, "two illnesses")]
    [InlineData("II /\\*9 II /\\*9 I\\", true, "a third")]
    [InlineData("II*3 /\\*9 II*3 /\\*9 II*3", true, "of three days each")]
    [InlineData("II*4 /\\*9 II*3 /\\*9 II*3", false, "one of four days is not short")]
    [InlineData("II ## -- II /\\*9 II", false, "what was not possible or is missing makes two of no illness")]
    [InlineData("MM /\\*9 MM /\\*9 MM", false, "an appointment is no illness")]
    [InlineData("/\\*15 II /\\ II /\\ II", true, "every other day")]
    public void Short_illnesses_one_after_the_other_are_a_pattern(string days, bool found, string because) =>
        Assert.True(found == Has(PatternKind.RepeatedIllness, days, A.Day(2025, 10, 10)), because);

    [Fact]
    public void An_illness_of_more_than_ten_school_weeks_ago_is_not_among_them()
    {
        const string days = "/\\*4 II /\\*42 II /\\ II";

        Assert.True(Has(PatternKind.RepeatedIllness, days, A.Day(2025, 11, 21)));
        Assert.False(Has(PatternKind.RepeatedIllness, days + " /\\*5", A.Day(2025, 11, 24)));
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void A_drop_of_ten_points_in_four_school_weeks_is_a_pattern(int absences, bool found)
    {
        // The four weeks have 40 possible sessions, the four before them 40, all of them attended.
        var days = $"{string.Concat(Enumerable.Repeat(Week, 4))} {string.Concat(Enumerable.Repeat("O\\ ", absences))} /\\*{20 - absences}";

        Assert.Equal(found, Has(PatternKind.SuddenDrop, days, SchoolDays.Later(Monday, 39)));
    }

    [Theory]
    [InlineData(9, 20, false)]
    [InlineData(10, 20, true)]
    [InlineData(10, 19, false)]
    public void A_drop_needs_twenty_sessions_in_the_four_weeks_and_forty_before_them(int possible, int before, bool found)
    {
        var days = $"{(before < 20 ? "##" : "/\\")} /\\*19 OO*{possible} ##*{20 - possible}";

        Assert.Equal(found, Has(PatternKind.SuddenDrop, days, SchoolDays.Later(Monday, 39)));
    }

    [Theory]
    [InlineData(59, false)]
    [InlineData(60, true)]
    public void An_hour_lost_to_lateness_in_four_school_weeks_is_a_pattern(int minutes, bool found)
    {
        var history = SchoolDays.From(Monday, "L\\ /\\ L\\ U\\ /\\");
        var late = Late((0, 20), (2, minutes - 30), (3, 10));

        Assert.Equal(
            found,
            PatternRules.Of(Facts(history, Monday.AddDays(4)) with { Late = late }).Any(pattern => pattern.Kind == PatternKind.Lateness));
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(6, true)]
    public void Six_times_late_in_four_school_weeks_are_a_pattern_without_minutes(int times, bool found)
    {
        var history = SchoolDays.From(Monday, $"L\\*{times} /\\*4");

        Assert.Equal(
            found, PatternRules.Of(Facts(history, SchoolDays.Later(Monday, 9))).Any(pattern => pattern.Kind == PatternKind.Lateness));
    }

    [Fact]
    public void Minutes_of_more_than_four_school_weeks_ago_and_of_a_mark_that_was_corrected_do_not_count()
    {
        var late = Late((0, 40), (19, 40));
        var history = SchoolDays.From(Monday, "L\\ /\\*18 L\\ /\\*10");

        Assert.Contains(
            PatternRules.Of(Facts(history, SchoolDays.Later(Monday, 19)) with { Late = late }),
            pattern => pattern.Kind == PatternKind.Lateness);
        Assert.DoesNotContain(
            PatternRules.Of(Facts(history, SchoolDays.Later(Monday, 20)) with { Late = late }),
            pattern => pattern.Kind == PatternKind.Lateness);
        Assert.DoesNotContain(
            PatternRules.Of(Facts(SchoolDays.From(Monday, "L\\ /\\*18 II"), SchoolDays.Later(Monday, 19)) with { Late = late }), pattern =>
                pattern.Kind == PatternKind.Lateness);
    }

    [Theory]
    [InlineData("II*3 /\\*5", "II*3 /\\*5", false, "three days together")]
    [InlineData("II*4 /\\*5", "OO*4 /\\*5", true, "four, whatever the codes")]
    [InlineData("II*3 I\\ /\\*5", "II*4 /\\*5", false, "a whole day it must be")]
    [InlineData("II*4 /\\*5 II*4", "II*4 /\\*5", true, "half of the days of the one who missed more")]
    [InlineData("II*4 /\\*5 II*5", "II*4 /\\*5", false, "one less than half")]
    public void Siblings_absent_on_the_same_days_are_a_pattern(string one, string other, bool found, string because)
    {
        var patterns = Siblings.Of([Sibling("A1", one), Sibling("B1", other)]).ToList();

        Assert.True(
            (found ? ["A1", "B1"] : Array.Empty<string>()).SequenceEqual(patterns.Select(pattern => pattern.Upn.ToString())), because);
    }

    [Fact]
    public void Siblings_are_pupils_of_whom_a_parent_has_the_same_number_or_address()
    {
        PupilYear With(string upn, string name, string mobile, string email = "", bool responsible = true) =>
            Sibling(upn, "II*4") is var facts
            ? facts with { Pupil = facts.Pupil with { Contacts = [new(1, name, "parent", responsible, mobile, email)] } }
            : facts;
        int Told(params PupilYear[] pupils) => Siblings.Of(pupils).Count();

        Assert.Equal(2, Told(With("A1", "Pat", "07700 900001"), With("B1", "Pat", "+44 7700 900001")));
        Assert.Equal(2, Told(With("A1", "Pat", "07700 900001", "pat@example.org"), With("B1", "Pat", "", "pat@example.org")));
        Assert.Equal(0, Told(With("A1", "Pat", "07700 900001"), With("B1", "Pat", "07700 900002")));
        Assert.Equal(0, Told(With("A1", "Pat", "07700 900001"), With("B1", "Sam", "07700 900001")));
        Assert.Equal(0, Told(With("A1", "Pat", "07700 900001", responsible: false), With("B1", "Pat", "07700 900001", responsible: false)));
        Assert.Equal(6, Told(With("A1", "Pat", "07700 900001"), With("B1", "Pat", "07700 900001"), With("C1", "Pat", "07700 900001")));
    }

    [Fact]
    public void Each_pattern_lists_what_it_rests_on()
    {
        Assert.Equal(
            "4 of 4 days with absence are Mondays: 8 September, 15 September, 22 September, 29 September.",
            Found(PatternKind.Weekday, "OO /\\*4 OO /\\*4 OO /\\*4 O\\", A.Day(2025, 10, 3)));
        Assert.Equal(
            "3 of 3 sessions before or after holidays were missed: 2 September AM (O), 24 October PM (I), 3 November AM (N).",
            Found(PatternKind.BesideHolidays, "O\\ /\\*37 /I N\\", A.Day(2025, 11, 3), A.HalfTerms[0].From));
        Assert.Equal(
            "3 illnesses of up to 3 school days in 10 school weeks: 8 September to 9 September; 11 September; 15 September.",
            Found(PatternKind.RepeatedIllness, "II*2 /\\ I\\ /\\ II", A.Day(2025, 9, 19)));
        Assert.Equal(
            "36 of 40 sessions attended in the school weeks since 6 October; 40 of 40 in the year before.",
            Found(PatternKind.SuddenDrop, $"{Week}{Week}{Week}{Week} OO*2 /\\*18", SchoolDays.Later(Monday, 39)));
        Assert.Equal(
            "60 minutes in 2 sessions since 1 September: 8 September AM 20, 9 September PM 40.",
            PatternRules.Of(Facts(SchoolDays.From(Monday, "L\\ /L"), Monday.AddDays(4)) with
            {
                Late = LateMinutes.None.With(
                    Marks.Year,
                    [new(new(Monday, HalfDay.AM), Mark.OfLetter('L'))
                    {
                        MinutesLate = 20
                    }, new(new(Monday.AddDays(1), HalfDay.PM), Mark.OfLetter('L')) { MinutesLate = 40 }]),
            }).Single().Evidence);
        Assert.Equal(
            "4 whole days absent together with the sibling in 4B: 8 September, 9 September, 10 September, 11 September.",
            Siblings.Of([Sibling("A1", "II*4"), Sibling("B1", "OO*4")]).First().Pattern.Evidence);
    }

    private static LateMinutes Late(params (int Day, int Minutes)[] late) => LateMinutes.None.With(
        Marks.Year,
        late.Select(
            one => new StatedMark(new(SchoolDays.Later(Monday, one.Day), HalfDay.AM), Mark.OfLetter('L')) { MinutesLate = one.Minutes }));

    private static bool Has(PatternKind kind, string days, DateOnly night, DateOnly? first = null) =>
        PatternRules.Of(Facts(SchoolDays.From(first ?? Monday, days), night)).Any(pattern => pattern.Kind == kind);

    private static string Found(PatternKind kind, string days, DateOnly night, DateOnly? first = null) =>
        PatternRules.Of(Facts(SchoolDays.From(first ?? Monday, days), night)).Single(pattern => pattern.Kind == kind).Evidence;

    private static PupilYear Facts(MarkHistory history, DateOnly night) =>
        new(A.Pupil(), history, LateMinutes.None, SchoolDays.TwoYears, night);

    private static PupilYear Sibling(string upn, string days) =>
        Facts(SchoolDays.From(Monday, days), A.Day(2025, 9, 26)) with { Pupil = A.Pupil(upn) };
}
