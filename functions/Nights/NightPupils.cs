namespace AttendanceFunctions.Functions.Nights;

/// <summary>Updates every pupil of a school: marks, case, tally and status.</summary>
public sealed class NightPupils(EarlierMarks earlier, CaseRun cases, AttendanceTable attendance)
{
    /// <summary>Applies the night's marks, brings the cases up to the night, and writes the records that changed.</summary>
    /// <returns>All pupils of the roster, including pupils not on roll on the night, in the order of their UPNs.</returns>
    public async Task<IReadOnlyList<PupilNight>> WorkOutAsync(
        Trust trust, School school, DateOnly night, NightFiles files, CancellationToken cancellationToken)
    {
        var marked = await earlier.FindAsync(trust, school, night, Mark(night, files), cancellationToken);
        var onRoll = marked.Where(pupil => pupil.Pupil.OnRoll.Contains(night)).ToList();
        var caseOf = await cases.RunAsync(trust, school, night, onRoll, cancellationToken);
        var pupils = marked.Select(pupil =>
        {
            var current = caseOf.GetValueOrDefault(pupil.Pupil.Upn) ?? new Case(pupil.Pupil.Upn, school.Policy.Id);
            return WorkOut(trust, school, night, pupil, current);
        }).ToList();
        var after = pupils.Select(pupil => pupil.Record);
        await attendance.WriteAsync(school.Id, AcademicYear.Of(night), files.RecordsBefore, after, cancellationToken);
        return pupils;
    }

    private static List<PupilOnRoll> Mark(DateOnly night, NightFiles files)
    {
        var year = AcademicYear.Of(night);
        return [.. files.Roster.Pupils.Values.OrderBy(pupil => pupil.Upn).Select(pupil =>
        {
            var record = files.RecordsBefore.GetValueOrDefault(pupil.Upn)?.Value ?? AttendanceRecord.Empty(pupil.Upn, year);
            var stated = files.Registers.Marks[pupil.Upn];
            return new PupilOnRoll(pupil, record, record.Marks.With(stated), record.Late.With(year, stated));
        })];
    }

    private static PupilNight WorkOut(Trust trust, School school, DateOnly night, PupilOnRoll marked, Case current)
    {
        var (pupil, record, marks, late) = marked;
        // Sessions before admission and after leaving are not counted (DfE: sessions count from each pupil's admission date).
        var last = Dates.Earlier(pupil.OnRoll.Leaving, night);
        var tally = Tally.Of(marks, pupil.OnRoll.Admission, last);
        var status = school.Policy.StatusOf(tally, trust.MinimumPossibleSessions, current.Stage);
        var after = record.After(night, marks, status) with { Late = late, Elsewhere = string.Join(' ', marked.Elsewhere) };
        return new(pupil, after, status, current) { Earlier = marked.Earlier };
    }
}
