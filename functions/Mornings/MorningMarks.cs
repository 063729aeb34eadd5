using System.Collections.Concurrent;
using AttendanceFunctions.Domain.Absences.FirstDay;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Nights;
using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Functions.Mornings;

/// <summary>
/// Caches the last morning read of each school. The registers are read again before each text is sent; with the cache, unchanged
/// files are read once instead of once per text.
/// </summary>
public sealed class MorningCache
{
    private readonly ConcurrentDictionary<SchoolId, Kept> _kept = new();

    /// <param name="onFile">The circumstances that people put on file: one of this morning holds a text back at once.</param>
    internal MorningRoll? Find(
        School school, DateOnly day, IReadOnlyList<IncomingFile> files, IReadOnlyList<(Upn Upn, string Text)> onFile) =>
        _kept.TryGetValue(school.Id, out var kept)
        && ReferenceEquals(kept.School, school) && kept.Roll.Day == day && kept.Files.SequenceEqual(files)
        && kept.OnFile.SequenceEqual(onFile)
            ? kept.Roll
            : null;

    // If two runs read at the same time, either result may be cached: both read the same files.
    internal void Keep(
        School school, IReadOnlyList<IncomingFile> files, IReadOnlyList<(Upn Upn, string Text)> onFile, MorningRoll roll) =>
        _kept[school.Id] = new(school, files, onFile, roll);

    private sealed record Kept(
        School School, IReadOnlyList<IncomingFile> Files, IReadOnlyList<(Upn Upn, string Text)> OnFile, MorningRoll Roll);
}

/// <summary>
/// Reads a school's morning: the recorded marks, and the marks of register files that no night has read yet. It writes nothing; the
/// night reads the same files again.
/// </summary>
public sealed partial class MorningMarks(
    SchoolFiles files, RegisterIntake registers, IntakeLedger ledger, PupilTable pupils, AttendanceTable attendance,
    SharedUpns sharedUpns, EarlierMarks earlier, MorningCache cache, ILogger<MorningMarks> log)
{
    /// <summary>The school's pupils with this morning's marks.</summary>
    public async Task<MorningRoll> ReadAsync(Trust trust, School school, DateOnly today, CancellationToken cancellationToken)
    {
        var listed = await files.ListAsync(Containers.Registers, school.Id, cancellationToken);
        var onFile = await pupils.ReadOnFileAsync(school.Id, cancellationToken);
        if (cache.Find(school, today, listed, onFile) is { } kept)
        {
            return kept;
        }

        var year = AcademicYear.Of(today);
        var records = await attendance.ReadAsync(school.Id, year, cancellationToken);
        var known = await ledger.ReadAsync(school.Id.ToString(), cancellationToken);
        var entries = await pupils.ReadEntriesAsync(school.Id, cancellationToken);
        var roster = SchoolRoster.Of(entries, RosterIntake.ETagOf(school.Id, known));
        var read = await registers.ReadAsync(school, today, roster, listed, known, cancellationToken);
        var stated = read.SelectMany(register => register.Marks).ToLookup(mark => mark.Upn, mark => mark.Stated);
        var (held, marked) = (new HeldPupils(roster.Pupils), new List<MorningPupil>());
        held.Hold(roster.Unreadable);
        foreach (var pupil in roster.Pupils.Values)
        {
            // A pupil whose record cannot be read is looked for all the same: this morning's register says who was not seen.
            var record = records.GetValueOrDefault(pupil.Upn)?.Value ?? AttendanceRecord.Empty(pupil.Upn, year);
            held.Try(pupil.Upn, () => marked.Add(
                MorningPupil.Of(school, pupil, record with { Marks = record.Marks.With(stated[pupil.Upn]) }, today)));
        }

        if (held.All.Count > 0)
        {
            LogHeld(school.Id, held.All.Count, held.Faults);
        }

        var roll = MorningRoll.Of(today, await WithEarlierAsync(trust, school, today, marked, held, cancellationToken));
        cache.Keep(school, listed, onFile, roll);
        return roll;
    }

    /// <summary>
    /// Adds the marks of last year and of other schools for the few pupils whose absence may have begun there, so that the days of an
    /// absence are counted as in the night's worklist.
    /// </summary>
    private async Task<IReadOnlyList<MorningPupil>> WithEarlierAsync(
        Trust trust, School school, DateOnly today, List<MorningPupil> marked, HeldPupils held,
        CancellationToken cancellationToken)
    {
        var reaching = marked.Where(pupil => pupil.MayHaveBegunEarlier)
            .Select(pupil => new PupilOnRoll(pupil.Pupil, pupil.Record, pupil.Record.Marks, pupil.Record.Late))
            .ToList();
        if (reaching.Count == 0)
        {
            return marked;
        }

        var upns = reaching.Select(pupil => pupil.Pupil.Upn).ToHashSet();
        var shared = (await sharedUpns.ReadAsync(trust, school, today, cancellationToken)).Where(place => upns.Contains(place.Upn));
        var found = (await earlier.FindAsync(school, today, reaching, shared, held, cancellationToken))
            .ToDictionary(pupil => pupil.Pupil.Upn, pupil => pupil.Earlier);
        return [.. marked.Select(pupil => found.TryGetValue(pupil.Pupil.Upn, out var history) ? pupil with { Earlier = history } : pupil)];
    }

    [LoggerMessage(
        Level = LogLevel.Error, Message = "School {School}: {Pupils} pupils could not be looked for this morning: {Faults}.")]
    private partial void LogHeld(SchoolId school, int pupils, string faults);
}
