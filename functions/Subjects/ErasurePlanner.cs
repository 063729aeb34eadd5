using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Messages.Ledger;

namespace AttendanceFunctions.Functions.Subjects;

/// <summary>How erasure handles some rows or files of one table or container.</summary>
/// <param name="Count">The number of rows or files.</param>
/// <param name="Why">The reason, for the person who requested erasure.</param>
public sealed record ErasureLine(InventoryEntry Entry, ErasureAction Action, int Count, string Why);

/// <summary>What erasing a pupil's data would do; nothing has been changed.</summary>
/// <param name="Lines">How erasure handles each table and container with data about the pupil.</param>
/// <param name="Refusals">Why erasure is not possible now, each with what to do; none if it is possible.</param>
/// <param name="Remarks">Information for the person who requested erasure.</param>
public sealed record ErasurePlan(
    SubjectRecord Record, IReadOnlyList<ErasureLine> Lines, IReadOnlyList<string> Refusals, IReadOnlyList<string> Remarks);

/// <summary>Erasure is not possible now; the message gives every reason and what to do about it.</summary>
public sealed class ErasureRefusedException(IReadOnlyList<string> reasons) : Exception(string.Join(Environment.NewLine, reasons));

/// <summary>Plans what erasing a pupil's data would do, and checks whether it is possible now (decision 0017).</summary>
public sealed class ErasurePlanner(SubjectSearch search, NudgeLedger ledger, IntakeLedger intake, TimeProvider time)
{
    private DateOnly Today => London.DateAt(time.GetUtcNow());

    /// <summary>
    /// Plans the erasure at the school and wherever else it is the same child, and changes nothing. The subject's own plan is last: its row
    /// says which child it is.
    /// </summary>
    public async Task<IReadOnlyList<ErasurePlan>> PlanEverywhereAsync(
        Subject subject, bool stillOnRoll, CancellationToken cancellationToken)
    {
        var own = await PlanAsync(subject, stillOnRoll, cancellationToken);
        var plans = new List<ErasurePlan>();
        foreach (var same in own.Record.SameChild)
        {
            plans.Add(await PlanAsync(same, stillOnRoll, cancellationToken));
        }

        return [.. plans, own];
    }

    /// <summary>Plans the erasure at one school and changes nothing.</summary>
    /// <param name="stillOnRoll">Whether to erase although the pupil is on roll, so that the next roster restores the data.</param>
    public async Task<ErasurePlan> PlanAsync(Subject subject, bool stillOnRoll, CancellationToken cancellationToken)
    {
        var record = await search.FindAsync(subject, cancellationToken);
        var isOnRoll = record.Tables[Tables.Pupils].Any(pupil => PupilTable.EntryOf(pupil).Claims(Today));
        var refusals = new List<string>();
        if (isOnRoll && !stillOnRoll)
        {
            refusals.Add(
                "The pupil is on roll, and the school's next roster brings name, contacts and case back. Wait until the pupil has left, or "
                + "give --still-on-roll if the data is to be erased until the next roster comes.");
        }

        if (await IsInFlightAsync(record, cancellationToken))
        {
            refusals.Add(
                "A message about the pupil has been handed to its provider or is about to be. Wait for a quarter of an hour within sending "
                + "hours, and try again.");
        }

        refusals.AddRange(await UndecidedAsync(record, cancellationToken));
        return new(record, [.. LinesOf(record, isOnRoll).Where(line => line.Count > 0)], refusals, [.. RemarksOf(record)]);
    }

    /// <summary>Whether a row of Attendance is of a school year whose register no longer has to be kept.</summary>
    public bool IsPastKeeping(TableEntity attendance) => SubjectTables.YearOf(attendance).LastDay < RetentionPeriods.RegisterCutoff(Today);

    /// <summary>Whether a ledger row is of this school year. It prevents duplicate messages while the pupil is on roll.</summary>
    public bool IsOfThisYear(TableEntity nudge) => SubjectTables.YearOf(nudge) == AcademicYear.Of(Today);

