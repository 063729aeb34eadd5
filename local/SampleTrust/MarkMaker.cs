namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>
/// Generates a year of marks for all pupils: sessions that are not possible, then each pupil's absence rate, then the absences.
/// </summary>
internal static class MarkMaker
{
    internal static IReadOnlyList<PupilYear> Make(
        int seed, SchoolYear year, Figures figures, IReadOnlyList<(SamplePupil Pupil, Family Family)> roll)
    {
        List<(PupilYear Year, Family Family)> pupils = [.. roll.Select(entry => (new PupilYear(entry.Pupil, year), entry.Family))];
        NotPossible.Mark(year, [.. pupils.Select(pupil => pupil.Year)], seed);
        foreach (var phase in Enum.GetValues<Phase>())
        {
            var members = pupils.Where(pupil => pupil.Year.Pupil.School.Phase == phase).ToList();
            if (members.Count == 0)
            {
                continue;
            }

            Propensity.Allow(figures, members, phase, seed);
            var cohort = new Cohort(year, figures, phase, members, new SeededRandom(seed, Purpose.Marks, (int)phase));
            new Leave(cohort).Place();
            var singles = new Spells(cohort).Place();
            new Weekdays(cohort).Place(singles);
            new Activities(cohort, seed).Place();
        }

        return [.. pupils.Select(pupil => pupil.Year)];
    }
}
