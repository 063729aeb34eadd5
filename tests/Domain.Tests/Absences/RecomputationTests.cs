using AttendanceFunctions.Domain.Absences;
using AttendanceFunctions.Domain.Absences.Thresholds;
using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Tests.Domain.Absences;

/// <summary>
/// The penalty window and the returns against a slow recomputation that goes day by day, on a made-up trust of 20,000 pupils over two
/// school years: with and without returns that were made already.
/// </summary>
public sealed class RecomputationTests
{
    private const int Pupils = 20_000;

    private const int DatesPerPupil = 3;

    private static readonly DateOnly First = A.Day(2025, 9, 1);

    private static readonly DateOnly Last = A.Day(2027, 7, 31);

    private static readonly int Days = Last.DayNumber - First.DayNumber + 1;

    private static readonly bool[] IsOpen = [
        .. Enumerable.Range(0, Days).Select(day => SchoolDays.TwoYears.IsSchoolDay(First.AddDays(day)))
    ];

    // Cases are looked at on school days; their nights are those.
    private static readonly int[] SchoolNights = [.. Enumerable.Range(0, Days).Where(day => IsOpen[day])];

    [Fact]
    public void The_lines_of_20000_pupils_over_two_years_are_those_that_a_count_day_by_day_finds()
    {
        var dice = new Random(20260921);
        var crossed = new Dictionary<StatutoryThreshold, int>();
        for (var pupil = 0; pupil < Pupils; pupil++)
        {
            var marks = MakeUp(dice);
            var irregular = Irregular[dice.Next(Irregular.Length)];
            var facts = Threshold.Facts(HistoryOf(marks, dice.Next(3) == 0 ? dice.Next(Days) : Days)) with
            {
                Age = dice.Next(5) == 0 ? Some(dice) : CompulsoryAge.Always,
                Returns = AuthorityReturns.Usual("Oxfordshire") with { Irregular = irregular },
            };
            for (var time = 0; time < DatesPerPupil; time++)
            {
                var day = time == 0 ? SchoolNights[^1] : SchoolNights[dice.Next(SchoolNights.Length)];
                foreach (var threshold in StatutoryThresholds.All)
                {
                    var slow = Slow(threshold, marks, day, facts.Age, irregular);
                    Assert.True(
                        slow == threshold.IsReached(facts, First.AddDays(day)),
                        $"Pupil {pupil}, {threshold}, {First.AddDays(day):yyyy-MM-dd}: day by day it is {slow}.");
                    crossed[threshold] = crossed.GetValueOrDefault(threshold) + (slow ? 1 : 0);
                }
            }
        }

        // A comparison in which nobody is over a threshold would say nothing.
        Assert.All(StatutoryThresholds.All, threshold => Assert.InRange(crossed[threshold], 500, Pupils * DatesPerPupil / 2));
    }

    /// <summary>
    /// One sickness return is made of a continuous illness: after one was made, on course or in full, what is asked for is what a person
    /// finds who reads the register from September on.
    /// </summary>
    [Fact]
    public void Sickness_returns_of_20000_pupils_are_asked_again_where_a_reader_of_the_register_would_ask_again()
    {
        var (dice, asked, settled) = (new Random(20260922), 0, 0);
        for (var pupil = 0; pupil < Pupils; pupil++)
        {
            var marks = MakeUp(dice, often: 30);
            var day = SchoolNights[dice.Next(SchoolNights.Length)];
            var (onCourse, full) = (SomeDay(dice, day), SomeDay(dice, day));
            var facts = Threshold.Facts(HistoryOf(marks, Days))
                .After(StatutoryThreshold.IllnessOnCourse, onCourse)
                .After(StatutoryThreshold.Illness, full);
            foreach (var threshold in new[] { StatutoryThreshold.Illness, StatutoryThreshold.IllnessOnCourse })
            {
                var slow = SlowSickness(threshold, marks, day, onCourse, full);
                Assert.True(
                    slow == threshold.IsReached(facts, First.AddDays(day)),
                    $"Pupil {pupil}, {threshold}, {First.AddDays(day):yyyy-MM-dd}, {onCourse} and {full}: a reader says {slow}.");
                asked += slow && (onCourse ?? full) is not null ? 1 : 0;
                settled += !slow && SlowIllness(marks, day, CompulsoryAge.Always) >= 20 ? 1 : 0;
            }
        }

        Assert.InRange(asked, 300, Pupils);
        Assert.InRange(settled, 300, Pupils);
    }

