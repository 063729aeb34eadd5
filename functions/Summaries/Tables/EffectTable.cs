using AttendanceFunctions.Domain.Messages.HoldOuts;
using AttendanceFunctions.Domain.Summaries.Effects;
using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Summaries.Pages;

namespace AttendanceFunctions.Functions.Summaries.Tables;

/// <summary>How attendance went on after each kind of step, with what the figures cannot say.</summary>
internal static class EffectTable
{
    public static SummarySection Of(DateOnly night, IReadOnlyList<StepEffect> effects) => new("Did it help?",
    [
        new(
            "did-it-help", "Did it help", "What became of pupils after a step",
            $"Steps of the school year to {English.Day(night)}, and the school weeks after that of the step. Pupils are chosen for a step "
                + "when their attendance is at its worst, and often it becomes better by itself. So each week after a step is set beside "
                + "what pupils attended in the same week who had attended as much until then and had not had the step yet. The "
                + "figures show what followed a step, not what the step did: who was chosen may differ from the others in ways that "
                + "attendance does not show. Only messages that are left out by chance can tell more. One range in twenty "
                + "misses the truth.",
            [
                new("step", "Step", 30), new("weeks", "School weeks after it", 12), new("pupils", "Pupils with the step", 12),
                new("compared", "Compared: there are others like them", 16),
                new("before", "Their attendance in the four weeks before", 18),
                new("after", "In the weeks after", 12), new("alike", "Of pupils like them, without the step", 18),
                new("points", "Points more or fewer", 12), new("from", "True points from", 10), new("to", "True points to", 10),
                new("in_words", "In words", 52),
            ],
            [.. effects.SelectMany(RowsOf)],
            "There is no step yet."),
    ]);

    private static IEnumerable<SummaryRow> RowsOf(StepEffect effect) => effect is StepEffect.Measured measured
        ? measured.Changes.Select(change => RowOf(measured, change))
        :
        [
            new(
            [
                NameOf(effect.Kind), Cell.Empty, effect.Pupils is > 0 and < Headcount.SmallestGroup ? Cell.Empty : effect.Pupils,
                Cell.Empty, Cell.Empty, Cell.Empty, Cell.Empty, Cell.Empty, Cell.Empty, Cell.Empty,
                $"Too few pupils to say: {StepEffect.SmallestGroup} are needed who had the step, and as many others like them",
            ]),
        ];

    private static SummaryRow RowOf(StepEffect.Measured effect, StepChange change) => new(
    [
        NameOf(effect.Kind), change.Weeks, effect.Pupils, effect.Compared, Cell.Percent(change.Before), Cell.Percent(change.After),
        Cell.Percent(change.Alike), Cell.Number(change.Points), Cell.Number(change.Interval.Low), Cell.Number(change.Interval.High),
        InWords(change),
    ])
    { Tone = change.IsMore ? Tone.Good : change.IsLess ? Tone.Watch : Tone.Plain };

    private static string InWords(StepChange change)
    {
        if (!change.IsMore && !change.IsLess)
        {
            return $"No difference is shown: anything from {HoldOutDescription.Points(change.Interval.Low)} to "
                + $"{HoldOutDescription.Points(change.Interval.High)} may be true";
        }

        var points = Math.Abs(change.Points).ToString("0.0", CultureInfo.InvariantCulture);
        return $"{points} points {(change.IsMore ? "more" : "less")} than others like them; chance alone would hardly make it";
    }

    private static string NameOf(StepKind kind) => kind switch
    {
        StepKind.Nudge => "A message of concern left",
        StepKind.Letter => "A letter of concern or warning",
        StepKind.Meeting => "A meeting, or an invitation to one",
        StepKind.Contract => "An attendance contract",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of step."),
    };
}
