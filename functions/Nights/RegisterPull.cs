using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Storage;
using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Functions.Nights;

/// <summary>
/// Looks what there is to do tonight: one message for each school whose night is not done, or that sent something since.
/// It keeps no state of its own and may tick any number of times.
/// </summary>
public sealed partial class RegisterPull(
    TrustSettings settings, SchoolFiles files, IntakeLedger ledger, SchoolNightTable nights, TrustStorage storehouse, Leases leases,
    TimeProvider time, ILogger<RegisterPull> log)
{
    private const string NoSuchSchool = "No school of settings/trust.json is meant by this file's name: a register lies in registers/{school's id}/, a roster is rosters/{school's id}.csv. Move it there, or add the school.";

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
        var queue = storehouse.Queue(Queues.SchoolNights);
        var count = 0;
        foreach (var school in trust.Schools)
        {
            // A school that is closed today is worked out too: what it sent is taken in, and the trust's sums stay whole.
            var id = school.Id.ToString();
            if (!done.Contains(school.Id) || HasNews(known[id], rosters[id], registers[id]))
            {
                await queue.SendMessageAsync(new SchoolNightMessage(school.Id, night).Write(), cancellationToken);
                count++;
            }
        }

        await HoldStraysAsync(trust, night, known, rosters.Concat(registers), cancellationToken);
        LogPulled(count);
    }

    private static bool HasNews(IEnumerable<IntakeEntry> entries, IEnumerable<IncomingFile> rosters, IEnumerable<IncomingFile> registers)
    {
        var known = entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        return rosters.Concat(registers).Any(file => IntakeLedger.IsUnknown(file, known));
    }

    private async Task HoldStraysAsync(
        Trust trust, DateOnly night, ILookup<string, IntakeEntry> known, IEnumerable<IGrouping<string, IncomingFile>> folders, CancellationToken cancellationToken)
    {
        foreach (var folder in folders.Where(folder => !SchoolId.TryParse(folder.Key, out var id) || !trust.TryFind(id, out _)))
        {
            var before = known[folder.Key].ToDictionary(entry => entry.Name, StringComparer.Ordinal);
            await ledger.HoldAsync(folder.Key, before, folder, NoSuchSchool, night, cancellationToken);
        }
    }

    /// <summary>
    /// The school that a file's name gives: registers/141234/x.csv and rosters/141234.csv are 141234's. Any other name below
    /// rosters is nobody's, so that it is held with a reason and not passed over.
    /// </summary>
    private static string SchoolOf(IncomingFile file) => file.Container == Containers.Rosters
        ? file.Path.EndsWith(RosterIntake.Extension, StringComparison.Ordinal) ? file.Path[..^RosterIntake.Extension.Length] : file.Path
        : file.Folder;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} entries of the settings mean nothing and are passed over: misspellings, most likely.")]
    private partial void LogRemarks(int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "Tonight {Count} schools are to be worked out.")]
    private partial void LogPulled(int count);
}
