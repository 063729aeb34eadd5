namespace AttendanceFunctions.Functions.Decisions;

/// <summary>What somebody decided about a row of a worklist.</summary>
/// <param name="Upn">The row's UPN, as written.</param>
/// <param name="Kind">One of <see cref="WorklistKinds.Decided"/>.</param>
/// <param name="Key">The row's key, as written.</param>
/// <param name="Word">What was decided, as written; never empty.</param>
/// <param name="By">Who decided.</param>
/// <param name="Note">Why; may be empty.</param>
public sealed record WorklistDecision(string Upn, string Kind, string Key, string Word, Author By, string Note)
{
    /// <summary>The day on which it happened, where it needs one: the day of issue of a penalty notice. Null if none was stated.</summary>
    public DateOnly? Happened { get; init; }

    /// <summary>An entry for the log, without its kind and text, which are the word and the note; null for other decisions.</summary>
    public LogEntry? Entry { get; init; }
}

/// <summary>
/// Records what people decided: signed in, or in a file. A decision about a nudge or an absence, a tick on a checklist and an
/// entry for a log take effect at once; a decision about a case is recorded, and the next night applies it.
/// </summary>
public sealed class DecisionRecorder(
    DecisionsAboutNudges nudges, DecisionsAboutCases cases, DecisionsAboutAbsences absences, DecisionsAboutAddresses addresses,
    DecisionsAboutUpns upns, DecisionsAboutNotifications told, DecisionsAboutReviews reviews, DecisionsAboutActions actions,
    DecisionsAboutLog log, FamilyContacts stored, TimeProvider time)
{
    /// <summary>Records one decision.</summary>
    /// <param name="today">The day or night on which it is recorded.</param>
    /// <param name="at">When it was made: for a file, when it was written to storage.</param>
    /// <param name="roster">The school's pupils.</param>
    /// <returns>Why it cannot be recorded; null if it was.</returns>
    public async Task<string?> RecordAsync(
        School school, DateOnly today, DateTimeOffset at, IEnumerable<Pupil> roster, WorklistDecision decision,
        CancellationToken cancellationToken) =>
        decision.Kind switch
        {
            WorklistKinds.Case =>
                await RecordAsync(school, today, Dates.Earlier(London.DateAt(at), today), decision, cancellationToken),
            WorklistKinds.Absence =>
                await absences.RecordAsync(school, today, Dates.Earlier(ContactOn(school, at), today), decision, cancellationToken),
            WorklistKinds.Shared => await addresses.RecordAsync(school, today, roster, decision, cancellationToken),
            WorklistKinds.Policy =>
                await reviews.RecordAsync(school, today, Dates.Earlier(London.DateAt(at), today), decision, cancellationToken),
            WorklistKinds.Action =>
                await actions.RecordAsync(school, today, Dates.Earlier(London.DateAt(at), today), decision, cancellationToken),
            WorklistKinds.Log => await log.RecordAsync(school, today, decision, cancellationToken),
            WorklistKinds.Upn => await upns.RecordAsync(school.Id, decision, cancellationToken),
            _ => await nudges.RecordAsync(school, today, decision, cancellationToken),
        };

    /// <summary>
    /// Records a decision of the kind <c>case</c>: about somebody outside the school who was told, or about the case itself.
    /// </summary>
    private async Task<string?> RecordAsync(
        School school, DateOnly today, DateOnly decidedOn, WorklistDecision decision, CancellationToken cancellationToken)
    {
        if (!Upn.TryParse(decision.Upn, out var upn) || !CaseKey.TryParse(decision.Key, out var key))
        {
            return DecisionsAboutCases.KeyIsUnknown;
        }

        var found = await stored.FindAsync(school.Id, today, upn, cancellationToken);
        return DecisionsAboutNotifications.Find(school.Id, today, upn, key, found) is { } matter
            ? await told.RecordAsync(school, matter, decidedOn, decision, cancellationToken)
            : await cases.RecordAsync(school, key, found, decidedOn, decision, cancellationToken);
    }

    /// <summary>
    /// The last day for which a contact counts. Last night's worklist is worked through before school, so a visit made yesterday must not
    /// explain an absence that begins today.
    /// </summary>
    private DateOnly ContactOn(School school, DateTimeOffset at)
    {
        var now = time.GetUtcNow();
        var made = at < now ? at : now;
        return London.TimeAt(made) < school.RegistersClose ? London.DateAt(made).AddDays(-1) : London.DateAt(made);
    }
}
