namespace AttendanceFunctions.Functions.Decisions;

/// <summary>Records on a pupil's case what a person decided about it; the next night applies it.</summary>
public sealed class DecisionsAboutCases(CaseTable cases, CaseEventTable events)
{
    /// <summary>The reason given when another run wrote the case since it was read.</summary>
    internal const string CaseIsBusy = "The case was being worked on at that moment; please put the file there again.";

    /// <summary>Records one decision.</summary>
    /// <param name="today">The day or night on which the decision is read.</param>
    /// <param name="decidedOn">The day on which it was made; the night applies the decision as of that day.</param>
    /// <returns>Why it cannot be recorded; null if it was.</returns>
    public async Task<string?> RecordAsync(
        School school, DateOnly today, DateOnly decidedOn, WorklistDecision decision, CancellationToken cancellationToken)
    {
        if (!CaseDecisions.ByWord.TryGetValue(decision.Word.Trim(), out var choice))
        {
            return $"{English.Quote(decision.Word)} is not a decision; the column Allowed says what can be decided.";
        }

        // The case is in a row of last year until the first night of the new school year has carried it over.
        var thisYear = AcademicYear.Of(today);
        AcademicYear[] years = [thisYear, new(thisYear.StartYear - 1)];
        if (!CaseKey.TryParse(decision.Key, out var key) || !Upn.TryParse(decision.Upn, out var upn)
            || await cases.FindAsync(school.Id, years, upn, cancellationToken) is not var (year, stored))
        {
            return "The key is in no case of this school; copy the row from the worklist again.";
        }

        var history = await events.ReadAsync(school.Id, upn, cancellationToken);
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
