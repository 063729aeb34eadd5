using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Intake;

namespace AttendanceFunctions.Functions.Nights;

/// <summary>What a night has read.</summary>
/// <param name="Known">The school's entries in the intake ledger before the night's registers, by file name.</param>
public sealed record NightFiles(
    IReadOnlyDictionary<string, IntakeEntry> Known, SchoolRoster Roster,
    PupilRows<Versioned<AttendanceRecord>> RecordsBefore, RegisterIntakeResult Registers);

/// <summary>Reads the decisions, the roster and the registers of a school.</summary>
public sealed class NightIntake(
    DecisionIntake decisions, RosterIntake rosters, RegisterIntake registers, IntakeLedger ledger, AttendanceTable attendance)
{
    /// <summary>Reads the school's new files. Decisions and the roster are applied; register marks are only returned.</summary>
    public async Task<NightFiles> TakeAsync(Trust trust, School school, DateOnly night, CancellationToken cancellationToken)
    {
        await decisions.ApplySchoolAsync(school, night, cancellationToken);
        var known = await ledger.ReadAsync(school.Id.ToString(), cancellationToken);
        var roster = await rosters.TakeAsync(school, night, trust.MinimumCoverage, known, cancellationToken);
        var before = await attendance.ReadAsync(school.Id, AcademicYear.Of(night), cancellationToken);
        var records = before.Values.Select(row => row.Value).ToList();
        var taken = await registers.TakeAsync(trust, school, night, roster, records, known, cancellationToken);
        return new(known, roster, before, taken);
    }

    /// <summary>
    /// Writes the entries of the night's register files; the next night reads them again if they have marks of a held pupil.
    /// </summary>
    /// <returns>The entries of all files that this night was the first to read, including the roster and decisions.</returns>
    public async Task<IReadOnlyList<IntakeEntry>> RecordAsync(NightAtWork work, CancellationToken cancellationToken)
    {
        var files = work.Files;
        var areReadAgain = work.Held.All.Any(pupil => files.Registers.Marks.Contains(pupil.Upn));
        var entries = files.Registers.Entries
            .Select(entry => entry with { HasHeldPupils = areReadAgain && entry.Outcome == IntakeOutcome.Applied }).ToList();
        await ledger.WriteAsync(work.School.Id.ToString(), files.Known, entries, cancellationToken);
        return [.. files.Known.Values.Concat(files.Roster.Entry is { } roster ? [roster] : []).Concat(entries)
            .GroupBy(entry => entry.Name, (_, versions) => versions.Last()).Where(entry => entry.Night == work.Night)];
    }
}