    private IEnumerable<ErasureLine> LinesOf(SubjectRecord record, bool isOnRoll)
    {
        foreach (var entry in DataInventory.OfTables.Where(entry => entry.IsAboutPupils))
        {
            var rows = record.Tables[entry.Name];
            var exception = ExceptionTo(entry, rows, isOnRoll);
            yield return new(entry, entry.Action, rows.Count - (exception?.Count ?? 0), entry.Why);
            if (exception is not null)
            {
                yield return exception;
            }
        }

        foreach (var entry in DataInventory.OfContainers)
        {
            yield return new(entry, entry.Action, record.FilesOf(entry.Name).Count(), entry.Why);
        }
    }

    private ErasureLine? ExceptionTo(InventoryEntry entry, IReadOnlyList<TableEntity> rows, bool isOnRoll) => entry.Name switch
    {
        Tables.Attendance => new(
            entry, ErasureAction.Erased, rows.Count(IsPastKeeping), "Marks of school years that ended more than six years ago."),
        Tables.Nudges when isOnRoll => new(
            entry, ErasureAction.Kept, rows.Count(IsOfThisYear),
            "This school year's rows keep a message from being sent twice while the pupil is on roll."),
        _ => null,
    };

    private static IEnumerable<string> RemarksOf(SubjectRecord record)
    {
        if (record.Tables[Tables.Cases].Any(row => row.Number("Stage") > 0))
        {
            yield return "The case is at a stage of the graduated response. If a referral or a legal step is under way, its history may be "
                + "needed: ask before you erase it.";
        }

        if (record.Tables[Tables.Nudges].Any(row => row.Word<NudgeState>("State") == NudgeState.Unknown))
        {
            yield return "For some messages it is not known whether they were sent, and nobody can look that up here afterwards.";
        }

        if (record.HasNamesake)
        {
            yield return "Another pupil of the school has the same names. Sheets without UPNs (pupils to celebrate) cannot tell the two "
                + "apart: the rows of both are erased.";
        }

        foreach (var other in record.NotIncluded)
        {
            yield return other;
        }

        foreach (var file in record.Files.Where(file => file.Form == HeldForm.Unreadable))
        {
            yield return $"{file.Path} contains the UPN and cannot be read as a table. It stays; look into it yourself.";
        }

        var days = RetentionPeriods.VersionDays + RetentionPeriods.UndoDays;
        yield return $"Replaced versions of files and deleted files stay in storage for up to {days} days. Copies that people made, and "
            + "the school's own system, cannot be reached from here.";
    }

    private ValueTask<bool> IsInFlightAsync(SubjectRecord record, CancellationToken cancellationToken) =>
        record.Tables[Tables.Nudges].Select(row => NudgeRow.Read(row).Value).ToAsyncEnumerable().AnyAsync(
            async (nudge, token) => nudge.State switch
            {
                NudgeState.Claimed => true,
                NudgeState.Joined => (await ledger.FindAsync(nudge.Lead, token))?.Value.State.MayHaveLeft() == true,
                _ => nudge.State.MayHaveLeft() && await HasJoinedAsync(nudge, token),
            },
            cancellationToken);

    private ValueTask<bool> HasJoinedAsync(Nudge lead, CancellationToken cancellationToken) =>
        lead.Bundled.Places.ToAsyncEnumerable().AnyAsync(
            async (place, token) => await ledger.FindAsync(place, token) is { Value.State: NudgeState.Joined }, cancellationToken);

    private async Task<IEnumerable<string>> UndecidedAsync(SubjectRecord record, CancellationToken cancellationToken)
    {
        var known = await intake.ReadAsync(record.Subject.School.ToString(), cancellationToken);
        return record.FilesOf(Containers.Decisions)
            .Where(file => !known.TryGetValue(file.Path, out var entry) || Bare(entry.ETag) != Bare(file.ETag.ToString()))
            .Select(file => $"{file.Path} names the pupil and has not been taken in yet. Wait for the next school night, or delete the "
                + "file if it is not to count.");
    }

    // A listing gives a version without quotation marks, a download with them.
    private static string Bare(string version) => version.Trim('"');
}
