using System.Globalization;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Storage;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>A school's pupils tonight, and the version of the roster that they were last taken from.</summary>
/// <param name="Pupils">The pupils; none where the school never sent a usable roster.</param>
/// <param name="ETag">The newest roster that was looked at, usable or not; empty where there is none.</param>
/// <param name="Entries">The roster's entry for the intake ledger if it was taken in tonight.</param>
public sealed record SchoolRoster(IReadOnlyDictionary<Upn, Pupil> Pupils, string ETag, IReadOnlyList<IntakeEntry> Entries);

/// <summary>
/// Takes in a school's roster. One that cannot be understood is sent back, and one that lacks more than half of the pupils
/// known so far is held like a cut-off register; either way the pupils known so far stay.
/// </summary>
public sealed class RosterIntake(SchoolFiles files, PupilTable pupils, IntakeLedger ledger, RejectedFiles rejected)
{
    public const string Extension = ".csv";

    public static string PathOf(SchoolId school) => $"{school}{Extension}";

    public async Task<SchoolRoster> TakeAsync(
        SchoolId school, DateOnly night, decimal minimumCoverage, IReadOnlyDictionary<string, IntakeEntry> known, CancellationToken cancellationToken)
    {
        var file = (await files.ListAsync(Containers.Rosters, PathOf(school), cancellationToken)).FirstOrDefault(found => found.Path == PathOf(school));
        if (file is null || (known.TryGetValue(file.Name, out var entry) && entry.ETag == file.ETag && entry.Outcome != IntakeOutcome.Held))
        {
            return new(await pupils.ReadAsync(school, cancellationToken), file?.ETag ?? "", []);
        }

        if (await files.ReadAsync(file, cancellationToken) is not { } content)
        {
            return new(await pupils.ReadAsync(school, cancellationToken), "", []);
        }

        var roster = RosterReader.Read(content);
        var before = await pupils.ReadAsync(school, cancellationToken);
        var reason = ReasonToHold(roster, before, minimumCoverage);
        var outcome = reason.Length > 0
            ? IntakeEntry.Held(file, reason, night, file.ETag, StatedDates.None)
            : await ApplyAsync(school, file, roster, night, cancellationToken);
        await ledger.WriteAsync(school.ToString(), known, [outcome], cancellationToken);
        return new(
            outcome.Outcome == IntakeOutcome.Applied && roster is RosterFile.Read read ? read.Pupils.ToDictionary(pupil => pupil.Upn) : before,
            file.ETag, [outcome]);
    }

    private static string ReasonToHold(RosterFile roster, IReadOnlyDictionary<Upn, Pupil> known, decimal minimumCoverage)
    {
        if (roster is not RosterFile.Read read)
        {
            return "";
        }

        var kept = read.Pupils.Count(pupil => known.ContainsKey(pupil.Upn));
        return kept < minimumCoverage * known.Count
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"Only {kept} of the {known.Count} pupils known so far are on this roster: fewer than {minimumCoverage:0.##%} looks like a cut-off export. The pupils known so far stay, and the file is read again tomorrow night; send the whole roster, or lower minimumCoverage in settings/trust.json.")
            : "";
    }

    private async Task<IntakeEntry> ApplyAsync(SchoolId school, IncomingFile file, RosterFile roster, DateOnly night, CancellationToken cancellationToken)
    {
        switch (roster)
        {
            case RosterFile.Read read:
                await pupils.ReplaceAsync(school, read.Pupils, cancellationToken);
                await rejected.SendBackAsync(school.ToString(), file, read.Header, read.Rejections, cancellationToken);
                return new(file.Name, file.ETag, IntakeOutcome.Applied, "", read.Rows, read.Rejections.Count, 0, StatedDates.None, night, file.ETag);
            case RosterFile.Rejected whole:
                await rejected.SendBackAsync(school.ToString(), file, whole.Reason, cancellationToken);
                return new(file.Name, file.ETag, IntakeOutcome.Rejected, whole.Reason, 0, 0, 0, StatedDates.None, night, file.ETag);
            default:
                throw new InvalidOperationException();
        }
    }
}
