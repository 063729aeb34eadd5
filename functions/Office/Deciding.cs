using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Worklists;

namespace AttendanceFunctions.Functions.Office;

/// <summary>What a person decided on a page about a row of a child.</summary>
/// <param name="RowKey">The row's key.</param>
/// <param name="Word">One of the row's allowed decisions.</param>
/// <param name="Note">Why, or whom the person told; may be empty.</param>
/// <param name="Happened">The day on which it happened, where the decision needs one.</param>
public sealed record PageDecision(string RowKey, string Word, string Note, DateOnly? Happened);

/// <summary>
/// Decides for a signed-in person: records the decision as files do, carries out at once what concerns a case, and brings the child's rows
/// up to date. A repetition changes nothing.
/// </summary>
public sealed class Deciding(
    DecisionRecorder recorder, OpenRowTable open, PupilTable pupils, AttendanceTable attendance, CaseTable cases, CaseEventTable events,
    TimeProvider time)
{
    private const string IsGone =
        "This is no longer open: somebody else did it, or it ended by itself. Look at what happened, and decide again if it is needed.";

    private const string IsFormal = "Only the attendance lead or the head decides this, because it is formal.";

    /// <summary>Decides about a row of a child.</summary>
    /// <returns>Why nothing was changed, for the person who decided; null if the decision counts.</returns>
    public async Task<string?> DecideAsync(SchoolVisit visit, Upn upn, PageDecision decision, CancellationToken cancellationToken)
    {
        var (school, now) = (visit.School, time.GetUtcNow());
        var today = London.DateAt(now);
        var rows = await open.FindAsync(school.Id, upn, cancellationToken);
        if (rows.MorningOf(today).Concat(rows.OfNight).FirstOrDefault(row => row.Key == decision.RowKey) is not { } row)
        {
            return IsGone;
        }

        if (row.NeedsSignIn && !visit.Person.May(StaffRight.DecideFormally, school.Id))
        {
            return IsFormal;
        }

        if (!row.Allowed.Contains(decision.Word) || !SchoolText.Note.Allows(decision.Note))
        {
            return row.Allowed.Contains(decision.Word)
                ? SchoolText.Note.Fault("Note", decision.Note)
                : $"{English.Quote(decision.Word)} cannot be decided here.";
        }

        var roster = row.Kind == WorklistKinds.Shared
            ? (await pupils.ReadAsync(school.Id, cancellationToken)).Values : Enumerable.Empty<Pupil>();
        var refusal = await recorder.RecordAsync(
            school, today, now, roster,
            new(upn.ToString(), row.Kind, decision.RowKey, decision.Word, visit.Author, decision.Note) { Happened = decision.Happened },
            cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        IReadOnlyList<WorklistRow>? ofCase = row.Kind == WorklistKinds.Case
            ? await CarryOutAsync(visit.Trust, school, upn, today, cancellationToken) : null;
        await open.ChangeAsync(school.Id, upn, before => Without(before, decision.RowKey, ofCase), cancellationToken);
        return null;
    }

    /// <summary>Carries out what was decided about a case, unless today's night is done: then the next night does.</summary>
    /// <returns>The rows about the case as it is now; null where they cannot be made, because the school year has no night yet.</returns>
    private async Task<IReadOnlyList<WorklistRow>?> CarryOutAsync(
        Trust trust, School school, Upn upn, DateOnly today, CancellationToken cancellationToken)
    {
        var year = AcademicYear.Of(today);
        if (await pupils.FindEntryAsync(school.Id, upn, cancellationToken) is not { } entry
            || await attendance.FindAsync(school.Id, year, upn, cancellationToken) is not { Night: { } night } record)
        {
            return null;
        }

        while (true)
        {
            if (await cases.FindAsync(school.Id, year, upn, cancellationToken) is not { } row)
            {
                return null;
            }

            var day = new CaseNight(school, trust.MinimumPossibleSessions, entry.Known, record.Marks, today) { Entry = entry };
            var after = night < today ? CaseEngine.Decide(day, row.Value) : row.Value;
            if (after == row.Value || await cases.TryWriteAsync(school.Id, year, row, after, cancellationToken))
            {
                // After the case: the next night adds the events that a run which died here did not.
                await events.WriteAsync(school.Id, upn, after.IsAheadOfNight ? after.Latest : [], cancellationToken);
                return CaseRowsNow.Of(trust, school, entry.Known, record, after, today);
            }
        }
    }

    private static OpenRows Without(OpenRows before, string key, IReadOnlyList<WorklistRow>? ofCase)
    {
        var others = before with
        {
            OfNight = [.. before.OfNight.Where(row => row.Key != key)],
            OfMorning = [.. before.OfMorning.Where(row => row.Key != key)],
        };
        return ofCase is null ? others : CaseRowsNow.Replace(others, ofCase);
    }
}
