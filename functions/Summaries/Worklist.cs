using AttendanceFunctions.Domain.Nudges;
using AttendanceFunctions.Domain.Rates;
using AttendanceFunctions.Domain.Readings;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Nights;
using AttendanceFunctions.Functions.Nudges;
using AttendanceFunctions.Functions.Sheets;
using AttendanceFunctions.Functions.Storage;

namespace AttendanceFunctions.Functions.Summaries;

/// <summary>
/// What a school's attendance officer acts on in the morning: worklists/{school}/{date}.csv. Rows that wait for a decision come
/// first; filled in and put into decisions/{school}/, the file says what was decided.
/// </summary>
public sealed class Worklist(Storehouse storehouse)
{
    private static readonly string[] Columns =
    [
        "School", "UPN", "Kind", "Key", "Decision", "By", "Note", "Allowed", "What",
        "Forename", "Surname", "YearGroup", "Class", "Percent", "Stage", "StageName", "DaysLost",
    ];

    public async Task WriteAsync(
        School school, DateOnly night, IReadOnlyList<PupilNight> pupils, IEnumerable<Nudge> nudges, IEnumerable<IntakeEntry> files, CancellationToken cancellationToken)
    {
        var byUpn = pupils.ToDictionary(pupil => pupil.Pupil.Upn);
        var about = nudges.Where(nudge => byUpn.ContainsKey(nudge.Upn)).OrderBy(nudge => nudge.Upn).ThenBy(nudge => nudge.ContactSlot).ToList();
        var missing = school.Calendar.IsSchoolDay(night) ? pupils.Sum(pupil => pupil.MissingOn(night)) : 0;
        var rows = about.Where(nudge => nudge.State == NudgeState.Unknown).Select(nudge => Row(school, byUpn[nudge.Upn], "nudge", nudge, Decisions.ForUnknown,
                "The answer of the message service was lost, so this message may or may not have been sent. Look into the service's log."))
            .Concat(about.Where(nudge => nudge.State == NudgeState.Planned && !nudge.IsReleased && nudge.LastDay > night && school.Policy.NudgesAt(byUpn[nudge.Upn].Record.Stage)).Select(nudge => Row(school, byUpn[nudge.Upn], "nudge", nudge, Decisions.ForPlanned, Waiting(nudge))))
            .Concat(files.OrderBy(file => file.Name, StringComparer.Ordinal).Where(HasNews).Select(file => Row(school, file)))
            .Concat(missing > 0 ? [Row(school, "register", $"{missing} of {2 * pupils.Count} sessions of {night:d MMMM yyyy} have no mark; please see that every register was taken and exported.")] : [])
            .Concat(pupils.Where(pupil => pupil.Record is { HasWorsened: true, StageBefore: not AttendanceRecord.NoStage }).OrderBy(pupil => pupil.Pupil.Upn).Select(pupil => Row(school, pupil, "moved", "", Moved(school, pupil.Record))))
            .Concat(about.Where(nudge => nudge.State == NudgeState.Suppressed && nudge.PlannedOn == night).Select(nudge => Row(school, byUpn[nudge.Upn], "not sent", "", Suppressed(nudge.Reason))));
        var sheet = await CsvSheet.MakeAsync(Columns, rows, forPeople: true, cancellationToken);
        await storehouse.Container(Containers.Worklists).GetBlobClient($"{school.Id}/{TableKeys.Of(night)}.csv").UploadAsync(sheet, overwrite: true, cancellationToken);
    }

    private static string Waiting(Nudge nudge) =>
        $"A {(nudge.Channel == Channel.Text ? "text" : "email")} to contact {nudge.ContactSlot} waits for your decision until {nudge.LastDay:d MMMM yyyy}.";

    private static bool HasNews(IntakeEntry file) => file.Outcome != IntakeOutcome.Applied || file.RowsRejected > 0;

    private static string Moved(School school, AttendanceRecord record) =>
        $"Moved from {school.Policy.NameOf(record.StageBefore)} to {school.Policy.NameOf(record.Stage)}.";

    private static string Suppressed(SuppressionReason reason) => "No nudge: " + reason switch
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
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Not a reason."),
    };

    private static IEnumerable<Cell> Row(School school, IntakeEntry file)
    {
        var what = file.Outcome == IntakeOutcome.Applied
            ? $"{file.RowsRejected} of {file.RowsRead} rows could not be used; rejected/{school.Id}/ says which and why."
            : file.Reason;
        return Row(school, "file", $"{file.Name}: {what}");
    }

    private static IEnumerable<Cell> Row(School school, string kind, string what) =>
        [school.Id.ToString(), "", kind, "", "", "", "", "", what, "", "", "", "", Cell.Empty, Cell.Empty, "", Cell.Empty];

    private static IEnumerable<Cell> Row(School school, PupilNight pupil, string kind, Nudge nudge, string allowed, string what) =>
        Row(school, pupil, kind, nudge.Place.Key.ToString(), what, allowed);

    private static IEnumerable<Cell> Row(School school, PupilNight night, string kind, string key, string what, string allowed = "")
    {
        var (pupil, tally) = (night.Pupil, night.Reading.Tally);
        return
        [
            school.Id.ToString(), pupil.Upn.ToString(), kind, key, "", "", "", allowed, what,
            pupil.Forename, pupil.Surname, pupil.YearGroup, pupil.Class,
            Rate.TryOf(tally, out var rate) ? Cell.Percent(rate) : Cell.Empty,
            night.Record.Stage == AttendanceRecord.NoStage ? Cell.Empty : night.Record.Stage,
            night.Record.Stage == AttendanceRecord.NoStage ? "" : school.Policy.NameOf(night.Record.Stage),
            Cell.Number(new TimeLost(tally.Absent, school.Policy.FullYear.LearningHoursPerDay).Days),
        ];
    }
}
