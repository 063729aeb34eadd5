namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>
/// Assigns every pupil of a phase a rate of absence for the year. A pupil's tendency depends on year group, free school meals, SEN, family
/// and school. The pupils are ordered by their tendency and get the rates of the phase's distribution in this order, so that a trust of any
/// size has the published distribution.
/// </summary>
internal static class Propensity
{
    internal static void Allow(Figures figures, IReadOnlyList<(PupilYear Year, Family Family)> pupils, Phase phase, int seed)
    {
        var possible = pupils.Select(pupil => pupil.Year.Possible()).ToArray();
        var distribution = AbsenceDistribution.Of(figures, phase);
        var order = pupils
            .Select((pupil, index) => (Tendency: Tendency(figures, pupil.Year.Pupil, pupil.Family, seed), index))
            .Order()
            .ToList();
        for (var rank = 0; rank < order.Count; rank++)
        {
            var index = order[rank].index;
            var rate = distribution.Quantile((rank + 0.5) / order.Count);
            pupils[index].Year.Allow((int)((rate * possible[index] / 100) + 0.5));
        }
    }

    private static double Tendency(Figures figures, SamplePupil pupil, Family family, int seed)
    {
        var random = new SeededRandom(seed, Purpose.Propensity, pupil.Index);
        var own = random.Unit();
        var tendency = random.Chance(0.3) ? family.AbsenceTendency : own;
        var absence = Within(figures.Bands(Group(pupil)), tendency);
        return absence * ByYear(figures, pupil) * pupil.School.Absence * (pupil.LookedAfter || pupil.SocialWorker ? 1.3 : 1);
    }

    private static string Group(SamplePupil pupil) => pupil.School.Phase == Phase.Special
        ? "Special"
        : (AbsenceDistribution.Group(pupil.School.Phase), pupil.FreeSchoolMeals, pupil.Sen != 'N') switch
        {
            (var phase, true, true) => phase + " FSM + SEN",
            (var phase, true, false) => phase + " FSM, no SEN",
            (var phase, false, true) => phase + " not FSM, SEN",
            (var phase, _, _) => phase + " not FSM, no SEN",
        };

    private static double ByYear(Figures figures, SamplePupil pupil)
    {
        if (pupil.School.Phase == Phase.Special)
        {
            return pupil.FreeSchoolMeals ? 1.3 : 1;
        }

        var group = pupil.YearGroup switch
        {
            0 or 1 => "Y1",
            2 => "Y2",
            < 7 => "Y3–Y6",
            var year => FormattableString.Invariant($"Y{year}"),
        };
        return Mean(figures.Bands(group)) / Mean(figures.Bands(AbsenceDistribution.Group(pupil.School.Phase)));
    }

    private static double Within(IReadOnlyList<double> bands, double share)
    {
        var left = share * bands.Sum();
        var band = 0;
        while (band < bands.Count - 1 && left >= bands[band])
        {
            left -= bands[band++];
        }

        return AbsenceDistribution.BandLimits[band]
            + ((AbsenceDistribution.BandLimits[band + 1] - AbsenceDistribution.BandLimits[band]) * left / bands[band]);
    }

    private static double Mean(IReadOnlyList<double> bands)
    {
        var edges = AbsenceDistribution.BandLimits;
        return bands.Select((share, band) => share * (edges[band] + edges[band + 1]) / 2).Sum() / bands.Sum();
    }
}
