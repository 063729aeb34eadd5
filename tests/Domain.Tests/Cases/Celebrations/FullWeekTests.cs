using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Cases.Celebrations;
using AttendanceFunctions.Domain.Registers;
using FsCheck;
using FsCheck.Fluent;

namespace AttendanceFunctions.Tests.Domain.Cases.Celebrations;

public sealed class FullWeekTests
{
    private const string Full = Tonight.Full;

    private static readonly IReadOnlyList<CelebrationReason> Celebrated = [CelebrationReason.FullWeek];

    [Fact]
    public void A_full_week_after_a_month_with_10_percent_missed_is_celebrated_and_after_one_with_less_is_not()
    {
        Assert.Equal(Celebrated, Tonight.ReasonsFor(Tonight.Pupil("III///////", Full, Full, "/////////I", Full)));
        Assert.Empty(Tonight.ReasonsFor(Tonight.Pupil("II////////", Full, Full, "/////////I", Full)));
    }

    [Fact]
    public void The_month_is_the_four_school_weeks_before_taken_together()
    {
        // The week before them is not part of it, and neither is this one.
        var marks = Marks.Of("IIIIIIIIII" + "II////////" + Full + Full + "/////////I" + Full, A.Day(2025, 9, 8));
        Assert.Empty(Tonight.ReasonsFor(Tonight.Of(marks)));

        Assert.Equal(Celebrated, Tonight.ReasonsFor(Tonight.Pupil(Full, Full, Full, "IIII//////", Full)));
        Assert.Equal(Celebrated, Tonight.ReasonsFor(Tonight.Pupil("IIIIIIIIII", "IIIIIIIIII", "IIIIIIIIII", "IIIIIIIIII", Full)));
    }

    [Fact]
    public void Holidays_are_passed_over()
    {
        // The first week after half term: the month before it ends on 24 October.
        var beforeHalfTerm = (A.Day(2025, 9, 29), Full + Full + Full + "IIII//////");
        var thisWeek = (A.Day(2025, 11, 3), Full);

        Assert.Equal(Celebrated, Tonight.ReasonsFor(Tonight.Of(Year(beforeHalfTerm, thisWeek)), A.Day(2025, 11, 7)));
    }

    [Fact]
    public void With_fewer_than_four_school_weeks_before_it_there_is_no_month()
    {
        // 2 September is a Tuesday, and the 10th a closure: the week of the 29th is the fifth.
        var marks = Marks.Of("IIIIIIII" + Full + Full + "/////////I" + Full, A.Day(2025, 9, 2));
        Assert.Equal(Celebrated, Tonight.ReasonsFor(Tonight.Of(marks), A.Day(2025, 10, 3)));

        var aWeekEarlier = Marks.Of("IIIIIIII" + Full + "/////////I" + Full, A.Day(2025, 9, 2));
        Assert.Empty(Tonight.ReasonsFor(Tonight.Of(aWeekEarlier), A.Day(2025, 9, 26)));
    }

    [Fact]
    public void The_month_is_of_the_same_school_year()
    {
        // The third week of the new year: the weeks before the holidays are of the old one.
        var school = Tonight.School() with { Calendar = new([.. A.HalfTerms, (A.Day(2026, 9, 1), A.Day(2026, 10, 23))], []) };
        var days = school.Calendar.SchoolDaysFrom(A.Day(2026, 9, 1))
            .SelectMany<DateOnly, Session>(day => [new(day, HalfDay.AM), new(day, HalfDay.PM)]);
        var marks = YearOfMarks.Empty(new(2026))
            .With(days.Zip("IIIIIIII" + "IIIIIIIIII" + Full, (session, letter) => (session, Mark.OfLetter(letter))));

        Assert.Empty(PupilCelebration.Of(school, A.Day(2026, 9, 18), [Tonight.Of(marks)]));
    }

    [Fact]
    public void A_run_of_full_weeks_is_celebrated_at_its_beginning()
    {
        // The month before the second full week is a worse one too: 6 of its 40 sessions were missed.
        string[] weeks = ["IIIIII////", "IIII//////", "/////////I", "/////////I", Full, Full];

        Assert.Equal(Celebrated, Tonight.ReasonsFor(Tonight.Pupil(weeks), A.Day(2025, 10, 17)));
        Assert.Empty(Tonight.ReasonsFor(Tonight.Pupil(weeks), A.Day(2025, 10, 24)));
    }

