namespace AttendanceFunctions.Domain.Summaries.Effects;

/// <summary>A pupil's weeks with the sums from which rates up to a week follow.</summary>
internal sealed class PupilHistory
{
    /// <summary>Possible sessions from which on a pupil's rate says something (domain 0.2).</summary>
    private const int Floor = 20;

    private const int FourWeeks = 4;

    private readonly PupilWeeks _pupil;
    private readonly int[] _attended;
    private readonly int[] _possible;

    public PupilHistory(PupilWeeks pupil)
    {
        _pupil = pupil;
        (_attended, _possible) = (new int[pupil.Weeks.Count + 1], new int[pupil.Weeks.Count + 1]);
        for (var week = 0; week < pupil.Weeks.Count; week++)
        {
            _attended[week + 1] = _attended[week] + pupil.Weeks[week].Attended;
            _possible[week + 1] = _possible[week] + pupil.Weeks[week].Possible;
        }
    }

    /// <summary>The group that is left out together to measure chance.</summary>
    public int Group => _pupil.Group;

    /// <summary>The number of weeks.</summary>
    public int Weeks => _pupil.Weeks.Count;

    public bool Has(StepKind kind) => _pupil.Steps.Any(step => step.Kind == kind);

    public WeekOfSessions In(int week) => _pupil.Weeks[week];

    /// <summary>The week of the next step of this kind or a heavier one after a week; null where there is none.</summary>
    public int? NextStep(StepKind atLeast, int after) => _pupil.Steps
        .Where(step => step.Kind >= atLeast && step.Week > after).Select(step => (int?)step.Week).Min();

    /// <summary>The weeks up to that of the first step of this kind or a heavier one, with what was known before each.</summary>
    public IEnumerable<(int Week, KnownBefore Known)> NotSteppedBefore(StepKind kind)
    {
        var last = NextStep(kind, after: -1) ?? _pupil.Weeks.Count - 1;
        for (var week = 0; week <= last; week++)
        {
            if (Before(week, kind) is { } known)
            {
                yield return (week, known);
            }
        }
    }

    /// <summary>
    /// The week of the pupil's first step of this kind, with what was known before the week after it; null where there is none, a heavier
    /// step came first, or it was too early to say.
    /// </summary>
    public (int Week, KnownBefore After)? StepOf(StepKind kind) => NextStep(kind, after: -1) is { } first
        && !_pupil.Steps.Any(step => step.Week == first && step.Kind > kind) && Before(first + 1, kind) is { } after
            ? (first, after)
            : null;

    /// <summary>What was known before a week; null in a week without possible sessions and where it is too early to say.</summary>
    public KnownBefore? Before(int week, StepKind kind)
    {
        if (week >= _pupil.Weeks.Count || _pupil.Weeks[week].Possible == 0 || _possible[week] < Floor)
        {
            return null;
        }

        var (attended, possible) = SumsOf(week - FourWeeks, week);
        var ofYear = (double)_attended[week] / _possible[week];
        return new(
            ofYear, possible == 0 ? ofYear : (double)attended / possible,
            _pupil.Steps.Any(step => step.Kind < kind && step.Week < week));
    }

    /// <summary>The part of the year's sessions before a week, and of the last four weeks' sessions, that an earlier week is.</summary>
    public (double OfYear, double OfFourWeeks) PartOf(int earlier, int week)
    {
        double sessions = _pupil.Weeks[earlier].Possible;
        var (_, possible) = SumsOf(week - FourWeeks, week);
        return (sessions / _possible[week], earlier >= week - FourWeeks && possible > 0 ? sessions / possible : 0);
    }

    /// <summary>The sessions of the four weeks that end with a week.</summary>
    public (int Attended, int Possible) UpTo(int week) => SumsOf(week + 1 - FourWeeks, week + 1);

    private (int Attended, int Possible) SumsOf(int from, int to)
    {
        var first = Math.Max(0, from);
        return (_attended[to] - _attended[first], _possible[to] - _possible[first]);
    }
}
