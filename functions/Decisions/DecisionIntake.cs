using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Operations;

namespace AttendanceFunctions.Functions.Decisions;

/// <summary>
/// Reads the files of decisions/{school}/, which other programs write. A decision that cannot be recorded is returned to the school with
/// the reason.
/// </summary>
public sealed class DecisionIntake(
    SchoolFiles files, RejectedFiles rejected, IntakeLedger ledger, PupilTable pupils, DecisionRecorder recorder)
{
    private const string NamesOfAnother = "The names in the row are not those of the pupil with this UPN. "
        + "Some columns were sorted or moved without the others; copy the row from the worklist again.";

    private const string NoSuchSchool =
        "settings/trust.json has no school for this file; put it into decisions/{school}/ of one of the trust's schools.";

    /// <summary>Applies the new decision files of all schools; a file outside the folders of the schools is held with a reason.</summary>
    /// <param name="faults">Gets the schools whose files cannot be applied now; the files of the others are.</param>
    public async Task ApplyAllAsync(Trust trust, DateOnly today, SchoolFaults faults, CancellationToken cancellationToken)
    {
        foreach (var folder in (await files.ListAsync(Containers.Decisions, "", cancellationToken)).GroupBy(file => file.Folder))
        {
            if (SchoolId.TryParse(folder.Key, out var id) && trust.TryFind(id, out var school))
            {
                await faults.TryAsync(school.Id, () => ApplyFilesAsync(school, folder, today, cancellationToken));
            }
            else
            {
                var known = await ledger.ReadAsync(folder.Key, cancellationToken);
                await ledger.HoldAsync(folder.Key, known, folder, NoSuchSchool, today, cancellationToken);
            }
        }
    }

    /// <summary>Applies the new decision files of one school.</summary>
    public async Task ApplySchoolAsync(School school, DateOnly today, CancellationToken cancellationToken) =>
        await ApplyFilesAsync(school, await files.ListAsync(Containers.Decisions, school.Id, cancellationToken), today, cancellationToken);

    private async Task ApplyFilesAsync(School school, IEnumerable<IncomingFile> listed, DateOnly today, CancellationToken cancellationToken)
    {
        var known = await ledger.ReadAsync(school.Id.ToString(), cancellationToken);
        foreach (var file in listed.Where(file => IntakeLedger.IsUnknown(file, known)))
        {
            var read = await files.ReadAsync(
                file, Bounds.Decisions, content => DecisionReader.Read(Path.GetFileName(file.Path), content), cancellationToken);
            if (read is not null)
            {
                var applied = await ApplyFileAsync(school, today, file, read, cancellationToken);
                await rejected.SendBackAsync(school.Id.ToString(), file, applied, cancellationToken);
                var entry = IntakeEntry.Of(file, applied, today, rosterETag: null, StatedDates.None);
                await ledger.WriteAsync(school.Id.ToString(), known, [entry], cancellationToken);
            }
        }
    }

    /// <summary>Applies the rows of a file that was read.</summary>
    /// <returns>The file, with the rows that could not be applied among its rejections.</returns>
    private async Task<Checked<ReadFile<DecisionRow>>> ApplyFileAsync(
        School school, DateOnly today, IncomingFile file, Checked<ReadFile<DecisionRow>> decisions, CancellationToken cancellationToken)
    {
        if (decisions is not Checked<ReadFile<DecisionRow>>.Valid { Value: { Values.Count: > 0 } read } valid)
        {
            return decisions;
        }

        var refused = await ApplyRowsAsync(school, today, file.LastModified, read.Values, cancellationToken);
        return valid with { Value = read with { Rejections = [.. read.Rejections.Concat(refused).OrderBy(row => row.Line)] } };
    }

    /// <summary>Applies the decisions of a file in order.</summary>
    /// <param name="putAt">When the file was written to storage: the latest time of its decisions.</param>
    /// <returns>The rows that could not be applied, with the reason.</returns>
    private async Task<IReadOnlyList<RejectedRow>> ApplyRowsAsync(
        School school, DateOnly today, DateTimeOffset putAt, IReadOnlyList<DecisionRow> decisions, CancellationToken cancellationToken)
    {
        var refused = new List<RejectedRow>();
        var roster = await pupils.ReadAsync(school.Id, cancellationToken);
        foreach (var row in decisions)
        {
            var reason = IsOfAnother(row, roster) ? NamesOfAnother
                : row.School != school.Id.ToString() ? $"The row is of the school {row.School}; put it into that school's folder."
                : await TryApplyRowAsync(school, today, putAt, roster, row, cancellationToken);
            if (reason is not null)
            {
                refused.Add(new(row.Line, reason, row.Source));
            }
        }

        return refused;
    }

    private static bool IsOfAnother(DecisionRow row, PupilRows<Pupil> roster) =>
        Upn.TryParse(row.Decision.Upn, out var upn) && roster.TryGetValue(upn, out var pupil) && !row.IsAbout(pupil);

    /// <summary>Applies one decision; one with which that fails is returned, so that the file's other decisions count.</summary>
    private async Task<string?> TryApplyRowAsync(
        School school, DateOnly today, DateTimeOffset putAt, PupilRows<Pupil> roster, DecisionRow row, CancellationToken cancellationToken)
    {
        try
        {
            return await recorder.RecordAsync(school, today, putAt, roster.Values, row.Decision, cancellationToken);
        }
        catch (Exception fault) when (UnexpectedFault.IsOfWork(fault))
        {
            return $"The decision could not be applied ({UnexpectedFault.Describe(fault)}): copy the row from the worklist again. "
                + "If it is returned again, tell the people who run this system.";
        }
    }
}
