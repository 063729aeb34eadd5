namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>All pupils of one phase, with the data that is needed to generate their marks.</summary>
internal sealed class Cohort
{
    private readonly Figures _figures;

    internal Cohort(
        SchoolYear year, Figures figures, Phase phase, IReadOnlyList<(PupilYear Year, Family Family)> pupils, SeededRandom random)
    {
        Year = year;
        Phase = phase;
        Members = pupils;
        Pupils = [.. pupils.Select(pupil => pupil.Year)];
        SeededRandom = random;
        Seasons = new Seasons(year);
        Possible = Pupils.Sum(pupil => pupil.Possible());
        _figures = figures;
    }

    internal SchoolYear Year { get; }

    internal Phase Phase { get; }

    internal IReadOnlyList<(PupilYear Year, Family Family)> Members { get; }

    internal IReadOnlyList<PupilYear> Pupils { get; }

    internal SeededRandom SeededRandom { get; }

    internal Seasons Seasons { get; }

    /// <summary>The number of possible sessions of all pupils in the whole year.</summary>
    internal int Possible { get; }

    /// <summary>The number of sessions with a code that the phase should have in the year.</summary>
    internal int Target(Code code) => Target(code == Code.N ? "N (residual)" : code.ToString());

    /// <summary>The number of sessions of a published measure that the phase should have in the year.</summary>
    internal int Target(string measure) => (int)((_figures.Rate(Phase, measure) / 100 * Possible) + 0.5);

    internal IReadOnlyList<double> Weekdays(string measure) => _figures.Weekdays(Phase, measure);

    internal double MorningShare => _figures.MorningShare(Phase) / 100;

    /// <summary>Chooses a random school day, weighted by the season of the code.</summary>
    internal int AnyDay(Code code)
    {
        while (true)
        {
            var day = SeededRandom.Below(Year.Days.Count);
            if (SeededRandom.Chance(Seasons.Of(code, day)))
            {
                return day;
            }
        }
    }

    /// <summary>Places a code for randomly drawn pupils until the phase has its number of sessions.</summary>
    /// <param name="code">The code to place.</param>
    /// <param name="sessionsPerPlacement">
    /// The typical number of sessions of one placement, used to avoid exceeding the target on average.
    /// </param>
    /// <param name="weight">The weight of a pupil in the draw; 0 excludes the pupil.</param>
    /// <param name="place">Places sessions for a pupil and returns their number.</param>
    internal void Fill(Code code, int sessionsPerPlacement, Func<PupilYear, double> weight, Func<PupilYear, int> place)
    {
        var draw = new WeightedDraw(Pupils.Select(weight));
        if (!draw.Any)
        {
            return;
        }

        var target = Target(code);
        var placed = 0;
        for (var tries = 200 + (40 * target / sessionsPerPlacement); placed < target && tries > 0; tries--)
        {
            if (target - placed < sessionsPerPlacement && !SeededRandom.Chance((double)(target - placed) / sessionsPerPlacement))
            {
                return;
            }

            placed += place(Pupils[draw.Next(SeededRandom)]);
        }
    }
}
