namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>
/// Places the codes that do not count as possible sessions: X, D and Y4. They come first, because rates depend on possible sessions.
/// </summary>
internal static class NotPossible
{
    internal static void Mark(SchoolYear year, IReadOnlyList<PupilYear> pupils, int seed)
    {
        var random = new SeededRandom(seed, Purpose.Details);
        var schools = pupils.Max(pupil => pupil.Pupil.School.Index) + 1;
        var january = year.FirstFrom(new DateOnly(year.September + 1, 1, 14));
        var closed = (School: random.Below(Math.Max(schools, 4)), Day: january + random.Below(10));
        foreach (var pupil in pupils)
        {
            // Reception pupils, who are below compulsory school age, only attend mornings for the first days.
            if (pupil.Pupil.YearGroup == 0)
            {
                Afternoons(pupil, 0, 8);
            }

            if (random.Chance(0.0007))
            {
                Dual(year, pupil, random.Below(year.Days.Count));
            }
            // One school closes for a day, for example because its heating failed.
            if (pupil.Pupil.School.Index == closed.School)
            {
                pupil.MarkDay(closed.Day, Code.Y4);
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

    /// <summary>Dual registration (D): two days a week at another school for about eight weeks.</summary>
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
