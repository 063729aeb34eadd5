using AttendanceFunctions.Local.SampleTrust;

namespace AttendanceFunctions.Tests.Local.SampleTrust;

/// <summary>Calculates figures of a sample trust's marks directly as sums of sessions divided by sums of sessions.</summary>
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

    /// <summary>The sessions with certain codes, in % of possible sessions.</summary>
    internal double Rate(Func<Code, bool> counts) => Rate(counts, _ => true);

    /// <summary>Like <see cref="Rate(Func{Code, bool})"/>, for certain slots only.</summary>
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

    /// <summary>The rates of Monday to Friday divided by the mean of the five rates.</summary>
    internal double[] Weekdays(Func<Code, bool> counts)
    {
        double[] rates = [.. Enumerable.Range(0, 5).Select(weekday => Rate(counts, slot => _year.Weekday(slot / 2) == weekday))];
        return [.. rates.Select(rate => rate / rates.Average())];
    }

    /// <summary>The share of pupils in each band of absence, in %.</summary>
    internal double[] Bands()
    {
        var bands = new double[8];
        foreach (var (missed, possible) in Tallies())
        {
            bands[Enumerable.Range(0, 8).Last(band => 100 * missed >= (int)AbsenceDistribution.BandLimits[band] * possible)]++;
        }

        return [.. bands.Select(count => 100 * count / _pupils.Count)];
    }

    /// <summary>The share of pupils, in %, who missed at least a percentage of their possible sessions.</summary>
    internal double Missing(int percent) =>
        100.0 * Tallies().Count(tally => 100 * tally.Missed >= percent * tally.Possible) / _pupils.Count;

    /// <summary>The share of a code's sessions on days whose two sessions both have it.</summary>
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

    /// <summary>The share of a code's sessions in runs of a minimum length; days without a session do not interrupt a run.</summary>
    internal double InRuns(Code code, int minimum)
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
                inRuns += run >= minimum ? run : 0;
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