    /// <summary>
    /// After a matter was settled, with or without a notice, and after later corrections, the next matter comes up where a person finds it
    /// who counts day by day.
    /// </summary>
    [Fact]
    public void Penalty_matters_of_20000_pupils_come_up_again_where_a_count_day_by_day_finds_them()
    {
        var (dice, found, settledOnly, usedUp) = (new Random(20260923), 0, 0, 0);
        for (var pupil = 0; pupil < Pupils; pupil++)
        {
            var marks = MakeUp(dice);
            var day = SchoolNights[dice.Next(SchoolNights.Length)];
            var settled = Math.Max(0, day - dice.Next(150));
            var (lookedAt, used) = (SomeSessions(dice, marks, settled), SomeSessions(dice, marks, settled));
            Correct(dice, marks, settled);
            var past = new PenaltyPast(First.AddDays(settled), SessionsOf(lookedAt), SessionsOf(used));
            var slow = SlowPenalty(
                marks, day, CompulsoryAge.Always, slot => !used.Contains(slot), slot => !lookedAt.Contains(slot), settled);
            var quick = PenaltySearch.Find(Threshold.Facts(HistoryOf(marks, Days)), First.AddDays(day), past);

            Assert.True(
                slow == quick is not null,
                $"Pupil {pupil}, settled {First.AddDays(settled):yyyy-MM-dd}, {First.AddDays(day):yyyy-MM-dd}: day by day it is {slow}.");
            found += slow ? 1 : 0;
            settledOnly += !slow && SlowPenalty(marks, day, CompulsoryAge.Always, slot => !used.Contains(slot), _ => true) ? 1 : 0;
            usedUp += !slow && SlowPenalty(marks, day, CompulsoryAge.Always, _ => true, slot => !lookedAt.Contains(slot), settled) ? 1 : 0;
        }

        Assert.All([found, settledOnly, usedUp], count => Assert.InRange(count, 100, Pupils / 2));
    }

    /// <summary>The unauthorised sessions of some weeks before a day, or none.</summary>
    private static HashSet<int> SomeSessions(Random dice, char[] marks, int day)
    {
        var from = dice.Next(3) == 0 ? 2 * day : 2 * Math.Max(0, day - dice.Next(100));
        return [.. Enumerable.Range(from, 2 * day + 2 - from).Where(slot => IsWithout(marks[slot]))];
    }

    private static HashSet<Session> SessionsOf(IEnumerable<int> slots) =>
        [.. slots.Select(slot => new Session(First.AddDays(slot / 2), (HalfDay)(slot % 2)))];

    /// <summary>Some sessions of the weeks before a day are marked otherwise than people saw them.</summary>
    private static void Correct(Random dice, char[] marks, int day)
    {
        for (var times = dice.Next(6); times > 0; times--)
        {
            var slot = 2 * Math.Max(0, day - dice.Next(60));
            marks[slot] = IsOpen[slot / 2] ? "O/I"[dice.Next(3)] : marks[slot];
        }
    }

    private static DateOnly? SomeDay(Random dice, int before) =>
        dice.Next(2) == 0 ? null : First.AddDays(Math.Max(0, before - dice.Next(120)));

