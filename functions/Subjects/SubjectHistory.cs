using AttendanceFunctions.Functions.Messages.Ledger;

namespace AttendanceFunctions.Functions.Subjects;

/// <summary>What the tables say about a pupil, read as what it means.</summary>
/// <param name="Pupil">The pupil as the newest roster states it; null where the roster no longer has the pupil.</param>
/// <param name="Years">The school years with marks or figures, the newest first.</param>
/// <param name="Cases">The case of each school year that has one, the newest first.</param>
/// <param name="Events">What happened in the cases.</param>
/// <param name="Messages">The rows of the ledger, the newest first.</param>
public sealed record SubjectHistory(
    Pupil? Pupil,
    IReadOnlyList<(AcademicYear Year, AttendanceRecord Record)> Years,
    IReadOnlyList<(AcademicYear Year, Case Case)> Cases,
    IReadOnlyList<CaseEvent> Events,
    IReadOnlyList<Nudge> Messages);

/// <summary>Reads the history that belongs to the rows that were found.</summary>
public sealed class SubjectHistories(PupilTable pupils, AttendanceTable attendance, CaseTable cases, CaseEventTable events)
{
    public async Task<SubjectHistory> ReadAsync(SubjectRecord record, CancellationToken cancellationToken)
    {
        var (school, upn) = (record.Subject.School, record.Subject.Upn);
        var years = new List<(AcademicYear, AttendanceRecord)>();
        foreach (var year in YearsIn(record, Tables.Attendance))
        {
            if (await attendance.FindAsync(school, year, upn, cancellationToken) is { } read)
            {
                years.Add((year, read));
            }
        }

        var standing = new List<(AcademicYear, Case)>();
        foreach (var year in YearsIn(record, Tables.Cases))
        {
            if (await cases.FindAsync(school, year, upn, cancellationToken) is { } row)
            {
                standing.Add((year, row.Value));
            }
        }

        var messages = record.Tables[Tables.Nudges].Select(row => NudgeRow.Read(row).Value)
            .OrderByDescending(nudge => nudge.PlannedOn).ThenBy(nudge => nudge.ContactSlot);
        var pupil = await pupils.FindAsync(school, upn, cancellationToken);
        return new(pupil, years, standing, await events.ReadAsync(school, upn, cancellationToken), [.. messages]);
    }

    private static IEnumerable<AcademicYear> YearsIn(SubjectRecord record, string table) =>
        record.Tables[table].Select(SubjectTables.YearOf).OrderByDescending(year => year.StartYear);
}
