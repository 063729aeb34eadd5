namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>Places absence that is planned or granted: part-time timetables, suspensions, holidays, study leave and others.</summary>
internal sealed class Leave(Cohort cohort)
{
    private readonly SeededRandom _random = cohort.SeededRandom;

    internal void Place()
    {
        cohort.Fill(Code.C2, 30, pupil => pupil.Allowance >= 16 ? 1 : 0, PartTime);
        cohort.Fill(Code.T, 12, pupil => pupil.Allowance >= 10 ? 1 : 0, pupil => Run(pupil, Code.T, 10 + (2 * _random.Below(6))));
        cohort.Fill(Code.E, 4, pupil => pupil.Pupil.YearGroup < 3 ? 0 : (double)pupil.Allowance * pupil.Allowance, Suspension);
        Religious();
        StudyLeave();
        cohort.Fill(Code.J1, 1, Interviewed, pupil => pupil.Spend(_random.Below(pupil.Slots), Code.J1));
        cohort.Fill(Code.C1, 2, pupil => pupil.Allowance >= 2 ? 1 : 0, pupil => Run(pupil, Code.C1, 2));
        Holidays();
        cohort.Fill(Code.C, 3, pupil => pupil.Allowance >= 2 ? 1 : 0, pupil => Run(pupil, Code.C, Exceptional()));
    }

    private int Run(PupilYear pupil, Code code, int sessions)
    {
        var day = cohort.AnyDay(code);
        return pupil.FreeRun(day, sessions) == sessions ? pupil.SpendRun(day, sessions, code) : 0;
    }

    private int Exceptional() => _random.Weighted(0.2, 0.55, 0.15, 0.1) switch
    {
        0 => 1,
        var days => 2 * days,
    };

    private int Suspension(PupilYear pupil) => Run(pupil, Code.E, 2 * (1 + _random.Weighted(0.5, 0.3, 0.15, 0.05)));

    /// <summary>A part-time timetable (C2): every morning or every afternoon off for five to ten weeks.</summary>
    private int PartTime(PupilYear pupil)
    {
        var from = _random.Below(cohort.Year.Days.Count);
        var to = Math.Min(cohort.Year.Days.Count, from + (5 * (5 + _random.Below(6))));
        var half = _random.Chance(0.35) ? 0 : 1;
        var limit = pupil.Allowance * 7 / 10;
        var spent = 0;
        for (var day = from; day < to && spent < limit; day++)
        {
            spent += pupil.Spend((2 * day) + half, Code.C2);
        }

        return spent;
    }

    /// <summary>Religious observance (R): the two Eids, which move by eleven days a year, and one autumn festival for all others.</summary>
    private void Religious()
    {
        var year = cohort.Year;
        var shift = 11 * (year.September - 2025);
        var spring = new DateOnly(year.September + 1, 3, 20).AddDays(-(shift % 60));
        int[] days = [year.FirstFrom(spring), year.FirstFrom(spring.AddDays(68)), year.FirstFrom(new DateOnly(year.September, 9, 22))];
        var observes = cohort.Members
            .Where(member => member.Family.ObservesFestivals)
            .Select(member => member.Year.Pupil.Index)
            .ToHashSet();
        cohort.Fill(
            Code.R, 2, pupil => observes.Contains(pupil.Pupil.Index) && pupil.Allowance >= 2 ? 1 : 0,
            pupil =>
            {
                var day = days[_random.Weighted(0.6, 0.25, 0.15)];
                return pupil.IsFreeDay(day) ? pupil.SpendRun(day, 2, Code.R) : 0;
            });
    }

    private void StudyLeave()
    {
        var first = cohort.Year.FirstFrom(cohort.Year.Terms[5].From);
        cohort.Fill(
            Code.S, 2, pupil => pupil.Pupil.YearGroup == 11 && pupil.Allowance >= 2 ? 1 : 0,
            pupil => pupil.SpendRun(first + _random.Below(15), 2, Code.S));
    }

    private static double Interviewed(PupilYear pupil) => pupil.Pupil.YearGroup is 6 or 10 or 11 && pupil.Allowance >= 1 ? 1 : 0;

    /// <summary>
    /// Holidays (G): usually a week, often before a school holiday, together with brothers and sisters of the same phase.
    /// </summary>
    private void Holidays()
    {
        var families = cohort.Pupils.ToLookup(pupil => pupil.Pupil.Family);
        cohort.Fill(Code.G, 10, pupil => pupil.Allowance >= 4 ? 1 : 0, pupil =>
        {
            var sessions = 2 * _random.Weighted(0, 0, 0.1, 0.15, 0.15, 0.45, 0, 0, 0.05, 0, 0.1);
            var day = cohort.AnyDay(Code.G);
            // Whole weeks begin on a Monday.
            if (sessions >= 10)
            {
                day = Math.Max(0, day - cohort.Year.Weekday(day));
            }

            var placed = 0;
            foreach (var member in families[pupil.Pupil.Family])
            {
                if (member.Allowance >= 4 && member.FreeRun(day, sessions) == sessions)
                {
                    placed += member.SpendRun(day, sessions, Code.G);
                }
            }

            return placed;
        });
    }
}
