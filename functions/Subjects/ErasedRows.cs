using AttendanceFunctions.Functions.Messages.Ledger;
using Azure.Data.Tables;

namespace AttendanceFunctions.Functions.Subjects;

/// <summary>Erases a pupil from tables, or reduces rows to what the register needs. No row is written that changed since it was read.</summary>
public sealed class ErasedRows(
    TrustStorage storage, NudgeLedger ledger, AttendanceTable attendance, PupilTable pupils, SubjectTables subjects)
{
    /// <summary>Deletes rows of a table.</summary>
    /// <exception cref="Azure.RequestFailedException">412 or 404: a row was written or deleted meanwhile; repeat.</exception>
    public async Task DeleteAsync(string table, IEnumerable<TableEntity> rows, CancellationToken cancellationToken)
    {
        foreach (var partition in rows.GroupBy(row => row.PartitionKey))
        {
            var actions = partition.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, row.ETag)).ToList();
            await TableBatches.WriteAsync(storage.Table(table), actions, cancellationToken);
        }
    }

    /// <summary>Deletes what is known about addresses of the pupil's contacts that no other pupil's contact has.</summary>
    public async Task DeleteUnusableAsync(Subject subject, IReadOnlyList<TableEntity> addresses, CancellationToken cancellationToken)
    {
        if (addresses.Count > 0)
        {
            var (school, upn) = (subject.School.ToString(), TableKeys.OfText(subject.Upn.ToString()));
            var others = await subjects.AddressesInUseAsync(row => row.PartitionKey != school || row.RowKey != upn, cancellationToken);
            await DeleteAsync(Tables.UnusableAddresses, addresses.Where(row => !others.Contains(row.RowKey)), cancellationToken);
        }
    }

    /// <summary>
    /// Removes the pupil's messages from those of brothers and sisters that they were joined with: a message leads the others that leave
    /// with it, and each of them names the lead.
    /// </summary>
    /// <exception cref="Azure.RequestFailedException">412: a row was moved meanwhile; repeat.</exception>
    public async Task PartAsync(IReadOnlyList<TableEntity> rows, CancellationToken cancellationToken)
    {
        var going = rows.Select(row => NudgeRow.Read(row).Value).ToDictionary(nudge => nudge.Place);
        foreach (var nudge in going.Values)
        {
            if (!going.ContainsKey(nudge.Lead) && await ledger.FindAsync(nudge.Lead, cancellationToken) is { } lead)
            {
                await MoveAsync(lead, lead.Value.Unbundle(nudge.Place), cancellationToken);
            }

            foreach (var place in nudge.Bundled.Places.Where(place => !going.ContainsKey(place)))
            {
                if (await ledger.FindAsync(place, cancellationToken) is { } bundled && bundled.Value.Lead == nudge.Place)
                {
                    await MoveAsync(bundled, bundled.Value.LeaveBundle(), cancellationToken);
                }
            }
        }
    }

    /// <summary>Reduces a school year to its marks, without what nights worked out from them.</summary>
    /// <exception cref="Azure.RequestFailedException">412: a night wrote the row meanwhile; repeat.</exception>
    public async Task ReduceAttendanceAsync(Subject subject, AcademicYear year, CancellationToken cancellationToken)
    {
        var before = await attendance.ReadAsync(subject.School, year, cancellationToken);
        if (before.TryGetValue(subject.Upn, out var row))
        {
            var marks = AttendanceRecord.Empty(subject.Upn, year) with { Marks = row.Value.Marks, Late = row.Value.Late };
            await attendance.WriteAsync(subject.School, year, before, [marks], cancellationToken);
        }
    }

    /// <summary>Reduces the pupil's row to names, year group and the days on roll: marks without a name are no register.</summary>
    /// <exception cref="Azure.RequestFailedException">412: a night wrote the row meanwhile; repeat.</exception>
    public async Task ReducePupilAsync(Subject subject, CancellationToken cancellationToken)
    {
        var roster = await pupils.ReadAsync(subject.School, cancellationToken);
        if (roster.TryGetValue(subject.Upn, out var pupil))
        {
            var reduced = new Pupil(
                pupil.Upn, pupil.Forename, pupil.Forename, pupil.Surname, pupil.YearGroup, "", "",
                new(Sen.None, false, false, false, false), pupil.OnRoll, "", false, []);
            var all = roster.Values.Select(other => other.Upn == subject.Upn ? reduced : other);
            await pupils.ReplaceAsync(subject.School, [.. all], cancellationToken);
        }
    }

    private async Task MoveAsync(Versioned<Nudge> from, Nudge to, CancellationToken cancellationToken)
    {
        if (to != from.Value && await ledger.MoveAsync(from, to, cancellationToken) is null)
        {
            throw new Azure.RequestFailedException(412, "A row of the ledger was moved meanwhile.");
        }
    }
}
