namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>
/// Places the rest of each pupil's absence: appointments, late arrivals after registers closed, and then spells of illness and refusal.
/// Spells of more than a day are placed immediately; single days and half days are returned, to be placed by weekday.
/// </summary>
internal sealed class Spells(Cohort cohort)
{
    private readonly SeededRandom _random = cohort.SeededRandom;
    private readonly List<SingleAbsence> _singles = [];

    internal IReadOnlyList<SingleAbsence> Place()
    {
        cohort.Fill(Code.M, 1, pupil => pupil.Allowance >= 1 ? 1 : 0, pupil => Single(pupil, Code.M, _random.Chance(0.15) ? 2 : 1));
        cohort.Fill(Code.U, 1, pupil => pupil.Allowance, pupil => Single(pupil, Code.U, 1));
        var refusal = RefusalScale();
        foreach (var pupil in cohort.Pupils)
        {
            var left = pupil.Allowance;
            // Round up with a probability equal to the fraction.
            var refused = (int)((left * Refused(pupil, left, refusal)) + _random.Unit());
            Spend(pupil, Code.O, refused);
            Spend(pupil, Code.I, left - refused);
        }

        return _singles;
    }

    /// <summary>The share of refusal in a pupil's absence, which grows with the absence.</summary>
    private static double Refused(PupilYear pupil, int left, double scale) =>
        Math.Min(0.9, scale * (0.02 + ((double)left / pupil.Slots)));

    /// <summary>The scale with which the phase has its published share of refusal (O and N, because N mostly becomes O).</summary>
    private double RefusalScale()
    {
        var left = cohort.Pupils.Sum(pupil => pupil.Allowance);
        var share = (double)cohort.Target(Code.O) / (cohort.Target(Code.O) + cohort.Target(Code.I) + 1);
        var target = share * left;
        var low = 0.0;
        var high = 1000.0;
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            if (cohort.Pupils.Sum(pupil => pupil.Allowance * Refused(pupil, pupil.Allowance, middle)) < target)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return high;
    }

    private void Spend(PupilYear pupil, Code code, int sessions)
    {
        var longTerm = sessions >= (code == Code.I ? 60 : 40);
        while (sessions > 0)
        {
            var length = Math.Min(sessions, code == Code.I ? Illness(longTerm) : Refusal(longTerm));
            var placed = length > 2 ? Run(pupil, code, length) : 0;
            sessions -= placed > 0 ? placed : Single(pupil, code, Math.Min(2, length));
        }
    }

    /// <summary>The number of sessions of an illness: usually one to three days, but weeks for pupils with a long-term illness.</summary>
    private int Illness(bool longTerm) => longTerm
        ? 10 + _random.Below(31)
        : _random.Weighted(0.07, 0.42, 0.02, 0.26, 0.02, 0.13, 0, 0.05, 0, 0.03) + 1;

    /// <summary>The number of sessions of a refusal: half days and single days, but longer runs for pupils with much refusal.</summary>
    private int Refusal(bool longTerm) => longTerm
        ? 4 + _random.Below(27)
        : _random.Weighted(0.2, 0.5, 0, 0.2, 0, 0.1) + 1;

    private int Run(PupilYear pupil, Code code, int sessions)
    {
        for (var tries = 12; tries > 0; tries--)
        {
            var day = cohort.AnyDay(code);
            var run = pupil.FreeRun(day, sessions);
            if (run == sessions || (tries < 4 && run > 2))
            {
                return pupil.SpendRun(day, run, code);
            }
        }

        return 0;
    }

    private int Single(PupilYear pupil, Code code, int sessions)
    {
        var taken = pupil.Take(sessions);
        if (taken > 0)
        {
            _singles.Add(new(pupil, code, taken));
        }

        return taken;
    }
}
