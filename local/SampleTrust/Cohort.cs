namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>All pupils of one phase while their year of marks is made.</summary>
internal sealed class Cohort
{
    private readonly Figures _figures;

    internal Cohort(SchoolYear year, Figures figures, Phase phase, IReadOnlyList<(PupilYear Year, Family Family)> pupils, Dice dice)
    {
        Year = year;
        Phase = phase;
        Members = pupils;
        Pupils = [.. pupils.Select(pupil => pupil.Year)];
        Dice = dice;
        Seasons = new Seasons(year);
        Possible = Pupils.Sum(pupil => pupil.Possible());
        _figures = figures;
    }

    internal SchoolYear Year { get; }

    internal Phase Phase { get; }

    internal IReadOnlyList<(PupilYear Year, Family Family)> Members { get; }

    internal IReadOnlyList<PupilYear> Pupils { get; }

    internal Dice Dice { get; }

    internal Seasons Seasons { get; }

    /// <summary>Possible sessions of the whole year, all pupils together.</summary>
    internal int Possible { get; }

    /// <summary>The sessions of a code that the phase has in a year.</summary>
    internal int Target(Code code) => Target(code == Code.N ? "N (residual)" : code.ToString());

    /// <summary>The sessions of a published measure that the phase has in a year.</summary>
    internal int Target(string measure) => (int)((_figures.Rate(Phase, measure) / 100 * Possible) + 0.5);

    internal IReadOnlyList<double> Weekdays(string measure) => _figures.Weekdays(Phase, measure);

    internal double MorningShare => _figures.MorningShare(Phase) / 100;

    /// <summary>A school day, in the code's season.</summary>
    internal int AnyDay(Code code)
    {
        while (true)
        {
            var day = Dice.Below(Year.Days.Count);
            if (Dice.Chance(Seasons.Of(code, day)))
            {
                return day;
            }
        }
    }

    /// <summary>Has a code placed, pupil after pupil drawn by weight, until the phase has its sessions.</summary>
    /// <param name="typical">Sessions that one placing comes to, so that the last one does not overshoot on average.</param>
    /// <param name="place">Places some and returns how many.</param>
    internal void Fill(Code code, int typical, Func<PupilYear, double> weight, Func<PupilYear, int> place)
    {
        var draw = new WeightedDraw(Pupils.Select(weight));
        if (!draw.Any)
        {
            return;
        }

        var target = Target(code);
        var placed = 0;
        for (var tries = 200 + (40 * target / typical); placed < target && tries > 0; tries--)
        {
            if (target - placed < typical && !Dice.Chance((double)(target - placed) / typical))
            {
                return;
            }

            placed += place(Pupils[draw.Next(Dice)]);
        }
    }
}
