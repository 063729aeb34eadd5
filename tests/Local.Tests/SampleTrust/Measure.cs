using AttendanceFunctions.Local.SampleTrust;

namespace AttendanceFunctions.Tests.Local.SampleTrust;

/// <summary>Counts a sample trust's marks the plain way: sums of sessions over sums of sessions.</summary>
internal sealed class Measure
{
    private readonly List<(PupilYear Year, IReadOnlyList<Code> Sessions)> _pupils;
    private readonly SchoolYear _year;
    private readonly int[][] _bySlot;

    internal Measure(InventedTrust trust, Phase phase)
        : this(trust.Year, [.. trust.Pupils
            .Where(pupil => pupil.Pupil.School.Phase == phase)
            .Select(pupil => (pupil, trust.Known(pupil, trust.Options.LastNight)))])
    {
    }

    private Measure(SchoolYear year, List<(PupilYear, IReadOnlyList<Code>)> pupils)
    {
        _year = year;
        _pupils = pupils;
        _bySlot = [.. Enumerable.Range(0, 2 * year.Days.Count).Select(_ => new int[Enum.GetValues<Code>().Length])];
        foreach (var (_, sessions) in pupils)
        {
            for (var slot = 0; slot < sessions.Count; slot++)
            {
                _bySlot[slot][(int)sessions[slot]]++;
            }
        }
    }

    internal int Pupils => _pupils.Count;

    internal Measure Where(Func<SamplePupil, bool> chosen) => new(_year, [.. _pupils.Where(pupil => chosen(pupil.Year.Pupil))]);

    /// <summary>Sessions that count, in % of possible ones.</summary>
    internal double Rate(Func<Code, bool> counts) => Rate(counts, _ => true);

    /// <summary>As <see cref="Rate(Func{Code, bool})"/>, over some slots only.</summary>
    internal double Rate(Func<Code, bool> counts, Func<int, bool> slots)
    {
        var counted = 0;
        var possible = 0;
        for (var slot = 0; slot < _bySlot.Length; slot++)
        {
            if (!slots(slot))
            {
                continue;
            }

            foreach (var code in Enum.GetValues<Code>().Where(code => code.IsPossible()))
            {
                possible += _bySlot[slot][(int)code];
                counted += counts(code) ? _bySlot[slot][(int)code] : 0;
            }
        }

        return 100.0 * counted / possible;
    }

    /// <summary>Monday to Friday over the mean of the five rates.</summary>
    internal double[] Weekdays(Func<Code, bool> counts)
    {
        double[] rates = [.. Enumerable.Range(0, 5).Select(weekday => Rate(counts, slot => _year.Weekday(slot / 2) == weekday))];
        return [.. rates.Select(rate => rate / rates.Average())];
    }

    /// <summary>% of pupils in each band of absence.</summary>
    internal double[] Bands()
    {
        var bands = new double[8];
        foreach (var (missed, possible) in Tallies())
        {
            bands[Enumerable.Range(0, 8).Last(band => 100 * missed >= (int)AbsenceDistribution.Edges[band] * possible)]++;
        }

        return [.. bands.Select(count => 100 * count / _pupils.Count)];
    }

    /// <summary>% of pupils who missed at least so many % of their possible sessions.</summary>
    internal double Missing(int percent) =>
        100.0 * Tallies().Count(tally => 100 * tally.Missed >= percent * tally.Possible) / _pupils.Count;

    /// <summary>The share of a code's sessions on days whose both sessions bear it.</summary>
    internal double WholeDays(Code code)
    {
        var all = 0;
        var whole = 0;
        foreach (var (_, sessions) in _pupils)
        {
            for (var slot = 0; slot < sessions.Count; slot++)
            {
                if (sessions[slot] != code)
                {
                    continue;
                }

                all++;
                if (sessions[slot ^ 1] == code)
                {
                    whole++;
                }
            }
        }

        return (double)whole / all;
    }

    /// <summary>The share of a code's sessions that stand in a row of at least so many, days without a session left out.</summary>
    internal double InRuns(Code code, int atLeast)
    {
        var all = 0;
        var inRuns = 0;
        foreach (var (_, sessions) in _pupils)
        {
            var run = 0;
            foreach (var session in sessions.Where(session => session != Code.None).Append(Code.None))
            {
                if (session == code)
                {
                    run++;
                    continue;
                }

                all += run;
                inRuns += run >= atLeast ? run : 0;
                run = 0;
            }
        }

        return (double)inRuns / all;
    }

    private IEnumerable<(int Missed, int Possible)> Tallies() => _pupils
        .Select(pupil => pupil.Sessions)
        .Select(sessions => (Missed: sessions.Count(code => code.IsAbsence()), Possible: sessions.Count(code => code.IsPossible())))
        .Where(tally => tally.Possible > 0);
}
