namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>What a present pupil's session may be instead of a plain mark: an approved activity (B, V, P, W, K), or late (L).</summary>
internal sealed class Activities(Cohort cohort, int seed)
{
    private readonly Dice _dice = cohort.Dice;

    internal void Place()
    {
        cohort.Fill(Code.K, 15, pupil => pupil.Pupil.YearGroup >= 3 ? 1 : 0, Elsewhere);
        cohort.Fill(Code.W, 9, pupil => pupil.Pupil.YearGroup == 10 ? 1 : 0, WorkExperience);
        cohort.Fill(Code.B, 7, pupil => pupil.Pupil.YearGroup >= 4 ? 1 : 0.2, Weekly);
        Groups(Code.P, 12, wholeDay: false);
        Groups(Code.V, 30, wholeDay: true);
        Late();
    }

    /// <summary>A few weeks of education that the local authority arranged, two days in each.</summary>
    private int Elsewhere(PupilYear pupil)
    {
        var from = _dice.Below(cohort.Year.Days.Count);
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

    /// <summary>The week of the school's year 10, in the summer term; nobody goes twice, as its days are then taken.</summary>
    private int WorkExperience(PupilYear pupil)
    {
        var school = pupil.Pupil.School.Index;
        var week = cohort.Year.Terms[5].From.AddDays(7 * new Dice(seed, Purpose.Details, school, 1).Below(5));
        var placed = 0;
        for (var day = cohort.Year.FirstFrom(week); day < cohort.Year.Days.Count && cohort.Year.Days[day] < week.AddDays(5); day++)
        {
            placed += pupil.MarkDay(day, Code.W);
        }

        return placed;
    }

    /// <summary>The same afternoon every week for some weeks.</summary>
    private int Weekly(PupilYear pupil)
    {
        var weekday = _dice.Below(5);
        var from = _dice.Below(cohort.Year.Days.Count);
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

    /// <summary>Trips and matches: some or all pupils of a class together.</summary>
    private void Groups(Code code, int most, bool wholeDay)
    {
        var classes = cohort.Pupils.ToLookup(pupil => (pupil.Pupil.School.Index, pupil.Pupil.Class));
        cohort.Fill(code, wholeDay ? 50 : 11, _ => 1, drawn =>
        {
            var day = cohort.AnyDay(code);
            var placed = 0;
            foreach (var pupil in classes[(drawn.Pupil.School.Index, drawn.Pupil.Class)].Take(most))
            {
                placed += wholeDay ? pupil.MarkDay(day, code) : pupil.Mark((2 * day) + 1, code);
            }

            return placed;
        });
    }

    /// <summary>Mostly mornings, mostly the same pupils, and more of those who are absent more.</summary>
    private void Late()
    {
        var lateness = cohort.Pupils.ToDictionary(pupil => pupil.Pupil.Index, Lateness);
        var morning = MorningsLate();
        cohort.Fill(Code.L, 1, pupil => lateness[pupil.Pupil.Index], pupil =>
            pupil.Mark((2 * _dice.Below(pupil.Slots / 2)) + (_dice.Chance(morning) ? 0 : 1), Code.L));
    }

    private double Lateness(PupilYear pupil)
    {
        var leaning = _dice.Unit();
        var absent = pupil.Sessions.Count(code => code.IsAbsence());
        return leaning * leaning * (1 + (8.0 * absent / pupil.Slots));
    }

    /// <summary>The share of L that has to fall in the morning for plain marks to be split between the day's halves as published.</summary>
    private double MorningsLate()
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
