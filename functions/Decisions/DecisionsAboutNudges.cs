using AttendanceFunctions.Functions.Messages.Ledger;

namespace AttendanceFunctions.Functions.Decisions;

/// <summary>Records a person's decision about a nudge in the ledger; it takes effect at once.</summary>
public sealed class DecisionsAboutNudges(NudgeLedger ledger)
{
    /// <summary>The allowed decisions about a planned nudge.</summary>
    public static IReadOnlyList<string> ForPlanned { get; } = ["release", "withhold"];

    /// <summary>The allowed decisions about a nudge whose answer from the provider was lost.</summary>
    public static IReadOnlyList<string> ForUnknown { get; } = ["arrived", "resend"];

    private static readonly string Choices =
        $"For a planned nudge: {English.OneOf(ForPlanned)}; for an unknown one: {English.OneOf(ForUnknown)}.";

    /// <summary>Records one decision.</summary>
    /// <returns>Why it cannot be recorded; null if it was.</returns>
    public async Task<string?> RecordAsync(School school, DateOnly today, WorklistDecision decision, CancellationToken cancellationToken)
    {
        if (!NudgeKey.TryParse(decision.Key, out var key)
            || await ledger.FindAsync(new(school.Id, AcademicYear.Of(today), key), cancellationToken) is not { } nudge)
        {
            return "The key is not in the ledger; copy the row from the worklist again.";
        }

        if (!Upn.TryParse(decision.Upn, out var upn) || upn != nudge.Value.Upn)
        {
            return "The key belongs to another pupil; copy the row from the worklist again.";
        }

        var (decided, reason) = Decide(school, nudge.Value, decision, today);
        if (reason is not null || decided == nudge.Value)
        {
            return reason;
        }

        return await ledger.MoveAsync(nudge, decided, cancellationToken) is null
            ? "The message was on its way at that moment; look at tomorrow's worklist."
            : null;
    }

    private static (Nudge Decided, string? Reason) Decide(School school, Nudge nudge, WorklistDecision decision, DateOnly today) =>
        (decision.Word.Trim().ToLowerInvariant(), nudge.State) switch
        {
            // The same file was uploaded again with further rows, or an earlier run died: the decision is applied already.
            ("release", not NudgeState.Withheld) or ("withhold", NudgeState.Withheld) when nudge.DecidedBy?.Name == decision.By.Name =>
                (nudge, null),
            ("arrived", NudgeState.Accepted or NudgeState.Delivered) or ("resend", NudgeState.Planned)
                when nudge.DecidedBy?.Name == decision.By.Name => (nudge, null),
            ("release", NudgeState.Planned) when nudge.IsReleased =>
                (nudge, $"It was released already, by {nudge.DecidedBy?.InWords() ?? "the trust's settings"}."),
            ("release", NudgeState.Planned) when nudge.LastDay < today =>
                (nudge, $"It could be released until {English.Day(nudge.LastDay)}."),
            ("release", NudgeState.Planned) => (nudge.Release(decision.By), null),
            ("withhold", NudgeState.Planned or NudgeState.Joined) => (nudge.Withhold(decision.By), null),
            ("arrived", NudgeState.Unknown) => (nudge.ConfirmSent(decision.By), null),
            // May be sent until the next school day: the night reads decisions made in the evening, too late to send on the same day.
            ("resend", NudgeState.Unknown) => (nudge.Resend(decision.By, school.Calendar.NextSchoolDay(today) ?? today), null),
            ("release" or "withhold" or "arrived" or "resend", var state) =>
                (nudge, $"Its state is {state}, so this can no longer be decided. {Choices}"),
            _ => (nudge, $"\"{decision.Word}\" is not a decision. {Choices}"),
        };
}
