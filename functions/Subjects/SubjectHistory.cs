using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Storage;

namespace AttendanceFunctions.Functions.Subjects;

/// <summary>What is on record about a pupil, read as what it means.</summary>
/// <param name="Pupils">The pupil as the newest roster states it; none where the roster no longer has the pupil.</param>
/// <param name="Years">The school years with marks or readings, the newest first.</param>
/// <param name="Cases">The case of each school year that has one, the newest first.</param>
/// <param name="Events">The history of the case.</param>
/// <param name="Messages">The rows of the ledger, the newest first.</param>
public sealed record SubjectHistory(
    IReadOnlyList<Pupil> Pupils, IReadOnlyList<(AcademicYear Year, AttendanceRecord Record)> Years, IReadOnlyList<(AcademicYear Year, Case Case)> Cases,
    IReadOnlyList<CaseEvent> Events, IReadOnlyList<Nudge> Messages);

/// <summary>Reads the history that belongs to what was found.</summary>
public sealed class SubjectHistories(PupilTable pupils, AttendanceTable attendance, CaseTable cases, CaseEventTable events)
{
    public async Task<SubjectHistory> ReadAsync(SubjectRecord record, CancellationToken cancellationToken)
    {
        var (school, upn) = (record.Subject.School, record.Subject.Upn);
        var years = new List<(AcademicYear, AttendanceRecord)>();
        foreach (var year in YearsIn(record, Tables.Attendance))
        {
            years.AddRange(await attendance.FindAsync(school, year, upn, cancellationToken) is { } read ? [(year, read)] : Array.Empty<(AcademicYear, AttendanceRecord)>());
        }

        var standing = new List<(AcademicYear, Case)>();
        foreach (var year in YearsIn(record, Tables.Cases))
        {
            standing.AddRange(await cases.FindAsync(school, year, upn, cancellationToken) is { } row ? [(year, row.Value)] : Array.Empty<(AcademicYear, Case)>());
        }

        return new(
            await pupils.FindAsync(school, upn, cancellationToken) is { } pupil ? [pupil] : [], years, standing,
            await events.ReadAsync(school, upn, cancellationToken),
            [.. record.Tables[Tables.Nudges].Select(row => NudgeRow.Read(row).Value).OrderByDescending(nudge => nudge.PlannedOn).ThenBy(nudge => nudge.ContactSlot)]);
    }

    private static IEnumerable<AcademicYear> YearsIn(SubjectRecord record, string table) =>
        record.Tables[table].Select(SubjectTables.YearOf).OrderByDescending(year => year.StartYear);
}
