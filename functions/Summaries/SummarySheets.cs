using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Functions.Documents.Sheets;

namespace AttendanceFunctions.Functions.Summaries;

/// <summary>The files of a summary for other programs, with fixed columns.</summary>
public static class SummarySheets
{
    private static readonly string[] PupilColumns =
    [
        "school", "upn", "year_group", "class", "possible", "attended", "authorised", "unauthorised", "late_before_close",
        "late_after_close", "percent", "stage", "stage_name", "persistent_absence", "severe_absence", "days_lost", "hours_lost",
    ];

    private static readonly string[] SchoolColumns =
    [
        "school", "name", "pupils", "possible", "attended", "authorised", "unauthorised", "percent",
        "persistent_absence", "severe_absence",
        .. Enumerable.Range(0, Band.MostStages + 1).Select(stage => $"stage_{stage}"), "too_early",
    ];

    private static readonly NudgeOutcome[] Outcomes = Enum.GetValues<NudgeOutcome>();

    /// <summary>The outcomes of messages that were sent, or may have been.</summary>
    private static readonly NudgeOutcome[] Left =
        [NudgeOutcome.Accepted, NudgeOutcome.Delivered, NudgeOutcome.Undeliverable, NudgeOutcome.Unknown];

    // The columns of outcomes count rows, one per pupil and contact; "messages" counts messages sent, which siblings share.
    private static readonly string[] NudgeColumns =
        ["school", "name", "kind", .. Outcomes.Select(outcome => outcome.NameOf().Replace('-', '_')), "messages"];

    /// <summary>One row per pupil on roll, with the results of the school's night, in the order of UPNs.</summary>
    public static BinaryData Pupils(School school, IEnumerable<PupilNight> pupils) =>
        CsvSheet.Make(
            PupilColumns, pupils.OrderBy(pupil => pupil.Pupil.Upn).Select(pupil => Row(school, pupil.Pupil, pupil.Status)),
            forPeople: false);

    /// <summary>One row per contact whose number or address stands under different names at two schools; "number" groups them.</summary>
    public static BinaryData Shared(IReadOnlyList<ContestedAddress> found) =>
        CsvSheet.Make(
            ["number", "channel", "school", "upn", "contact"],
            found.SelectMany((address, index) => address.Contacts.Select(contact => (IEnumerable<Cell>)
            [
                index + 1, address.Channel == Channel.Text ? "text" : "email", contact.School.ToString(), contact.Upn.ToString(),
                contact.Slot,
            ])),
            forPeople: false);

    /// <summary>One row per pupil of a family with children at two or more schools; "family" groups them.</summary>
    public static BinaryData Siblings(Trust trust, IReadOnlyList<SharedFamily> families, Func<PupilPlace, bool> isPersistentlyAbsent) =>
        CsvSheet.Make(
            ["family", "school", "name", "upn", "persistent_absence"],
            families.SelectMany((family, index) => family.Pupils.Select(pupil => (IEnumerable<Cell>)
            [
                index + 1, pupil.School.ToString(), NameOf(trust, pupil.School), pupil.Upn.ToString(),
                Cell.YesOrNo(isPersistentlyAbsent(pupil)),
            ])),
            forPeople: false);

    /// <summary>One row per school whose night is done.</summary>
    public static BinaryData Schools(Trust trust, IEnumerable<SchoolNight> done) =>
        CsvSheet.Make(
            SchoolColumns,
            done.OrderBy(row => row.School).Select(row => Row(
                row.School.ToString(), NameOf(trust, row.School), row.Headcount.Pupils, row.Published, row.Headcount.ShowsStages,
                row.TellsUnauthorised)),
            forPeople: false);

