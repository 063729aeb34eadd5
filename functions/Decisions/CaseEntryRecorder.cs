using AttendanceFunctions.Functions.Intake;

namespace AttendanceFunctions.Functions.Decisions;

/// <summary>What became of an entry in a pupil's case.</summary>
/// <param name="Refusals">Why it, or a part of it, was not recorded, in sentences; empty if all of it counts.</param>
/// <param name="Now">The pupil's case as it is now; null where the pupil is not on the school's roster.</param>
public sealed record EntryOutcome(IReadOnlyList<string> Refusals, CaseNow? Now)
{
    /// <summary>The refusals as one text; null if there are none.</summary>
    public string? Refusal => Refusals.Count == 0 ? null : string.Join(" ", Refusals);
}

/// <summary>A pupil's case after an entry, with what it was read with.</summary>
/// <param name="Record">The marks and figures of the school year; null before the pupil's first night in it.</param>
public sealed record CaseNow(Pupil Pupil, AttendanceRecord? Record, Case Case);

/// <summary>
/// Records at once what people enter into a case and what is not formal, on any day: it joins the history, and no night has to carry it
/// out. The case is written before its history, so that the next night can add what a run that died here did not.
/// </summary>
public sealed class CaseEntryRecorder(
    TrustSettings settings, PupilTable pupils, AttendanceTable attendance, CaseTable cases, CaseEventTable events, FamilyContacts stored)
{
    private const string NotOnRoster = "The pupil is not on the school's roster.";

    /// <summary>Changes a pupil's case as a pure function says; it is called again if another run wrote the case meanwhile.</summary>
    /// <param name="today">The day or night on which it is recorded.</param>
    /// <param name="enter">
    /// Makes the case after the entry, from the day, the case before, and whether the night of the day has been worked out.
    /// </param>
    public async Task<EntryOutcome> RecordAsync(
        School school, DateOnly today, Upn upn, Func<CaseNight, Case, bool, (Case After, IReadOnlyList<string> Refusals)> enter,
        CancellationToken cancellationToken)
    {
        if (await pupils.FindEntryAsync(school.Id, upn, cancellationToken) is not { } entry)
        {
            return new([NotOnRoster], null);
        }

        var year = AcademicYear.Of(today);
        var record = await attendance.FindAsync(school.Id, year, upn, cancellationToken);
        var day = new CaseNight(
            school, (await settings.ReadAsync(cancellationToken)).MinimumPossibleSessions, entry.Known,
            record?.Marks ?? YearOfMarks.Empty(year), today)
        {
            Entry = entry,
        };
        while (true)
        {
            var found = await stored.FindAsync(school.Id, today, upn, cancellationToken);
            var before = found?.Row.Value ?? new Case(upn, school.Policy.Id);
            var (after, refusals) = enter(day, before, record?.Night >= today);
            if (after == before)
            {
                return new(refusals, new(entry.Known, record, before));
            }

            if (await cases.TryWriteAsync(school.Id, found?.Year ?? year, found?.Row, after, cancellationToken))
            {
                await events.WriteAsync(school.Id, upn, after.Latest, cancellationToken);
                return new(refusals, new(entry.Known, record, after));
            }
        }
    }
}

/// <summary>Ticks an action of a case's checklist off, or says why it does not apply.</summary>
public sealed class DecisionsAboutActions(CaseEntryRecorder entries)
{
    /// <summary>The allowed answers.</summary>
    public static IReadOnlyList<string> Allowed { get; } = [.. Checklist.ByWord.Keys];

    /// <summary>Records one answer; it counts at once.</summary>
    /// <param name="saidOn">The day on which the person said it.</param>
    /// <returns>Why it cannot be recorded; null if it was.</returns>
    public async Task<string?> RecordAsync(
        School school, DateOnly today, DateOnly saidOn, WorklistDecision decision, CancellationToken cancellationToken)
    {
        if (!Checklist.ByWord.TryGetValue(decision.Word.Trim(), out var isDone))
        {
            return $"{English.Quote(decision.Word)} cannot be said of an action: write {English.OneOf(Allowed)}.";
        }

        if (!Upn.TryParse(decision.Upn, out var upn) || !CaseKey.TryParse(decision.Key, out var key))
        {
            return "The key belongs to no action of this pupil; copy the row from the newest checklist.";
        }

        var tick = new Tick(decision.Happened ?? saidOn, isDone, decision.By, decision.Note);
        var outcome = await entries.RecordAsync(
            school, today, upn, (day, before, isNightDone) => Checklist.Tick(day, before, isNightDone, [new(key, tick)]),
            cancellationToken);
        return outcome.Refusal;
    }
}
