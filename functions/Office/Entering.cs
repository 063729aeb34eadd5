using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Worklists;

namespace AttendanceFunctions.Functions.Office;

/// <summary>
/// Enters for a signed-in person what is not formal: it counts at once, on any day, and the child's rows are brought up to date. A
/// repetition changes nothing.
/// </summary>
public sealed class Entering(
    CaseEntryRecorder entries, AttendanceTable attendance, CaseEventTable events, OpenRowTable open, TimeProvider time)
{
    /// <summary>Ticks actions of a child's checklist off.</summary>
    /// <returns>Why some of them were not recorded; null if all of them count.</returns>
    public Task<string?> TickAsync(
        SchoolVisit visit, Upn upn, IReadOnlyList<TickedAction> ticks, CancellationToken cancellationToken) =>
        EnterAsync(
            visit, upn, (day, before, isNightDone) => Checklist.Tick(day, before, isNightDone, ticks), cancellationToken);

    /// <summary>Writes a family's request for leave of absence down.</summary>
    /// <returns>Why it was not recorded; null if it was.</returns>
    public async Task<string?> AskForLeaveAsync(
        SchoolVisit visit, Upn upn, LeaveAsked asked, Author author, CancellationToken cancellationToken)
    {
        var lastYear = new AcademicYear(AcademicYear.Of(London.DateAt(time.GetUtcNow())).StartYear - 1);
        var before = await attendance.FindAsync(visit.School.Id, lastYear, upn, cancellationToken);
        return await EnterAsync(
            visit, upn,
            (day, current, isNightDone) => LeaveRequests.Ask(day, current, isNightDone, asked, author, before?.Marks), cancellationToken);
    }

    /// <summary>Writes an entry into the log of a child.</summary>
    /// <returns>Why it was not written; null if it was.</returns>
    public async Task<string?> WriteAsync(SchoolVisit visit, Upn upn, LogEntry entry, Author by, CancellationToken cancellationToken)
    {
        var history = await events.ReadAsync(visit.School.Id, upn, cancellationToken);
        return await EnterAsync(
            visit, upn, (day, before, isNightDone) => CaseLog.Write(day, before, isNightDone, history, entry, by), cancellationToken);
    }

    /// <summary>Records what was agreed at a formal step.</summary>
    /// <returns>Why it was not recorded; null if it was.</returns>
    public Task<string?> AgreeAsync(SchoolVisit visit, Upn upn, Agreement agreement, CancellationToken cancellationToken) =>
        EnterAsync(
            visit, upn, (day, before, isNightDone) => Agreements.Record(day, before, isNightDone, agreement), cancellationToken);

    /// <summary>Changes a child's case as a pure function says, and brings the child's rows up to date.</summary>
    /// <returns>Why something was not entered; null if all of it counts.</returns>
    public async Task<string?> EnterAsync(
        SchoolVisit visit, Upn upn, Func<CaseNight, Case, bool, (Case After, IReadOnlyList<string> Refusals)> enter,
        CancellationToken cancellationToken)
    {
        var (school, today) = (visit.School, London.DateAt(time.GetUtcNow()));
        var outcome = await entries.RecordAsync(school, today, upn, enter, cancellationToken);
        if (outcome.Now is { Record: { Night: not null } record } now)
        {
            var rows = CaseRowsNow.Of(visit.Trust, school, now.Pupil, record, now.Case, today);
            await open.ChangeAsync(school.Id, upn, before => CaseRowsNow.Replace(before, rows), cancellationToken);
        }

        return outcome.Refusal;
    }
}

/// <summary>The rows about a child's case as it is now, between two nights.</summary>
internal static class CaseRowsNow
{
    /// <summary>The rows; what was decided and not carried out yet is no longer open for anybody.</summary>
    public static IReadOnlyList<WorklistRow> Of(
        Trust trust, School school, Pupil pupil, AttendanceRecord record, Case current, DateOnly today)
    {
        var status = school.Policy.StatusOf(record.Tally, trust.MinimumPossibleSessions, current.Stage);
        PupilNight[] one = [new(pupil, record, status, current)];
        var pending = current.PendingDecisions.Select(decision => decision.Key.ToString()).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. NotificationRows.Of(school, today, one)
                .Concat(new CaseRows(school, today, new([], [])).Of(one).Where(IsOfCase))
                .Concat(PenaltyRows.Of(school, today, one))
                .Where(row => row.Key is null || !pending.Contains(row.Key)),
        ];
    }

    /// <summary>Puts them in the place of those that were there.</summary>
    public static OpenRows Replace(OpenRows before, IReadOnlyList<WorklistRow> now) =>
        before with { OfNight = [.. now, .. before.OfNight.Where(row => !IsOfCase(row))] };

    private static bool IsOfCase(WorklistRow row) => row.Kind is WorklistKinds.Case or WorklistKinds.Review or WorklistKinds.Action;
}
