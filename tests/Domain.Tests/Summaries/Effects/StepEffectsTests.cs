using AttendanceFunctions.Domain.Summaries.Effects;

namespace AttendanceFunctions.Tests.Domain.Summaries.Effects;

public sealed class StepEffectsTests
{
    private const int Runs = 100;

    [Theory]
    [InlineData(SteppedFirst.Anybody)]
    [InlineData(SteppedFirst.Worst)]
    public void Intervals_cover_what_contracts_and_meetings_truly_do_in_90_to_99_of_100_trusts(SteppedFirst first)
    {
        var effects = Enumerable.Range(0, Runs).AsParallel()
            .SelectMany(run => StepEffects.Of(new SimulatedSteps(1000 * (int)first + run, first).Pupils())).OfType<StepEffect.Measured>()
            .ToList();

        foreach (var (kind, truth) in new[] { (StepKind.Contract, 2.0), (StepKind.Meeting, 0.0) })
        {
            foreach (var span in StepEffect.Spans)
            {
                var changes = effects.Where(effect => effect.Kind == kind)
                    .Select(effect => effect.Changes.Single(change => change.Weeks == span)).ToList();
                var covered = changes.Count(change => Math.Abs(change.Interval.Difference - truth) <= change.Interval.HalfWidth);
                TestContext.Current.SendDiagnosticMessage(
                    $"Stepped first: {first}. {kind}, {span} weeks: the truth is covered in {covered} of {changes.Count}; "
                    + $"mean {changes.Average(change => change.Interval.Difference):0.00} "
                    + $"± {changes.Average(change => change.Interval.HalfWidth):0.00} points.");
                Assert.Equal(Runs, changes.Count);
                Assert.InRange(covered, 90, 99);
            }
        }
    }
}
