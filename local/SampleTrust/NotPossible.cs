namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>The sessions that count on neither side of the rate: X, D and Y4. They come first, as they decide what is possible.</summary>
internal static class NotPossible
{
    internal static void Mark(SchoolYear year, IReadOnlyList<PupilYear> pupils, int seed)
    {
        var dice = new Dice(seed, Purpose.Details);
        var schools = pupils.Max(pupil => pupil.Pupil.School.Index) + 1;
        var january = year.FirstFrom(new DateOnly(year.September + 1, 1, 14));
        var shut = (School: dice.Below(Math.Max(schools, 4)), Day: january + dice.Below(10));
        foreach (var pupil in pupils)
        {
            // Reception begins with mornings; the children are not of compulsory school age.
            if (pupil.Pupil.YearGroup == 0)
            {
                Afternoons(pupil, 0, 8);
            }

            if (dice.Chance(0.0007))
            {
                Dual(year, pupil, dice.Below(year.Days.Count));
            }
            // A school whose heating failed.
            if (pupil.Pupil.School.Index == shut.School)
            {
                pupil.MarkDay(shut.Day, Code.Y4);
            }
        }
    }

    private static void Afternoons(PupilYear pupil, int from, int days)
    {
        for (var day = from; day < from + days; day++)
        {
            pupil.Mark((2 * day) + 1, Code.X);
        }
    }

    /// <summary>Two days a week at another school, for half a term or so.</summary>
    private static void Dual(SchoolYear year, PupilYear pupil, int from)
    {
        for (var day = from; day < Math.Min(from + 40, year.Days.Count); day++)
        {
            if (year.Weekday(day) < 2)
            {
                pupil.MarkDay(day, Code.D);
            }
        }
    }
}
