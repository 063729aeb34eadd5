using AttendanceFunctions.Domain.Summaries.Effects;

namespace AttendanceFunctions.Tests.Domain.Summaries.Effects;

/// <summary>In which order pupils below a line are stepped.</summary>
public enum SteppedFirst
{
    Anybody,
    Worst,
}

/// <summary>
/// A trust of which it is known what its steps do: after a contract pupils attend two points more, meetings and nudges change nothing.
/// Pupils have habits that drift, weeks and schools have their illness, and each school has time for a few steps a week.
/// </summary>
public sealed class SimulatedSteps(int seed, SteppedFirst first)
{
    public const double Contract = 0.02;

    private const int Schools = 12;
    private const int PupilsOfSchool = 250;
    private const int Weeks = 36;
    private const int DaysOfWeek = 5;

    private readonly Random _random = new(seed);

    public IReadOnlyList<PupilWeeks> Pupils()
    {
        var pupils = new List<PupilWeeks>();
        for (var school = 0; school < Schools; school++)
        {
            var ofSchool = Enumerable.Range(0, PupilsOfSchool).Select(_ => new Simulated(Absence())).ToList();
            for (var week = 0; week < Weeks; week++)
            {
                var illness = 0.15 * Normal();
                foreach (var pupil in ofSchool)
                {
                    Attend(pupil, week, illness);
                }

                Step(ofSchool, StepKind.Nudge, week, line: 0.95, capacity: week % 6 == 0 ? PupilsOfSchool : 0, after: null);
                Step(ofSchool, StepKind.Meeting, week, line: 0.92, capacity: 2, after: null);
                Step(ofSchool, StepKind.Contract, week, line: 0.90, capacity: 1, after: StepKind.Meeting);
            }

            var number = school;
            pupils.AddRange(ofSchool.Select(pupil => new PupilWeeks(number, pupil.Weeks, pupil.Steps)));
        }

        return pupils;
    }

    private void Attend(Simulated pupil, int week, double illness)
    {
        pupil.Drift = 0.8 * pupil.Drift + 0.25 * Normal();
        var absence = Math.Min(0.9, pupil.Absence * Math.Exp(pupil.Drift + illness));
        if (pupil.Steps.Any(step => step.Kind == StepKind.Contract && step.Week < week))
        {
            absence -= Contract;
        }

        var missed = Enumerable.Range(0, DaysOfWeek).Count(_ => _random.NextDouble() < absence);
        pupil.Weeks.Add(new((byte)(2 * (DaysOfWeek - missed)), 2 * DaysOfWeek));
    }

    private void Step(List<Simulated> school, StepKind kind, int week, double line, int capacity, StepKind? after)
    {
        var below = school.Where(pupil => week >= 3 && pupil.Rate < line
            && pupil.Steps.All(step => step.Kind != kind)
            && (after is null || pupil.Steps.Any(step => step.Kind == after && step.Week <= week - 4))).ToList();
        var ordered = first == SteppedFirst.Worst ? below.OrderBy(pupil => pupil.Rate) : below.OrderBy(_ => _random.Next());
        foreach (var pupil in ordered.Take(capacity))
        {
            pupil.Steps.Add((kind, week));
        }
    }

    /// <summary>Most pupils miss little and some miss much; nobody so little that a contract could not give two points.</summary>
    private double Absence() => Math.Min(0.6, 0.02 + 0.03 * Math.Exp(0.9 * Normal()));

    private double Normal() =>
        Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    private sealed class Simulated(double absence)
    {
        /// <summary>The usual part of sessions that the pupil misses.</summary>
        public double Absence => absence;

        /// <summary>How far the habit is from the usual at present, as a logarithm.</summary>
        public double Drift { get; set; }

        public List<WeekOfSessions> Weeks { get; } = [];

        public List<(StepKind Kind, int Week)> Steps { get; } = [];

        public double Rate => (double)Weeks.Sum(week => week.Attended) / Weeks.Sum(week => week.Possible);
    }
}
