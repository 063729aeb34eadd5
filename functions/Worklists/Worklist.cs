using AttendanceFunctions.Domain.Nudges;
using AttendanceFunctions.Domain.Readings;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Nights;
using AttendanceFunctions.Functions.Sheets;
using AttendanceFunctions.Functions.Storage;

namespace AttendanceFunctions.Functions.Worklists;

/// <summary>
/// What a school's attendance officer acts on in the morning: worklists/{school}/{date}.xlsx and .csv, with a CSV beside them for
/// every further sheet. Rows that wait for a decision come first; filled in and put into decisions/{school}/, either file says what was decided.
/// </summary>
public sealed class Worklist(Storehouse storehouse)
{
    /// <summary>Writes both files of a school's night.</summary>
    /// <param name="trust">The trust.</param>
    /// <param name="school">The school.</param>
    /// <param name="night">The night.</param>
    /// <param name="pupils">The pupils on roll, as the night reads them.</param>
    /// <param name="nudges">The school's ledger.</param>
    /// <param name="files">What became of the files of this night.</param>
    /// <param name="others">Rows of other origin, in their order; those that wait for a decision stand first of all, and duties after them.</param>
    /// <param name="sheets">Further sheets of the workbook.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task WriteAsync(
        Trust trust, School school, DateOnly night, IReadOnlyList<PupilNight> pupils, IEnumerable<Nudge> nudges, IEnumerable<IntakeEntry> files,
        IReadOnlyList<WorklistRow> others, IReadOnlyList<WorkbookSheet> sheets, CancellationToken cancellationToken)
    {
        var rows = others.Concat(RowsOf(trust, school, night, pupils, nudges, files)).OrderBy(Rank).ToList();
        var title = $"{school.Name}: worklist of {Words.Day(night)}";
        await WriteAsync(school, night, ".csv", await WorklistSheet.CsvAsync(rows, cancellationToken), cancellationToken);
        foreach (var sheet in sheets)
        {
            await WriteAsync(school, night, $"-{sheet.Name.ToLowerInvariant()}.csv", await CsvOfAsync(sheet, cancellationToken), cancellationToken);
        }

        await WriteAsync(school, night, ".xlsx", WorklistSheet.Workbook(title, rows, sheets), cancellationToken);
    }

    /// <summary>What only a person can decide, then what is to be done and ticked off, then what one should know.</summary>
    private static int Rank(WorklistRow row) => !row.Waits ? 2 : row.IsDuty ? 1 : 0;

    private async Task WriteAsync(School school, DateOnly night, string ending, BinaryData content, CancellationToken cancellationToken) =>
        await storehouse.Container(Containers.Worklists).GetBlobClient($"{school.Id}/{TableKeys.Of(night)}{ending}").UploadAsync(content, overwrite: true, cancellationToken);

    private static Task<BinaryData> CsvOfAsync(WorkbookSheet sheet, CancellationToken cancellationToken) =>
        CsvSheet.MakeAsync(sheet.Columns.Select(column => column.Name), sheet.Rows.Select(row => row.Cells), forPeople: true, cancellationToken);

    private static IEnumerable<WorklistRow> RowsOf(
        Trust trust, School school, DateOnly night, IReadOnlyList<PupilNight> pupils, IEnumerable<Nudge> nudges, IEnumerable<IntakeEntry> files)
    {
        var check = new NudgeCheck(trust, school);
        var byUpn = pupils.ToDictionary(pupil => pupil.Pupil.Upn);
        var about = nudges.Where(nudge => byUpn.ContainsKey(nudge.Upn)).OrderBy(nudge => nudge.Upn).ThenBy(nudge => nudge.ContactSlot).ToList();
        var unknown = about.Where(nudge => nudge.State == NudgeState.Unknown);
        var waiting = about.Where(nudge =>
            nudge.State == NudgeState.Planned && !nudge.IsReleased && nudge.LastDay > night && check.StillHolds(nudge, byUpn[nudge.Upn].Now));
        var moved = pupils.Where(pupil => pupil.Record is { HasWorsened: true, StageBefore: not AttendanceRecord.NoStage } && !CaseRows.TellsMove(pupil)).OrderBy(pupil => pupil.Pupil.Upn);
        var notSent = about.Where(nudge => nudge.State == NudgeState.Suppressed && nudge.PlannedOn == night && nudge.Rule.TellsWhenNotSent());
        var missing = school.Calendar.IsSchoolDay(night) ? pupils.Sum(pupil => pupil.MissingOn(night)) : 0;
        return
        [
            .. unknown.Select(nudge => Unknown(school, byUpn[nudge.Upn], nudge)),
            .. waiting.Select(nudge => Waiting(school, byUpn[nudge.Upn], nudge)),
            .. files.OrderBy(file => file.Name, StringComparer.Ordinal).Where(HasNews).Select(file => About(school, file)),
            .. missing > 0 ? [Missing(school, night, missing, 2 * pupils.Count)] : Array.Empty<WorklistRow>(),
            .. moved.Select(pupil => About(school, pupil, WorklistKinds.Moved, Moved(school, pupil))),
            .. notSent.Select(nudge => About(school, byUpn[nudge.Upn], WorklistKinds.NotSent, Suppressed(nudge))),
        ];
    }

    private static WorklistRow Unknown(School school, PupilNight pupil, Nudge nudge)
    {
        const string what = "The answer of the message service was lost, so this message may or may not have been sent. Look into the service's log.";
        return About(school, pupil, WorklistKinds.Nudge, what) with { Key = nudge.Place.Key.ToString(), Allowed = DecisionsAboutNudges.ForUnknown };
    }

    private static WorklistRow Waiting(School school, PupilNight pupil, Nudge nudge)
    {
        var channel = nudge.Channel == Channel.Text ? "text" : "email";
        var what = $"A {channel} to contact {nudge.ContactSlot} waits for your decision until {Words.Day(nudge.LastDay)}.";
        return About(school, pupil, WorklistKinds.Nudge, what) with { Key = nudge.Place.Key.ToString(), Allowed = DecisionsAboutNudges.ForPlanned, Due = nudge.LastDay };
    }

    private static WorklistRow Missing(School school, DateOnly night, int missing, int sessions) => new(
        school.Id, WorklistKinds.Register,
        $"{missing} of {sessions} sessions of {Words.Day(night)} have no mark; please see that every register was taken and exported.");

    private static WorklistRow About(School school, IntakeEntry file)
    {
        var what = file.Outcome == IntakeOutcome.Applied
            ? $"{file.RowsRejected} of {file.RowsRead} rows could not be used; rejected/{school.Id}/ says which and why."
            : file.Reason;
        return new(school.Id, WorklistKinds.File, $"{file.Name}: {what}");
    }

    private static WorklistRow About(School school, PupilNight pupil, string kind, string what) =>
        new(school.Id, kind, what) { Pupil = WorklistPupil.Of(school, pupil) };

    private static bool HasNews(IntakeEntry file) => file.Outcome != IntakeOutcome.Applied || file.RowsRejected > 0;

    private static string Moved(School school, PupilNight pupil) =>
        $"Attendance fell from {school.Policy.NameOf(pupil.Record.StageBefore)} to {school.Policy.NameOf(pupil.Record.Stage)}; the case stands at {school.Policy.NameOf(pupil.Case.Step.Stage)}.";

    private static string Suppressed(Nudge nudge) => (nudge.Rule == NudgeRule.Meeting ? "No invitation: " : "No nudge: ") + nudge.Reason switch
    {
        SuppressionReason.TooEarly => "too few sessions so far to say.",
        SuppressionReason.OptedOut => "the family opted out.",
        SuppressionReason.HandledByPeople => "there is a circumstance on file, a social worker, or the child is looked after; please see to it in person.",
        SuppressionReason.CaseWithPeople => "people have agreed a step with the family; please keep to it in person.",
        SuppressionReason.UnsettledN => "only sessions coded N of the last five school days make the difference; please establish the reasons.",
        SuppressionReason.MarkChangedToday => "a mark was changed today; the next night looks again.",
        SuppressionReason.NoContact => "no contact with parental responsibility is on the roster.",
        SuppressionReason.NoUsableAddress => "no mobile number or email address of a contact with parental responsibility can be used.",
        SuppressionReason.SharedAddress => "the same number or address stands for families of different names; please check which is right.",
        SuppressionReason.NotOnAllowList => "this environment may not send to that number or address.",
        SuppressionReason.NoLongerInStage => "attendance is no longer at that stage.",
        SuppressionReason.NoLongerSo => "what it would have said is no longer so.",
        SuppressionReason.HeldOut => "the pupil is among those whom this policy leaves without a nudge, to see whether nudges help.",
        _ => throw new ArgumentOutOfRangeException(nameof(nudge), nudge.Reason, "Not a reason."),
    };
}
