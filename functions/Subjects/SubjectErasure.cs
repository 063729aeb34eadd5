using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Nights;

namespace AttendanceFunctions.Functions.Subjects;

/// <summary>
/// Erases all data about a pupil, except what the law requires the school to keep (decision 0017). It may be interrupted at any point:
/// if one item is needed to find another, the other one is erased first, so a repetition finds the rest.
/// </summary>
public sealed class SubjectErasure(ErasurePlanner planner, ErasedFiles files, ErasedRows rows, Leases leases)
{
    /// <summary>
    /// Erases the data at the school and wherever else it is the same child. At a school where erasure is not possible now nothing is
    /// erased, and its plan says why; the subject itself comes last, because its row says which child it is.
    /// </summary>
    /// <returns>The plans; those without refusals were carried out.</returns>
    /// <exception cref="ErasureRefusedException">Erasure at the subject's own school is not possible now; nothing was erased.</exception>
    public async Task<IReadOnlyList<ErasurePlan>> EraseEverywhereAsync(
        Subject subject, bool stillOnRoll, CancellationToken cancellationToken)
    {
        var plans = await planner.PlanEverywhereAsync(subject, stillOnRoll, cancellationToken);
        if (plans[^1].Refusals is { Count: > 0 } refusals)
        {
            throw new ErasureRefusedException(refusals);
        }

        foreach (var plan in plans.Where(plan => plan.Refusals.Count == 0))
        {
            await EraseAsync(plan.Record.Subject, stillOnRoll, cancellationToken);
        }

        return plans;
    }

    /// <summary>Erases the data at one school.</summary>
    /// <param name="stillOnRoll">Whether to erase although the pupil is on roll.</param>
    /// <returns>The plan that was carried out.</returns>
    /// <exception cref="ErasureRefusedException">Erasure is not possible now.</exception>
    /// <exception cref="LeaseHeldException">The school's night or a release is running.</exception>
    /// <exception cref="Azure.RequestFailedException">412: data was written meanwhile, or storage failed; repeat.</exception>
    public async Task<ErasurePlan> EraseAsync(Subject subject, bool stillOnRoll, CancellationToken cancellationToken)
    {
        var done = new List<ErasurePlan>();
        // Under these leases, no night or release runs on partly erased data, and no decision file is read meanwhile.
        await leases.RunAsync(
            NudgeRelease.Lease,
            release => leases.RunAsync(
                SchoolNightRun.LeaseOf(subject.School), async both => done.Add(await EraseAloneAsync(subject, stillOnRoll, both)), release),
            cancellationToken);
        return done[0];
    }

    private async Task<ErasurePlan> EraseAloneAsync(Subject subject, bool stillOnRoll, CancellationToken cancellationToken)
    {
        var plan = await planner.PlanAsync(subject, stillOnRoll, cancellationToken);
        if (plan.Refusals.Count > 0)
        {
            throw new ErasureRefusedException(plan.Refusals);
        }

        var (record, held) = (plan.Record, plan.Record.Tables);
        await files.EraseAsync(record, cancellationToken);

        var kept = plan.Lines.Any(line => line.Entry.Name == Tables.Nudges && line.Action == ErasureAction.Kept);
        var nudges = held[Tables.Nudges].Where(row => !(kept && planner.IsOfThisYear(row))).ToList();
        var keys = nudges.Select(row => row.RowKey).ToHashSet(StringComparer.Ordinal);
        // Failures, SentTexts and unusable addresses are found by ledger keys and contacts, so those are erased later.
        await rows.DeleteAsync(Tables.Failures, held[Tables.Failures].Where(row => keys.Any(row.Text("Body").Contains)), cancellationToken);
        await rows.DeleteAsync(Tables.SentTexts, held[Tables.SentTexts].Where(row => keys.Contains(row.RowKey)), cancellationToken);
        await rows.DeleteUnusableAsync(subject, held[Tables.UnusableAddresses], cancellationToken);
        await rows.DeleteClearedAsync(subject, held[Tables.ClearedAddresses], cancellationToken);
        await rows.PartAsync(nudges, cancellationToken);
        await rows.DeleteAsync(Tables.Nudges, nudges, cancellationToken);

        // The history is erased after its case: while the case exists, the next night would write the history again.
        await rows.DeleteAsync(Tables.SharedUpns, held[Tables.SharedUpns], cancellationToken);
        await rows.DeleteAsync(Tables.FamilyKeys, held[Tables.FamilyKeys], cancellationToken);
        await rows.DeleteAsync(Tables.OpenRows, held[Tables.OpenRows], cancellationToken);
        await rows.DeleteAsync(Tables.Cases, held[Tables.Cases], cancellationToken);
        await rows.DeleteAsync(Tables.CaseEvents, held[Tables.CaseEvents], cancellationToken);

        var past = held[Tables.Attendance].Where(planner.IsPastKeeping).ToList();
        await rows.DeleteAsync(Tables.Attendance, past, cancellationToken);
        foreach (var row in held[Tables.Attendance].Except(past))
        {
            await rows.ReduceAttendanceAsync(subject, SubjectTables.YearOf(row), cancellationToken);
        }

        // The contacts, and the names by which files without UPNs are found, are erased last.
        await files.ReduceRosterAsync(record, cancellationToken);
        await rows.ReducePupilAsync(subject, cancellationToken);
        return plan;
    }
}

