using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>Late corrections of marks on which a step had rested. They show; history is never rewritten.</summary>
internal static class Corrections
{
    public static void Apply(CaseProgress progress, CaseDay day)
    {
        var step = progress.Current.Step;
        var now = day.Night.On(step.On).LookedAt(progress.Current);
        // What an earlier year or school counted is not among these marks.
        var isCountedHere = step.Stage > 0 && step.Carried == default && now.Possible > 0;
        if (!isCountedHere || now == step.Corrected)
        {
            return;
        }

        if (day.Night.Policy.IsFormal(step.Stage))
        {
            progress.Add(
                day, CaseEventKind.Corrected, step.Stage,
                $"Marks up to {English.Day(step.On)} were corrected. {day.Night.Policy.NameOf(step.Stage)} was agreed on {CaseDescription.Of(step.Then)}, {InWords(step.Then)}; as the marks are now, it was {CaseDescription.Of(now)}, {InWords(now)}{Consequence(day, step, now)}.");
        }

        progress.Quietly(current => current with { Step = step with { Corrected = now } });
    }

    private static string InWords(SessionCount sessions) => $"{sessions.Authorised} absences authorised and {sessions.Unauthorised} not";

    private static string Consequence(CaseDay day, Step step, SessionCount now) =>
        now.TryGetRate(out var rate) && step.Then.TryGetRate(out var before)
        && day.Night.Policy.Ladder.Covers(step.Stage, before) && !day.Night.Policy.Ladder.Covers(step.Stage, rate)
            ? ", which is above the line: please look at it"
            : "";
}
