using System.Collections.Concurrent;
using AttendanceFunctions.Domain.Absences.FirstDay;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Functions.Nights;
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
    SchoolFiles files, RegisterIntake registers, IntakeLedger intake, PupilTable pupils, AttendanceTable attendance, EarlierMarks earlier,
    FamilyContacts family, MorningCache cache) : IPupilsToAskAfter
{
    /// <inheritdoc />
    public async Task<MorningPupil?> FindAsync(Trust trust, School school, DateOnly day, Upn upn, CancellationToken cancellationToken) =>
        (await ReadAsync(trust, school, day, cancellationToken)).FindUnseen(upn) is { } pupil
        && pupil.IsToAsk(await family.ReadAsync(school.Id, day, upn, cancellationToken))
            ? pupil
            : null;

    /// <param name="trust">The trust.</param>
    /// <param name="school">The school.</param>
    /// <param name="today">The day.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<MorningRoll> ReadAsync(Trust trust, School school, DateOnly today, CancellationToken cancellationToken)
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
        var marked = roster.Pupils.Values.Select(pupil =>
        {
            var record = records.TryGetValue(pupil.Upn, out var row) ? row.Value : AttendanceRecord.Empty(pupil.Upn, AcademicYear.Of(today));
            return MorningPupil.Of(school, pupil, record with { Marks = record.Marks.With(stated[pupil.Upn]) }, today);
        }).ToList();
        var roll = MorningRoll.Of(today, await WithEarlierAsync(trust, school, today, marked, cancellationToken));
        cache.Keep(school, listed, roll);
        return roll;
    }

    /// <summary>What lies in last year or at another school, of the few whose absence may have begun there: day three is the same day as in the night's worklist.</summary>
    private async Task<IReadOnlyList<MorningPupil>> WithEarlierAsync(
        Trust trust, School school, DateOnly today, List<MorningPupil> pupils, CancellationToken cancellationToken)
    {
        var reaching = pupils.Where(pupil => pupil.MayHaveBegunEarlier).Select(pupil => new PupilOnRoll(pupil.Pupil, pupil.Record, pupil.Record.Marks, pupil.Record.Late)).ToList();
        var found = (await earlier.FindAsync(trust, school, today, reaching, cancellationToken)).ToDictionary(pupil => pupil.Pupil.Upn, pupil => pupil.Earlier);
        return [.. pupils.Select(pupil => found.TryGetValue(pupil.Pupil.Upn, out var history) ? pupil with { Earlier = history } : pupil)];
    }

    /// <summary>The pupils as the last night knew them, by the roster that it looked them up in.</summary>
    private async Task<SchoolRoster> RosterAsync(School school, IReadOnlyDictionary<string, IntakeEntry> known, CancellationToken cancellationToken) => new(
        await pupils.ReadAsync(school.Id, cancellationToken),
        known.TryGetValue($"{Containers.Rosters}/{RosterIntake.PathOf(school.Id)}", out var entry) ? entry.ETag : "", []);
}