    /// <summary>One row: the total of the schools that are shown.</summary>
    public static BinaryData TrustRow(Trust trust, IEnumerable<SchoolNight> done)
    {
        var rows = done.ToList();
        var all = rows.Select(row => row.Published).Aggregate(Headcount.Nobody, (sum, next) => sum.And(next));
        var pupils = all.Pupils > 0 ? all.Pupils : rows.Sum(row => row.Headcount.Pupils);
        var row = Row(Trust.Itself, trust.Name, pupils, all, all.ShowsStages, rows.TrueForAll(row => row.TellsUnauthorised));
        return CsvSheet.Make(SchoolColumns, [row], forPeople: false);
    }

    /// <summary>Messages to parents in the school year so far: a row per school and kind, and last the trust's rows.</summary>
    public static BinaryData Nudges(Trust trust, IReadOnlyList<SchoolNight> done)
    {
        var all = done.Select(row => row.Nudges).Aggregate(NudgeCounts.None, (sum, next) => sum.And(next));
        var rows = done.OrderBy(row => row.School)
            .SelectMany(row => NudgeRows(row.School.ToString(), NameOf(trust, row.School), row.Nudges))
            .Concat(NudgeRows(Trust.Itself, trust.Name, all));
        return CsvSheet.Make(NudgeColumns, rows, forPeople: false);
    }

    private static IEnumerable<Cell> Row(School school, Pupil pupil, AttendanceStatus status)
    {
        var tally = status.Tally;
        var lost = new TimeLost(tally.Absent, school.Policy.FullYear.LearningHoursPerDay);
        return
        [
            school.Id.ToString(), pupil.Upn.ToString(), pupil.YearGroup, pupil.Class,
            tally.Possible, tally.Attended, tally.Authorised, tally.Unauthorised, tally.LateBeforeClose, tally.LateAfterClose,
            Rate.TryOf(tally, out var rate) ? Cell.Percent(rate) : Cell.Empty,
            .. status is AttendanceStatus.Measured { Band: var band } measured
                ? [band.Stage, band.Name, Cell.YesOrNo(measured.IsPersistentAbsence), Cell.YesOrNo(measured.IsSevereAbsence)]
                : Enumerable.Repeat(Cell.Empty, 4),
            Cell.Number(lost.Days), Cell.Number(lost.Hours),
        ];
    }

    /// <param name="pupils">Pupils on roll.</param>
    /// <param name="shown">What may be shown of them; nobody if nothing may.</param>
    /// <param name="showsStages">Whether enough of them have a stage.</param>
    /// <param name="tellsUnauthorised">Whether authorised and unauthorised absence may be told apart.</param>
    private static IEnumerable<Cell> Row(
        string id, string name, int pupils, Headcount shown, bool showsStages, bool tellsUnauthorised)
    {
        if (shown.Pupils == 0 && pupils > 0)
        {
            return [id, name, pupils, .. Enumerable.Repeat(Cell.Empty, SchoolColumns.Length - 3)];
        }

        var tally = shown.Tally;
        return
        [
            id, name, pupils, tally.Possible, tally.Attended,
            tellsUnauthorised ? tally.Authorised : Cell.Empty, tellsUnauthorised ? tally.Unauthorised : Cell.Empty,
            Rate.TryOf(tally, out var rate) ? Cell.Percent(rate) : Cell.Empty,
            .. showsStages || pupils == 0
                ? [shown.PersistentAbsence, shown.SevereAbsence, .. shown.AtStage.Select(count => Cell.Number(count)), shown.TooEarly]
                : Enumerable.Repeat(Cell.Empty, shown.AtStage.Count + 3),
        ];
    }

    private static IEnumerable<IEnumerable<Cell>> NudgeRows(string id, string name, NudgeCounts counts) =>
        from kind in MessageKinds.ByName.OrderBy(kind => kind.Value)
        let ofKind = counts.OfKind(kind.Value)
        select new Cell[] { id, name, kind.Key }
            .Concat(Outcomes.Select(outcome => Cell.Number(ofKind.Rows(outcome))))
            .Append(ofKind.Messages(Left));

    private static string NameOf(Trust trust, SchoolId id) => trust.TryFind(id, out var school) ? school.Name : "";
}
