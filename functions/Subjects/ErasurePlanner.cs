using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Storage;
using Azure.Data.Tables;

namespace AttendanceFunctions.Functions.Subjects;

/// <summary>Says what erasing a pupil's data would do, and what speaks against doing it now (decision 0017).</summary>
public sealed class ErasurePlanner(SubjectSearch search, NudgeLedger ledger, IntakeLedger intake, TimeProvider time)
{
    private DateOnly Today => London.DateAt(time.GetUtcNow());

    /// <param name="subject">The pupil.</param>
    /// <param name="stillOnRoll">Whether to go on although the pupil is on roll, and the next roster brings everything back.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<ErasurePlan> PlanAsync(Subject subject, bool stillOnRoll, CancellationToken cancellationToken)
    {
        var record = await search.FindAsync(subject, cancellationToken);
        var isOnRoll = record.Tables[Tables.Pupils].Any(pupil => new OnRoll(pupil.Date("Admission"), pupil.Date("Leaving")).Contains(Today));
        var refusals = new List<string>();
        if (isOnRoll && !stillOnRoll)
        {
            refusals.Add("The pupil is on roll, and the school's next roster brings name, contacts and case back. Wait until the pupil has left, or give --still-on-roll and know that this lasts until the next roster.");
        }

        refusals.AddRange(await InFlightAsync(record, cancellationToken));
        refusals.AddRange(await UndecidedAsync(record, cancellationToken));
        return new(record, [.. LinesOf(record, isOnRoll)], refusals, [.. RemarksOf(record)]);
    }

    /// <summary>Whether a row is of a school year whose register need not be kept any more.</summary>
    public bool IsPastKeeping(TableEntity attendance) => SubjectTables.YearOf(attendance).LastDay < RetentionPeriods.RegisterCutoff(Today);

    /// <summary>Whether a row of the ledger keeps a message from going twice: of this school year, while the pupil is on roll.</summary>
    public bool IsOfThisYear(TableEntity nudge) => SubjectTables.YearOf(nudge) == AcademicYear.Of(Today);

    private IEnumerable<ErasureLine> LinesOf(SubjectRecord record, bool isOnRoll)
    {
        foreach (var holding in DataInventory.OfTables.Where(holding => holding.IsAboutPupils))
        {
            var rows = record.Tables[holding.Name];
            var others = holding.Name switch
            {
                Tables.Attendance => (Fate: ErasureAction.Erased, Rows: rows.Where(IsPastKeeping).ToList(), Why: "Marks of school years that ended more than six years ago."),
                Tables.Nudges when isOnRoll => (Fate: ErasureAction.Kept, Rows: rows.Where(IsOfThisYear).ToList(), Why: "This school year's rows keep a message from going twice while the pupil is on roll."),
                _ => (holding.Fate, Rows: [], Why: ""),
            };
            ErasureLine[] lines = [new(holding, holding.Fate, rows.Count - others.Rows.Count, holding.Why), new(holding, others.Fate, others.Rows.Count, others.Why)];
            foreach (var line in lines.Where(line => line.Count > 0))
            {
                yield return line;
            }
        }

        foreach (var holding in DataInventory.OfContainers.Where(holding => record.FilesOf(holding.Name).Any()))
        {
            yield return new(holding, holding.Fate, record.FilesOf(holding.Name).Count(), holding.Why);
        }
    }

    private static IEnumerable<string> RemarksOf(SubjectRecord record)
    {
        if (record.Tables[Tables.Cases].Any(row => row.Number("Stage") > 0))
        {
            yield return "The case stands at a stage of the graduated response. If a referral or a legal step is under way, its history may be needed: ask before you erase it.";
        }

        if (record.Tables[Tables.Nudges].Any(row => row.Word<NudgeState>("State") == NudgeState.Unknown))
        {
            yield return "Of some messages it is not known whether they were sent, and nobody can look that up by this product afterwards.";
        }

        if (record.HasNamesake)
        {
            yield return "Another pupil of the school has the same names. Sheets without UPNs (pupils to celebrate) cannot tell the two apart: erasure takes the rows of both.";
        }

        if (record.OtherSchools.Count > 0)
        {
            yield return $"The same UPN stands at {string.Join(", ", record.OtherSchools)} as well; nothing there is touched. If it is the same pupil, run the command for that school too.";
        }

        foreach (var file in record.Files.Where(file => file.Form == HeldForm.Unreadable))
        {
            yield return $"{file.Path} cannot be read as a table, and the UPN stands in it. It stays; look into it yourself.";
        }

        yield return $"Replaced versions of files and deleted files stay in storage for up to {RetentionPeriods.VersionDays + RetentionPeriods.UndoDays} days; copies that people made, and the school's own system, are not reached from here.";
    }

    private async Task<IEnumerable<string>> InFlightAsync(SubjectRecord record, CancellationToken cancellationToken)
    {
        foreach (var row in record.Tables[Tables.Nudges])
        {
            var nudge = NudgeRow.Read(row).Value;
            var lead = nudge.State == NudgeState.Joined ? (await ledger.FindAsync(nudge.Lead, cancellationToken))?.Value : null;
            var waits = nudge.State == NudgeState.Claimed || lead?.State.MayHaveLeft() == true || (nudge.State.MayHaveLeft() && await HasJoinedAsync(nudge, cancellationToken));
            if (waits)
            {
                return ["A message about the pupil is between here and its provider. Wait for a quarter of an hour of sending hours, and try again."];
            }
        }

        return [];
    }

    private async Task<bool> HasJoinedAsync(Nudge lead, CancellationToken cancellationToken)
    {
        foreach (var place in lead.Bundled.Places)
        {
            if (await ledger.FindAsync(place, cancellationToken) is { Value.State: NudgeState.Joined })
            {
                return true;
            }
        }

        return false;
    }

    private async Task<IEnumerable<string>> UndecidedAsync(SubjectRecord record, CancellationToken cancellationToken)
    {
        var known = await intake.ReadAsync(record.Subject.School.ToString(), cancellationToken);
        return record.FilesOf(Containers.Decisions)
            .Where(file => !known.TryGetValue(file.Path, out var entry) || Bare(entry.ETag) != Bare(file.ETag.ToString()))
            .Select(file => $"{file.Path} names the pupil and has not been taken in yet. Wait for the next school night, or delete the file if it is not to count.");
    }

    // A listing gives a version without the quotation marks that a download has.
    private static string Bare(string version) => version.Trim('"');
}