    [Fact]
    public void It_comes_up_on_the_last_school_day_of_the_week_only()
    {
        var pupil = Tonight.Pupil("IIIIII////", Full, Full, "/////////I", "////////");

        Assert.Empty(Tonight.ReasonsFor(pupil, A.Day(2025, 10, 16)));

        var friday = Tonight.School() with { Calendar = new(A.HalfTerms, [A.Day(2025, 10, 17)]) };
        Assert.Single(PupilCelebration.Of(friday, A.Day(2025, 10, 16), [pupil]));
    }

    [Theory]
    [InlineData(Full, true)]
    [InlineData("L/LLLLLLLL", true)]
    [InlineData("VPWBK/////", true)]
    [InlineData("/////////I", false)]
    [InlineData("/////////U", false)]
    [InlineData("/////////M", false)]
    [InlineData("/////////-", true)]
    [InlineData("////////--", false)]
    [InlineData("/X/X/X/X/X", true)]
    [InlineData("////////DD", false)]
    [InlineData("////////aa", false)]
    [InlineData("////////dd", true)]
    [InlineData("////////##", true)]
    [InlineData("////////d-", true)]
    [InlineData("////////dD", false)]
    [InlineData("dddddddddd", false)]
    [InlineData("----------", false)]
    public void Every_possible_session_is_attended_and_each_day_that_the_school_was_open_has_one(string week, bool full) =>
        Assert.Equal(full, Tonight.ReasonsFor(Tonight.Pupil("IIIIII////", Full, Full, "/////////I", week)).Count == 1);

    [Fact]
    public void A_pupil_who_is_too_early_to_say_is_not_celebrated()
    {
        var pupil = Tonight.Pupil("IIIIII////", Full, Full, "/////////I", Full);

        Assert.Empty(Tonight.ReasonsFor(pupil with { Status = A.Reading(19, 19) }));
        Assert.Empty(Tonight.ReasonsFor(pupil with { Status = A.Reading(0, 0) }));
        Assert.Equal(Celebrated, Tonight.ReasonsFor(pupil with { Status = A.Reading(20, 20) }));
    }

    [Fact]
    public void The_rule_is_what_a_slow_count_gives() =>
        (from month in Letters(missing: 4).ArrayOf(40)
         from week in Letters(missing: 1).ArrayOf(10)
         select new string([.. month, .. week])).Always(letters =>
            Tonight.ReasonsFor(Tonight.Pupil(letters)).Contains(CelebrationReason.FullWeek)
            == (IsFull(letters[40..]) && !IsFull(letters[30..40]) && IsWorseMonth(letters[..40])));

    private static Gen<char> Letters(int missing) => Gen.Frequency(
        (30, Gen.Constant('/')), (1, Gen.Constant('L')), (missing, Gen.Elements('I', 'O')), (1, Gen.Elements('X', 'd', '-')));

    private static bool IsWorseMonth(string letters)
    {
        var missed = letters.Count(letter => letter is 'I' or 'O');
        var attended = letters.Count(letter => letter is '/' or 'L');
        return missed + attended > 0 && 10 * missed >= missed + attended;
    }

    private static bool IsFull(string week)
    {
        var seen = false;
        foreach (var day in week.Chunk(2))
        {
            var stated = new string(day).Replace("-", "", StringComparison.Ordinal);
            var possible = stated.Any(letter => letter is not ('X' or 'd'));
            var closed = stated.Length > 0 && stated.All(letter => letter == 'd');
            if (stated.Any(letter => letter is 'I' or 'O') || !(possible || closed))
            {
                return false;
            }

            seen |= possible;
        }

        return seen;
    }

    private static YearOfMarks Year(params (DateOnly First, string Letters)[] blocks) =>
        YearOfMarks.Empty(Marks.Year)
            .With(blocks.SelectMany(block => Marks.Of(block.Letters, block.First).Stated(Marks.Year.FirstDay, Marks.Year.LastDay)));
}
