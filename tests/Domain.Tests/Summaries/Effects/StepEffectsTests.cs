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

    [Fact]
    public void Without_chance_the_effect_is_exactly_what_the_step_adds_in_every_week()
    {
        // Each attends as ever; 30 attend one session in ten more since week 5. Their better record raises what is likely of them later on.
        var effect = Assert.IsType<StepEffect.Measured>(Steady(stepped: 30)[StepKind.Meeting]);

        Assert.Equal((30, 30), (effect.Pupils, effect.Compared));
        Assert.Equal([4, 8], effect.Changes.Select(change => change.Weeks));
        Assert.All(effect.Changes, change =>
        {
            Assert.Equal((80.0m, 90.0m, 80.0m, 10.0m), (change.Before, change.After, change.Alike, change.Points));
            Assert.Equal((10.0m, 10.0m), (change.Interval.Low, change.Interval.High));
            Assert.True(change.IsMore);
        });
    }

    [Theory]
    [InlineData(19)]
    [InlineData(0)]
    public void Of_fewer_than_20_pupils_with_a_step_nothing_is_said(int stepped) =>
        Assert.Equal(new StepEffect.TooFew(StepKind.Meeting, stepped), Steady(stepped)[StepKind.Meeting]);

    [Fact]
    public void Of_steps_in_the_last_weeks_nothing_is_said_until_enough_weeks_have_passed()
    {
        var effect = Assert.IsType<StepEffect.Measured>(Steady(stepped: 30, weeks: 13)[StepKind.Meeting]);

        Assert.Equal([4], effect.Changes.Select(change => change.Weeks));
        Assert.IsType<StepEffect.TooFew>(Steady(stepped: 30, weeks: 9)[StepKind.Meeting]);
    }

    [Fact]
    public void A_pupil_who_had_a_contract_before_is_not_followed_after_a_meeting() =>
        Assert.Equal(new StepEffect.TooFew(StepKind.Meeting, 30), Steady(stepped: 30, contractIn: 3)[StepKind.Meeting]);

    [Fact]
    public void A_pupil_is_followed_until_a_contract_and_not_longer()
    {
        var effect = Assert.IsType<StepEffect.Measured>(Steady(stepped: 30, contractIn: 10)[StepKind.Meeting]);

        Assert.Equal([4], effect.Changes.Select(change => change.Weeks));
    }

    /// <summary>
    /// 600 pupils of ten schools, of whom a third each attend 7, 8 and 9 of ten sessions in every week; so many of them meet the school in
    /// week 5 and attend one session more in each week after it.
    /// </summary>
    private static Dictionary<StepKind, StepEffect> Steady(int stepped, int weeks = 16, int? contractIn = null)
    {
        const int step = 5;
        var pupils = Enumerable.Range(0, 600).Select(number =>
        {
            var (attended, isStepped) = (7 + number % 3, number < stepped);
            List<(StepKind, int)> steps = [(StepKind.Meeting, step)];
            if (contractIn is { } contract)
            {
                steps.Add((StepKind.Contract, contract));
            }

            return new PupilWeeks(
                number / 3 % 10,
                [
                    .. Enumerable.Range(0, weeks)
                        .Select(week => new WeekOfSessions((byte)(attended + (isStepped && week > step ? 1 : 0)), 10)),
                ],
                isStepped ? steps : []);
        }).ToList();
        return StepEffects.Of(pupils).ToDictionary(effect => effect.Kind);
    }
}
