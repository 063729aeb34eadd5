namespace AttendanceFunctions.Functions.Decisions;

/// <summary>A matter of which somebody outside the school has to be told, and the case in which it is recorded.</summary>
/// <param name="Year">The school year of the case's row.</param>
/// <param name="Row">The case's row; null if there is none yet.</param>
public sealed record FoundNotification(AcademicYear Year, Versioned<Case>? Row, Notification Matter);

/// <summary>
/// Records on a pupil's case that somebody outside the school was told (domain 0.17), or that a return was made (domain 0.16). It takes
/// effect at once: the next tick of the morning and the next night read it.
/// </summary>
public sealed class DecisionsAboutNotifications(CaseTable cases)
{
    /// <summary>Maximum look-back, in days, for an absence that only a morning's list has: no night has raised it yet.</summary>
    private const int LongestAgo = 366;

    private static readonly OutsideParty[] Adults =
        [OutsideParty.SocialWorker, OutsideParty.YouthOffendingWorker, OutsideParty.VirtualSchool];

    /// <summary>The matter of a decision; null if its key belongs to none.</summary>
    /// <param name="found">The pupil's case and its year; null if nothing has happened in it.</param>
    public static FoundNotification? Find(
        SchoolId school, DateOnly today, Upn upn, CaseKey key, (AcademicYear Year, Versioned<Case> Row)? found)
    {
        var known = found?.Row.Value.Notifications.FirstOrDefault(known => known.KeyFor(school, upn) == key);
        var matter = known ?? FindAbsence(school, upn, today, key);
        return matter is null ? null : new(found?.Year ?? AcademicYear.Of(today), found?.Row, matter);
    }

    /// <summary>Records one decision.</summary>
    /// <param name="decidedOn">The day on which it was made.</param>
    /// <returns>Why it cannot be recorded; null if it was.</returns>
    public async Task<string?> RecordAsync(
        School school, FoundNotification found, DateOnly decidedOn, WorklistDecision decision, CancellationToken cancellationToken)
    {
        if (!decision.Word.Trim().Equals(DecisionChoice.Done.InWords(), StringComparison.OrdinalIgnoreCase))
        {
            return $"{English.Quote(decision.Word)} cannot be decided here; allowed: {DecisionChoice.Done.InWords()}.";
        }

        var before = found.Row?.Value ?? new Case(Upn.Parse(decision.Upn), school.Policy.Id);
        var (after, refusal) = Notifications.Record(before, found.Matter, new(decidedOn, decision.By, decision.Note));
        return refusal.Length > 0 ? refusal
            : after == before || await cases.TryWriteAsync(school.Id, found.Year, found.Row, after, cancellationToken) ? null
            : DecisionsAboutCases.CaseIsBusy;
    }

    private static Notification? FindAbsence(SchoolId school, Upn upn, DateOnly today, CaseKey key) => (
        from ago in Enumerable.Range(0, LongestAgo)
        from adult in Adults
        let first = today.AddDays(-ago)
        where Notification.KeyOf(school, upn, adult, Occasion.Absence, first) == key
        select new Notification(adult, Occasion.Absence, first, today, Due: today)).FirstOrDefault();
}
