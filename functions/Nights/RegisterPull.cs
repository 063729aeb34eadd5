using AttendanceFunctions.Functions.Intake;
using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Functions.Nights;

/// <summary>
/// Queues a message for each school whose night is not done, or which has uploaded a file since. It keeps no state and may run
/// any number of times.
/// </summary>
public sealed partial class RegisterPull(
    TrustSettings settings, SchoolFiles files, IntakeLedger ledger, SchoolNightTable nights, TrustStorage storage, Leases leases,
    TimeProvider time, ILogger<RegisterPull> log)
{
    private const string NoSuchSchool = "The file's name belongs to no school of settings/trust.json: "
        + "a register is in registers/{school's id}/, a roster is rosters/{school's id}.csv or .xlsx. Move it there, or add the school.";

    /// <summary>Queues the nights that are due; does nothing outside the hours of the night and on days without school.</summary>
    public async Task TickAsync(CancellationToken cancellationToken)
    {
        if (!SchoolNightClock.TryNightAt(time.GetUtcNow(), out var night))
        {
            return;
        }

        var trust = await settings.ReadAsync(cancellationToken);
        if (settings.Remarks.Count > 0)
        {
            LogRemarks(settings.Remarks.Count);
        }

        if (trust.IsSchoolDay(night))
        {
            await leases.RunAsync("pull-registers", token => PullAsync(trust, night, token), cancellationToken);
        }
    }

    private async Task PullAsync(Trust trust, DateOnly night, CancellationToken cancellationToken)
    {
        var known = (await ledger.ReadAllAsync(cancellationToken)).ToLookup(row => row.School, row => row.Entry);
        var rosters = (await files.ListAsync(Containers.Rosters, "", cancellationToken)).ToLookup(SchoolOf);
        var registers = (await files.ListAsync(Containers.Registers, "", cancellationToken)).ToLookup(SchoolOf);
        var done = await nights.DoneAsync(night, cancellationToken);
        var queue = storage.Queue(Queues.SchoolNights);
        var count = 0;
        foreach (var school in trust.Schools)
        {
            // The night of a school that is closed today is run too, so that its files are read and the trust's totals include it.
            var id = school.Id.ToString();
            if (!done.Contains(school.Id) || HasNewFiles(known[id], rosters[id], registers[id]))
            {
                await queue.SendMessageAsync(new SchoolNightMessage(school.Id, night).Write(), cancellationToken);
                count++;
            }
        }

        await HoldFilesOfNoSchoolAsync(trust, night, known, rosters.Concat(registers), cancellationToken);
        LogPulled(count);
    }

    private static bool HasNewFiles(
        IEnumerable<IntakeEntry> entries, IEnumerable<IncomingFile> rosters, IEnumerable<IncomingFile> registers)
    {
        var known = entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        return rosters.Concat(registers).Any(file => IntakeLedger.IsUnknown(file, known));
    }

    private async Task HoldFilesOfNoSchoolAsync(
        Trust trust, DateOnly night, ILookup<string, IntakeEntry> known, IEnumerable<IGrouping<string, IncomingFile>> folders,
        CancellationToken cancellationToken)
    {
        foreach (var folder in folders.Where(folder => !SchoolId.TryParse(folder.Key, out var id) || !trust.TryFind(id, out _)))
        {
            var before = known[folder.Key].ToDictionary(entry => entry.Name, StringComparer.Ordinal);
            await ledger.HoldAsync(folder.Key, before, folder, NoSuchSchool, night, cancellationToken);
        }
    }

    /// <summary>
    /// The school to which a file belongs by its name: 141234 for registers/141234/x.csv and rosters/141234.csv or .xlsx. Any other name in
    /// rosters belongs to no school, so that it is held with a reason instead of being ignored.
    /// </summary>
    private static string SchoolOf(IncomingFile file) => file.Container == Containers.Rosters
        ? RosterIntake.SchoolOf(file.Path)
        : file.Folder;

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "{Count} settings are not known and are ignored: misspellings, most likely.")]
    private partial void LogRemarks(int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} school nights queued.")]
    private partial void LogPulled(int count);
}
