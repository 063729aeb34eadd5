using AttendanceFunctions.Domain.Absences;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Registers;

namespace AttendanceFunctions.Tests.Domain.Absences;

/// <summary>
/// The age that everything formal asks for against a slow recount with a wall calendar: a child's life is walked day by day, and nothing is
/// worked out from a formula. 20,000 made-up pupils over two school years.
/// </summary>
public sealed class AgeRecountTests
{
    private const int Pupils = 20_000;

    private static readonly DateOnly First = A.Day(2025, 9, 1);

    private static readonly DateOnly Last = A.Day(2027, 8, 31);

    private static readonly DateOnly Earliest = A.Day(2005, 1, 1);

    /// <summary>The days on which compulsory school age begins and ends, as a wall calendar shows them.</summary>
    private static readonly (bool Begins, bool Ends, bool SchoolYearBegins)[] Wall =
    [
        .. Enumerable.Range(0, Last.DayNumber - Earliest.DayNumber + 2).Select(day => Earliest.AddDays(day)).Select(day => (
            (day.Month, day.Day) is (3, 31) or (8, 31) or (12, 31),
            day is { Month: 6, DayOfWeek: DayOfWeek.Friday, Day: > 23 },
            day is { Month: 9, Day: 1 })),
    ];

    [Fact]
    public void The_age_of_20000_pupils_on_each_day_of_two_years_is_that_of_a_walk_from_day_to_day()
    {
        var dice = new Random(20261130);
        var within = 0L;
        for (var number = 0; number < Pupils; number++)
        {
            // From two years old at the beginning to nineteen at the end.
            var born = Earliest.AddDays(dice.Next(A.Day(2023, 8, 31).DayNumber - Earliest.DayNumber));
            var yearGroup = 2025 - born.Year - (born.Month >= 9 ? 5 : 4);
            var knowsBirth = dice.Next(4) > 0;
            var walked = knowsBirth ? ByWalking(born) : ByYearGroup(yearGroup);
            foreach (var year in new AcademicYear[] { new(2025), new(2026) })
            {
                var pupil = A.Pupil() with
                {
                    DateOfBirth = knowsBirth ? born.ToString("yyyy-MM-dd", null) : "",
                    YearGroup = Written(dice, yearGroup + year.StartYear - 2025),
                };
                var age = CompulsoryAge.Of(pupil, year);
                for (var day = year.FirstDay; day <= year.LastDay; day = day.AddDays(1))
                {
                    var slow = walked[day.DayNumber - First.DayNumber];
                    within += slow ? 1 : 0;
                    if (slow != age.Contains(day))
                    {
                        Assert.Fail($"Born {pupil.DateOfBirth}, {pupil.YearGroup}, on {day:yyyy-MM-dd}: by walking it is {slow}.");
                    }
                }
            }
        }

        // A comparison in which nobody, or everybody, is of the age would say nothing.
        Assert.InRange(within, Pupils * 730L / 4, Pupils * 730L * 9 / 10);
    }

    [Fact]
    public void A_night_asks_for_the_age_on_each_of_the_days_that_it_catches_up_with()
    {
        var pupil = A.Pupil() with { DateOfBirth = "2020-12-31" };
        var night = new CaseNight(A.School(), A.Floor, pupil, YearOfMarks.Empty(Marks.Year), A.Day(2026, 1, 9));

        Assert.Equal(
            [false, false, true, true],
            new[] { A.Day(2025, 12, 19), A.Day(2025, 12, 30), A.Day(2025, 12, 31), A.Day(2026, 1, 5) }
                .Select(day => night.On(day).IsOfCompulsoryAge));
    }

    /// <summary>Walks from birth to the end, birthday by birthday.</summary>
    private static bool[] ByWalking(DateOnly born)
    {
        var found = new bool[Last.DayNumber - First.DayNumber + 1];
        var (years, isWithin, isOver) = (0, false, false);
        var nextBirthday = born;
        for (var day = born.DayNumber; day <= Last.DayNumber; day++)
        {
            if (day == nextBirthday.DayNumber)
            {
                years = nextBirthday.Year - born.Year;
                nextBirthday = born.AddYears(years + 1);
            }

            var wall = Wall[day - Earliest.DayNumber];
            isWithin |= wall.Begins && years >= 5 && !isOver;
            if (day >= First.DayNumber)
            {
                found[day - First.DayNumber] = isWithin;
            }

            if (wall.Ends && isWithin && IsSixteenBeforeNextSchoolYear(nextBirthday, years, day))
            {
                (isWithin, isOver) = (false, true);
            }
        }

        return found;
    }

    /// <summary>Whether the child is sixteen on a day, or will be before the first of September after it.</summary>
    private static bool IsSixteenBeforeNextSchoolYear(DateOnly nextBirthday, int years, int day)
    {
        for (; !Wall[day - Earliest.DayNumber].SchoolYearBegins; day++)
        {
            if (years >= 16 || (years == 15 && day == nextBirthday.DayNumber))
            {
                return true;
            }
        }

        return false;
    }

    private static bool[] ByYearGroup(int yearGroup)
    {
        var found = new bool[Last.DayNumber - First.DayNumber + 1];
        var isOver = false;
        for (var day = First.DayNumber; day <= Last.DayNumber; day++)
        {
            var wall = Wall[day - Earliest.DayNumber];
            (yearGroup, isOver) = wall.SchoolYearBegins && day > First.DayNumber ? (yearGroup + 1, false) : (yearGroup, isOver);
            found[day - First.DayNumber] = yearGroup is >= 1 and <= 11 && !isOver;
            isOver |= wall.Ends && yearGroup == 11;
        }

        return found;
    }

    private static string Written(Random dice, int yearGroup) => yearGroup switch
    {
        < -1 => "N1",
        -1 => dice.Next(2) == 0 ? "N2" : "Nursery",
        0 => dice.Next(2) == 0 ? "R" : "Reception",
        > 14 => "14",
        _ => dice.Next(3) switch { 0 => $"Year {yearGroup}", 1 => $"Y{yearGroup}", _ => $"{yearGroup}" },
    };
}
