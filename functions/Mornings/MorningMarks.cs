using System.Collections.Concurrent;
using AttendanceFunctions.Domain.Mornings;
using AttendanceFunctions.Domain.Readings;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Storage;

namespace AttendanceFunctions.Functions.Mornings;

/// <summary>
/// What was read last of each school's morning. Every text looks again before it leaves, and two thousand of them must not read two
/// thousand registers: what was read of the same versions of the same files is read once.
/// </summary>
public sealed class MorningCache
{
    private readonly ConcurrentDictionary<SchoolId, Kept> _kept = new();

    internal MorningRoll? Find(School school, DateOnly day, IReadOnlyList<IncomingFile> files) =>
        _kept.TryGetValue(school.Id, out var kept) && ReferenceEquals(kept.School, school) && kept.Roll.Day == day && kept.Files.SequenceEqual(files) ? kept.Roll : null;

    // Two who read at once read the same.
    internal void Keep(School school, IReadOnlyList<IncomingFile> files, MorningRoll roll) => _kept[school.Id] = new(school, files, roll);

    private sealed record Kept(School School, IReadOnlyList<IncomingFile> Files, MorningRoll Roll);
}

/// <summary>
/// Reads a school's morning: the marks on record, and on top of them what the register files say that no night has taken in yet. It writes
/// nothing: marks and intake stay the night's, which reads the same files again.
/// </summary>
public sealed class MorningMarks(
    SchoolFiles files, RegisterIntake registers, IntakeLedger intake, PupilTable pupils, AttendanceTable attendance, MorningCache cache)
{
    /// <param name="school">The school.</param>
    /// <param name="today">The day.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<MorningRoll> ReadAsync(School school, DateOnly today, CancellationToken cancellationToken)
    {
        var listed = await files.ListAsync(Containers.Registers, school.Id, cancellationToken);
        if (cache.Find(school, today, listed) is { } kept)
        {
            return kept;
        }

        var known = await intake.ReadAsync(school.Id.ToString(), cancellationToken);
        var roster = await RosterAsync(school, known, cancellationToken);
        var records = await attendance.ReadAsync(school.Id, AcademicYear.Of(today), cancellationToken);
        var read = await registers.ReadAsync(school, today, roster, listed, known, cancellationToken);
        var stated = read.SelectMany(register => register.Statements).ToLookup(statement => statement.Upn, statement => statement.Stated);
        var roll = MorningRoll.Of(today, [.. roster.Pupils.Values.Select(pupil =>
        {
            var record = records.TryGetValue(pupil.Upn, out var row) ? row.Value : AttendanceRecord.Empty(pupil.Upn, AcademicYear.Of(today));
            return MorningPupil.Of(school, pupil, record with { Marks = record.Marks.With(stated[pupil.Upn]) }, today);
        })]);
        cache.Keep(school, listed, roll);
        return roll;
    }

    /// <summary>The pupils as the last night knew them, by the roster that it looked them up in.</summary>
    private async Task<SchoolRoster> RosterAsync(School school, IReadOnlyDictionary<string, IntakeEntry> known, CancellationToken cancellationToken) => new(
        await pupils.ReadAsync(school.Id, cancellationToken),
        known.TryGetValue($"{Containers.Rosters}/{RosterIntake.PathOf(school.Id)}", out var entry) ? entry.ETag : "", []);
}
