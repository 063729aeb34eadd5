using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Functions.Nights;

namespace AttendanceFunctions.Functions.Subjects;

/// <summary>
/// Erases what is held about a pupil, except what the law requires the school to keep (decision 0017). It may be interrupted at any point:
/// what is found by means of something else is erased before it, so a repetition finds what is left and finishes.
/// </summary>
public sealed class SubjectErasure(ErasurePlanner planner, ErasedFiles files, ErasedRows rows, Leases leases)
{
    /// <param name="stillOnRoll">Whether to erase although the pupil is on roll.</param>
    /// <returns>The plan as it was carried out.</returns>
    /// <exception cref="ErasureRefusedException">It cannot be done now.</exception>
    /// <exception cref="LeaseHeldException">The school's night or a release is being worked out.</exception>
    /// <exception cref="Azure.RequestFailedException">412: something was written meanwhile, or storage failed; repeat.</exception>
    public async Task<ErasurePlan> EraseAsync(Subject subject, bool stillOnRoll, CancellationToken cancellationToken)
    {
        var done = new List<ErasurePlan>();
        // Neither a night nor a release works on half of it, and no decision file is read while it goes.
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
        // Failures, the rows of SentTexts and unusable addresses are found by the ledger's keys and by contacts, which are erased later.
        await rows.DeleteAsync(Tables.Failures, held[Tables.Failures].Where(row => keys.Any(row.Text("Body").Contains)), cancellationToken);
        await rows.DeleteAsync(Tables.SentTexts, held[Tables.SentTexts].Where(row => keys.Contains(row.RowKey)), cancellationToken);
        await rows.DeleteUnusableAsync(subject, held[Tables.UnusableAddresses], cancellationToken);
        await rows.PartAsync(nudges, cancellationToken);
        await rows.DeleteAsync(Tables.Nudges, nudges, cancellationToken);

        // The history goes after its case: the next night would write it again for a case that is still there.
        await rows.DeleteAsync(Tables.Cases, held[Tables.Cases], cancellationToken);
        await rows.DeleteAsync(Tables.CaseEvents, held[Tables.CaseEvents], cancellationToken);

        var past = held[Tables.Attendance].Where(planner.IsPastKeeping).ToList();
        await rows.DeleteAsync(Tables.Attendance, past, cancellationToken);
        foreach (var row in held[Tables.Attendance].Except(past))
        {
            await rows.ReduceAttendanceAsync(subject, SubjectTables.YearOf(row), cancellationToken);
        }

        // The contacts, and the names by which sheets without UPNs are found, go last.
        await files.ReduceRosterAsync(record, cancellationToken);
        await rows.ReducePupilAsync(subject, cancellationToken);
        return plan;
    }
}