/// <summary>Erases a pupil from tables, or reduces rows to what the register needs; fails if they changed since they were read.</summary>
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

    /// <summary>Deletes the unusable addresses of the pupil's contacts, except addresses that another pupil's contact has.</summary>
    public async Task DeleteUnusableAsync(Subject subject, IReadOnlyList<TableEntity> addresses, CancellationToken cancellationToken)
    {
        if (addresses.Count > 0)
        {
            var (school, upn) = (subject.School.ToString(), TableKeys.OfText(subject.Upn.ToString()));
            var others = await subjects.AddressesInUseAsync(row => row.PartitionKey != school || row.RowKey != upn, cancellationToken);
            await DeleteAsync(Tables.UnusableAddresses, addresses.Where(row => !others.Contains(row.RowKey)), cancellationToken);
        }
    }

    /// <summary>Deletes clearances of addresses of the pupil's contacts, except those that other pupils' contacts still share.</summary>
    public async Task DeleteClearedAsync(Subject subject, IReadOnlyList<TableEntity> cleared, CancellationToken cancellationToken)
    {
        if (cleared.Count > 0)
        {
            var others = await subjects.SharedKeysAsync(
                subject.School, pupil => pupil.Upn != subject.Upn, _ => true, cancellationToken);
            await DeleteAsync(Tables.ClearedAddresses, cleared.Where(row => !others.Contains(row.RowKey)), cancellationToken);
        }
    }

    /// <summary>
    /// Removes the pupil's messages from siblings' messages that they were joined with. The lead row lists the rows that are sent with
    /// it, and each of those rows names the lead.
    /// </summary>
    /// <exception cref="Azure.RequestFailedException">412: a row was changed meanwhile; repeat.</exception>
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

    /// <summary>Reduces a school year to its marks, without the figures that nights calculated from them.</summary>
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

    /// <summary>Reduces the pupil's row to names, year group and the days on roll, as a register needs names.</summary>
    /// <exception cref="Azure.RequestFailedException">412: a night wrote the row meanwhile; repeat.</exception>
    public Task ReducePupilAsync(Subject subject, CancellationToken cancellationToken) => pupils.ChangeAsync(
        subject.School, subject.Upn,
        entry => entry with { Pupil = Reduced(entry.Pupil), ErasedLeaving = entry.End, OnFile = null }, cancellationToken);

    private static Pupil Reduced(Pupil pupil) =>
        pupil.AsFormer() with { DateOfBirth = "", EnrolmentStatus = EnrolmentStatus.NotStated };

    private async Task MoveAsync(Versioned<Nudge> from, Nudge to, CancellationToken cancellationToken)
    {
        if (to != from.Value && await ledger.MoveAsync(from, to, cancellationToken) is null)
        {
            throw new Azure.RequestFailedException(412, "A row of the ledger was moved meanwhile.");
        }
    }
}
