namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>Replaces some present marks by an approved educational activity (B, V, P, W, K) or by late (L).</summary>
internal sealed class Activities(Cohort cohort, int seed)
{
    private readonly SeededRandom _random = cohort.SeededRandom;

    internal void Place()
    {
        cohort.Fill(Code.K, 15, pupil => pupil.Pupil.YearGroup >= 3 ? 1 : 0, LocalAuthorityProvision);
        cohort.Fill(Code.W, 9, pupil => pupil.Pupil.YearGroup == 10 ? 1 : 0, WorkExperience);
        cohort.Fill(Code.B, 7, pupil => pupil.Pupil.YearGroup >= 4 ? 1 : 0.2, Weekly);
        ClassActivities(Code.P, 12, wholeDay: false);
        ClassActivities(Code.V, 30, wholeDay: true);
        Late();
    }

    /// <summary>Education arranged by the local authority (K): two days a week for about four weeks.</summary>
    private int LocalAuthorityProvision(PupilYear pupil)
    {
        var from = _random.Below(cohort.Year.Days.Count);
        var placed = 0;
        for (var day = from; day < Math.Min(from + 20, cohort.Year.Days.Count); day++)
        {
            if (cohort.Year.Weekday(day) is 1 or 3)
            {
                placed += pupil.MarkDay(day, Code.K);
            }
        }

        return placed;
    }

    /// <summary>The school's work experience week for year 10, in the summer term. A pupil who is drawn twice still goes once.</summary>
    private int WorkExperience(PupilYear pupil)
    {
        var school = pupil.Pupil.School.Index;
        var week = cohort.Year.Terms[5].From.AddDays(7 * new SeededRandom(seed, Purpose.Details, school, 1).Below(5));
        var placed = 0;
        for (var day = cohort.Year.FirstFrom(week); day < cohort.Year.Days.Count && cohort.Year.Days[day] < week.AddDays(5); day++)
        {
            placed += pupil.MarkDay(day, Code.W);
        }

        return placed;
    }

    /// <summary>Off-site education (B): the same afternoon every week for eight weeks.</summary>
    private int Weekly(PupilYear pupil)
    {
        var weekday = _random.Below(5);
        var from = _random.Below(cohort.Year.Days.Count);
        var placed = 0;
        for (var day = from; day < Math.Min(from + 40, cohort.Year.Days.Count); day++)
        {
            if (cohort.Year.Weekday(day) == weekday)
            {
                placed += pupil.Mark((2 * day) + 1, Code.B);
            }
        }

        return placed;
    }

    /// <summary>Trips and matches (V, P): up to <paramref name="maxPupils"/> pupils of a class together.</summary>
    private void ClassActivities(Code code, int maxPupils, bool wholeDay)
    {
        var classes = cohort.Pupils.ToLookup(pupil => (pupil.Pupil.School.Index, pupil.Pupil.Class));
        cohort.Fill(code, wholeDay ? 50 : 11, _ => 1, drawn =>
        {
            var day = cohort.AnyDay(code);
            var placed = 0;
            foreach (var pupil in classes[(drawn.Pupil.School.Index, drawn.Pupil.Class)].Take(maxPupils))
            {
                placed += wholeDay ? pupil.MarkDay(day, code) : pupil.Mark((2 * day) + 1, code);
            }

            return placed;
        });
    }

    /// <summary>Late marks (L): mostly in the morning, mostly the same pupils, and more for pupils with more absence.</summary>
    private void Late()
    {
        var lateness = cohort.Pupils.ToDictionary(pupil => pupil.Pupil.Index, Lateness);
        var morning = MorningShareOfLate();
        cohort.Fill(Code.L, 1, pupil => lateness[pupil.Pupil.Index], pupil =>
            pupil.Mark((2 * _random.Below(pupil.Slots / 2)) + (_random.Chance(morning) ? 0 : 1), Code.L));
    }

    private double Lateness(PupilYear pupil)
    {
        var tendency = _random.Unit();
        var absent = pupil.Sessions.Count(code => code.IsAbsence());
        return tendency * tendency * (1 + (8.0 * absent / pupil.Slots));
    }

    /// <summary>
    /// The share of late marks in the morning, so that present marks have the published split between morning and afternoon.
    /// </summary>
    private double MorningShareOfLate()
    {
        var mornings = 0;
        var all = 0;
        foreach (var pupil in cohort.Pupils)
        {
            for (var slot = 0; slot < pupil.Slots; slot++)
            {
                if (!pupil.IsFree(slot))
                {
                    continue;
                }

                all++;
                mornings += slot % 2 == 0 ? 1 : 0;
            }
        }

        var late = cohort.Target(Code.L);
        return Math.Clamp((mornings - (cohort.MorningShare * (all - late))) / Math.Max(1, late), 0.6, 0.98);
    }
}