    private static bool SlowSickness(StatutoryThreshold threshold, char[] marks, int day, DateOnly? onCourse, DateOnly? full)
    {
        var september = AcademicYear.Of(First.AddDays(day)).FirstDay;
        (onCourse, full) = (onCourse >= september ? onCourse : null, full >= september ? full : null);
        var (newest, began, isOver) = (0, 0, false);
        for (var slot = 2 * (september.DayNumber - First.DayNumber); slot <= 2 * day + 1; slot++)
        {
            if (marks[slot] == 'I')
            {
                (newest, began, isOver) = newest == 0 || isOver ? (1, slot / 2, false) : (newest + 1, began, false);
            }
            else if (IsPossible(marks[slot]))
            {
                isOver = true;
            }
        }

        var (year, isIllness) = (SlowIllness(marks, day, CompulsoryAge.Always), threshold == StatutoryThreshold.Illness);
        if (onCourse is null && full is null)
        {
            return isIllness ? year >= 30 : year is >= 20 and < 30;
        }

        var isNew = newest > 0 && !(First.AddDays(began) <= onCourse) && !(First.AddDays(began) <= full);
        return isNew && (isIllness
            ? newest >= 30 || (full is null && year >= 30)
            : newest is >= 20 and < 30 && (full is not null || year < 30));
    }

    private static CompulsoryAge Some(Random dice) => new(First.AddDays(dice.Next(Days / 2)), Last.AddDays(-dice.Next(Days / 2)));

    /// <summary>Two marks for each day, as letters; spells of absence of a kind, and single sessions.</summary>
    private static char[] MakeUp(Random dice, int often = 12)
    {
        var marks = new string('-', 2 * Days).ToCharArray();
        var (illness, without) = (dice.Next(4) == 0 ? often : 3, dice.Next(8) == 0 ? 12 : 1);
        var (left, letter) = (0, '/');
        for (var slot = 0; slot < marks.Length; slot++)
        {
            if (!IsOpen[slot / 2])
            {
                continue;
            }

            if (left-- <= 0)
            {
                var drawn = dice.Next(400);
                (letter, left) = drawn < illness ? ('I', dice.Next(20))
                    : drawn < illness + without ? ("GNOU"[dice.Next(4)], dice.Next(26))
                    : drawn < illness + without + 6 ? ("MCX#DLVB-a"[dice.Next(10)], dice.Next(3))
                    : (slot % 2 == 0 ? '/' : '\\', 0);
            }

            marks[slot] = letter == 'U' && dice.Next(2) == 0 ? '\\' : letter is 'O' && dice.Next(25) == 0 ? "#-N"[dice.Next(3)] : letter;
        }

        return marks;
    }

    /// <summary>The same marks as two schools have them: from a day on they are the second one's.</summary>
    private static MarkHistory HistoryOf(char[] marks, int moves)
    {
        var history = MarkHistory.None;
        foreach (var year in new AcademicYear[] { new(2025), new(2026) })
        {
            var text = new char[AcademicYear.Slots];
            Array.Fill(text, Mark.MissingLetter);
            var from = 2 * (year.FirstDay.DayNumber - First.DayNumber);
            Array.Copy(marks, from, text, 0, Math.Min(2 * (year.LastDay.DayNumber - year.FirstDay.DayNumber + 1), marks.Length - from));
            var all = YearOfMarks.Parse(year, new(text));
            history = moves == Days
                ? history.And(all, OnRoll.Always)
                : history.And(all, new(DateOnly.MinValue, First.AddDays(moves - 1))).And(all, new(First.AddDays(moves), DateOnly.MaxValue));
        }

        return history;
    }

    private static bool Slow(StatutoryThreshold threshold, char[] marks, int day, CompulsoryAge age, IrregularAttendance? irregular) =>
        threshold switch
        {
            StatutoryThreshold.PenaltyNotice => SlowPenalty(marks, day, age, _ => true, _ => true),
            StatutoryThreshold.IrregularAttendance => SlowIrregular(marks, day, age, irregular),
            StatutoryThreshold.UnauthorisedDays => SlowRun(marks, day, age),
            StatutoryThreshold.Illness => SlowIllness(marks, day, age) >= 30,
            _ => SlowIllness(marks, day, age) is >= 20 and < 30,
        };

    /// <summary>The authorities' own words: none, below a percentage of the year, and sessions in some school weeks.</summary>
    private static readonly IrregularAttendance?[] Irregular =
    [
        null, new IrregularAttendance.BelowPercent(Percentage.Of(85)), new IrregularAttendance.UnauthorisedSessions(8, 6),
    ];

