namespace AttendanceFunctions.Functions.Decisions;

/// <summary>Records on a pupil's case what a person decided about it; the next night applies it.</summary>
public sealed class DecisionsAboutCases(CaseTable cases, CaseEventTable events)
{
    /// <summary>The reason given when another run wrote the case since it was read.</summary>
    internal const string CaseIsBusy = "The case was being worked on at that moment: please decide again.";

    /// <summary>The reason given when a decision's key belongs to nothing.</summary>
    internal const string KeyIsUnknown = "The key is in no case of this school; copy the row from the worklist again.";

    /// <summary>Records one decision.</summary>
    /// <param name="found">The pupil's case and its year; null if nothing has happened in it.</param>
    /// <param name="decidedOn">The day on which it was made; the night applies the decision as of that day.</param>
    /// <returns>Why it cannot be recorded; null if it was.</returns>
    public async Task<string?> RecordAsync(
        School school, CaseKey key, (AcademicYear Year, Versioned<Case> Row)? found, DateOnly decidedOn, WorklistDecision decision,
        CancellationToken cancellationToken)
    {
        if (!CaseDecisions.ByWord.TryGetValue(decision.Word.Trim(), out var choice))
        {
            return $"{English.Quote(decision.Word)} is not a decision; the column Allowed says what can be decided.";
        }

        if (found is not var (year, stored))
        {
            return KeyIsUnknown;
        }

        var history = await events.ReadAsync(school.Id, stored.Value.Upn, cancellationToken);
        var (after, refusal) = CaseDecisions.Record(
            school.Policy, stored.Value, history,
            new(key, choice, decidedOn, decision.By, decision.Note) { Happened = decision.Happened });
        if (after == stored.Value)
        {
            return refusal.Length > 0 ? refusal : null;
        }

        return await cases.TryWriteAsync(school.Id, year, stored, after, cancellationToken) ? null : CaseIsBusy;
    }
}
