namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>
/// Places single absences so that, together with the spells that are placed already, each weekday has its published share of absence. This
/// is how Fridays get more absence than other days.
/// </summary>
internal sealed class Weekdays
{
    private const int Tries = 24;

    private readonly Cohort _cohort;
    private readonly SeededRandom _random;
    private readonly int[][] _daysOf;
    private readonly double[] _possible = new double[5];

    internal Weekdays(Cohort cohort)
    {
        _cohort = cohort;
        _random = cohort.SeededRandom;
        _daysOf = [.. Enumerable.Range(0, 5).Select(weekday =>
            Enumerable.Range(0, cohort.Year.Days.Count).Where(day => cohort.Year.Weekday(day) == weekday).ToArray())];
        Count(code => code.IsPossible(), _possible);
    }

    internal void Place(IReadOnlyList<SingleAbsence> singles)
    {
        var shuffled = singles.ToList();
        _random.Shuffle(shuffled);
        Place([.. shuffled.Where(single => single.Code == Code.I)], "illness", code => code == Code.I);
        Place([.. shuffled.Where(single => single.Code != Code.I)], "absence", code => code.IsAbsence());
    }

    private void Place(IReadOnlyList<SingleAbsence> singles, string measure, Func<Code, bool> counts)
    {
        var missing = Missing(singles.Sum(single => single.Sessions), measure, counts);
        foreach (var single in singles)
        {
            var day = Choose(single, missing);
            if (day < 0)
            {
                PlaceAnywhere(single);
            }
            else
            {
                missing[_cohort.Year.Weekday(day)] -= single.Sessions;
            }
        }
    }

    /// <summary>The number of sessions that each weekday should still get when <paramref name="unplaced"/> sessions are placed.</summary>
    private double[] Missing(int unplaced, string measure, Func<Code, bool> counts)
    {
        var placed = new double[5];
        Count(counts, placed);
        double[] wanted = [.. _cohort.Weekdays(measure).Zip(_possible, (multiplier, possible) => multiplier * possible)];
        var scale = (placed.Sum() + unplaced) / wanted.Sum();
        return [.. wanted.Zip(placed, (want, have) => (want * scale) - have)];
    }

    private int Choose(SingleAbsence single, double[] missing)
    {
        Span<double> weights = stackalloc double[5];
        for (var weekday = 0; weekday < 5; weekday++)
        {
            weights[weekday] = Math.Max(0.001, missing[weekday]);
        }

        for (var tries = 0; tries < Tries; tries++)
        {
            var day = _random.Pick(_daysOf[_random.Weighted(weights)]);
            if (_random.Chance(_cohort.Seasons.Of(single.Code, day)) && Mark(single, day))
            {
                return day;
            }
        }

        return -1;
    }

    private bool Mark(SingleAbsence single, int day)
    {
        if (single.Sessions == 1)
        {
            return single.Pupil.Mark((2 * day) + (_random.Chance(Morning(single.Code)) ? 0 : 1), single.Code) == 1;
        }

        return single.Pupil.IsFreeDay(day) && single.Pupil.MarkDay(day, single.Code) == 2;
    }

    /// <summary>
    /// The share of half-day absences that are in the morning: late pupils miss the morning; ill pupils and truants mostly the afternoon.
    /// </summary>
    private static double Morning(Code code) => code switch
    {
        Code.U => 0.93,
        Code.M => 0.48,
        Code.I => 0.2,
        _ => 0.3,
    };

    /// <summary>Places an absence in the next free sessions after a random one. Needed for pupils with very high absence.</summary>
    private void PlaceAnywhere(SingleAbsence single)
    {
        var pupil = single.Pupil;
        var from = _random.Below(pupil.Slots);
        var left = single.Sessions;
        for (var i = 0; i < pupil.Slots && left > 0; i++)
        {
            left -= pupil.Mark((from + i) % pupil.Slots, single.Code);
        }
    }

    private void Count(Func<Code, bool> counts, double[] byWeekday)
    {
        foreach (var pupil in _cohort.Pupils)
        {
            for (var slot = 0; slot < pupil.Slots; slot++)
            {
                if (counts(pupil.Sessions[slot]))
                {
                    byWeekday[_cohort.Year.Weekday(slot / 2)]++;
                }
            }
        }
    }
}