    private static bool SlowIrregular(char[] marks, int day, CompulsoryAge age, IrregularAttendance? irregular)
    {
        switch (irregular)
        {
            case IrregularAttendance.UnauthorisedSessions:
                return SlowSessions(marks, day, age, weeks: 6) >= 8;
            case IrregularAttendance.BelowPercent:
                var (possible, missed) = (0, 0);
                for (var at = AcademicYear.Of(First.AddDays(day)).FirstDay.DayNumber - First.DayNumber; at <= day; at++)
                {
                    possible += Counts(marks, at, age, IsPossible);
                    missed += Counts(marks, at, age, letter => letter is 'I' or 'M' or 'C' or 'G' or 'N' or 'O' or 'U');
                }

                return possible >= 20 && (possible - missed) * 100 < 85 * possible;
            default:
                return false;
        }
    }

    /// <summary>
    /// Somebody who stands on every day up to tonight, and counts back ten school weeks on a wall calendar: is there a day since the last
    /// matter was settled on which ten sessions that no notice has used lie behind, and one that nobody has looked at?
    /// </summary>
    private static bool SlowPenalty(
        char[] marks, int day, CompulsoryAge age, Func<int, bool> isFree, Func<int, bool> isNew, int settled = -1)
    {
        List<int> counted =
        [
            .. Enumerable.Range(0, 2 * day + 2)
                .Where(slot => IsWithout(marks[slot]) && isFree(slot) && age.Contains(First.AddDays(slot / 2))),
        ];
        for (var stand = settled + 1; counted.Count >= 10 && stand <= day; stand++)
        {
            var behind = counted.FindAll(slot => Reach[stand] <= slot / 2 && slot / 2 <= stand);
            if (behind.Count >= 10 && behind.Exists(slot => isNew(slot)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>For each day the first day of the tenth school week back.</summary>
    private static readonly int[] Reach = [.. Enumerable.Range(0, Days).Select(day => SlowReach(day))];

    private static int SlowSessions(char[] marks, int day, CompulsoryAge age, int weeks)
    {
        var count = 0;
        for (var back = day; back >= SlowReach(day, weeks); back--)
        {
            count += Counts(marks, back, age, IsWithout);
        }

        return count;
    }

    /// <summary>The first day of the tenth school week back, as somebody with a wall calendar would find it.</summary>
    private static int SlowReach(int day, int most = 10)
    {
        var (weeks, reach, week) = (0, day, DateOnly.MinValue);
        for (var back = day; back >= 0; back--)
        {
            var monday = SchoolCalendar.MondayOf(First.AddDays(back));
            if (IsOpen[back] && monday != week)
            {
                (week, weeks) = (monday, weeks + 1);
            }

            if (weeks > most)
            {
                return reach;
            }

            reach = IsOpen[back] ? back : reach;
        }

        return reach;
    }

    private static bool SlowRun(char[] marks, int day, CompulsoryAge age)
    {
        var (run, lastDay, found) = (0, 0, -1);
        for (var at = 0; at <= day; at++)
        {
            var possible = Counts(marks, at, age, IsPossible);
            var without = Counts(marks, at, age, IsWithout);
            (run, lastDay) = possible == 0 ? (run, lastDay) : without == possible ? (run + 1, at) : (0, lastDay);
            found = run >= 10 ? lastDay : found;
        }

        return found >= SlowReach(day);
    }

    private static int SlowIllness(char[] marks, int day, CompulsoryAge age)
    {
        var count = 0;
        for (var at = AcademicYear.Of(First.AddDays(day)).FirstDay.DayNumber - First.DayNumber; at <= day; at++)
        {
            count += Counts(marks, at, age, letter => letter == 'I');
        }

        return count;
    }

    private static int Counts(char[] marks, int day, CompulsoryAge age, Func<char, bool> kind) =>
        !age.Contains(First.AddDays(day)) ? 0 : (kind(marks[2 * day]) ? 1 : 0) + (kind(marks[2 * day + 1]) ? 1 : 0);

    private static bool IsWithout(char letter) => letter is 'G' or 'N' or 'O' or 'U';

    private static bool IsPossible(char letter) => letter is not ('-' or 'X' or '#' or 'D' or 'a');
}
