using AttendanceFunctions.Domain.Absences;
using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Letters;

namespace AttendanceFunctions.Functions.Worklists;

/// <summary>A pupil on a part-time timetable.</summary>
/// <param name="ToReview">Why it is to be reviewed; empty if it need not be.</param>
public sealed record TimetableRow(Pupil Pupil, PartTimeTimetable Timetable, IReadOnlyList<ReasonToReview> ToReview);

/// <summary>
/// A school's list of its pupils on part-time timetables, as the register and the roster have them (domain 0.14): a sheet for the school,
/// and a document that can be printed for its local authority, which has to know of children who do not get a full-time education.
/// </summary>
public static class TimetableList
{
    /// <summary>The end of the name of the sheet's CSV file, after the date.</summary>
    public const string SheetEnding = "-timetables.csv";

    /// <summary>The end of the name of the document, after the date.</summary>
    public const string DocumentEnding = "-timetables.docx";

    private const string SheetName = "Timetables";

    private const string NotAgreed = "none agreed";

    /// <summary>The document with the pupils of a file, if the file is the sheet's CSV file; otherwise null.</summary>
    public static string? DocumentBeside(string file) =>
        file.EndsWith(SheetEnding, StringComparison.Ordinal) ? file[..^SheetEnding.Length] + DocumentEnding : null;

    /// <summary>The pupils on a part-time timetable, by year group, class and name.</summary>
    public static IReadOnlyList<TimetableRow> Of(School school, DateOnly night, IEnumerable<PupilNight> pupils) =>
    [
        .. from pupil in pupils
           let timetable = pupil.TimetableOn(night)
           where timetable is not null
           orderby pupil.Pupil.YearGroup, pupil.Pupil.Class, pupil.Pupil.Surname, pupil.Pupil.Upn
           select new TimetableRow(
               pupil.Pupil, timetable, timetable.ReviewsDue(pupil.Pupil, school.Returns.TimetableReviewWeeks, night)),
    ];

    /// <summary>The sheet of a night's workbook.</summary>
    public static WorkbookSheet SheetOf(School school, DateOnly night, IReadOnlyList<TimetableRow> rows) => new(
        SheetName, $"{school.Name}: part-time timetables on {English.Day(night)}",
        [
            .. FurtherSheets.PupilColumns, new("Since", 12), new("Last C2", 12), new("Sessions a week", 10), new("Agreed end", 12),
            new("Agreed review", 12), new("Review asked for", 60) { Wraps = true }, new("UPN", 16) { IsSecondary = true },
        ],
        [
            .. rows.Select(row => new WorkbookRow(
            [
                .. FurtherSheets.CellsOf(row.Pupil), Cell.Date(row.Timetable.Since), Cell.Date(row.Timetable.Last),
                row.Timetable.SessionsPerWeek, DateOf(row.Pupil.TimetableEnd), DateOf(row.Pupil.TimetableReview),
                string.Join("; ", row.ToReview.Select(reason => reason.Why)), row.Pupil.Upn.ToString(),
            ])),
        ]);

    /// <summary>The list for the school's local authority, as a Word document.</summary>
    public static BinaryData DocumentOf(Trust trust, School school, DateOnly night, IReadOnlyList<TimetableRow> rows) =>
        BinaryData.FromBytes(BuiltInDocument.Make(
            "Part-time timetables", new(school.Name, trust.Name, English.Day(night)) { Colours = trust.Colours },
            "Part-time timetables: it names children. Send it in a secure way only.",
            [
                new Block.Paragraph("Heading1", $"Pupils on part-time timetables on {English.Day(night)}"),
                new Block.Paragraph(
                    "Normal", $"To {school.LocalAuthority}, from {school.Name} ({school.Id}), {school.Phone}, {school.Contact}"),
                new Block.Paragraph(
                    "Normal",
                    "These pupils are absent with leave for part of the week, by agreement with their parents (code C2). The table has the "
                    + "first day of C2 in this school year, the half days of C2 in the last five school days up to the newest one, and the "
                    + "end and the next review that were agreed."),
                new Block.Table(HasHeader: true, [6, 7, 6, 4, 7, 3, 5, 5], [Header, .. rows.Select(CellsOf)]),
                new Block.Table(HasHeader: true, [5, 5, 5, 3], [["Who", "Name", "Signature", "Date"], ["For the school", "", "", ""]]),
            ]));

    private static readonly IReadOnlyList<string> Header =
        ["Name", "Date of birth", "UPN", "Year, class", "Since", "Half days a week", "Agreed end", "Next review"];

    private static IReadOnlyList<string> CellsOf(TimetableRow row) =>
    [
        $"{row.Pupil.Forename} {row.Pupil.Surname}", BirthOf(row.Pupil), row.Pupil.Upn.ToString(),
        string.Join(", ", new[] { YearGroups.InWords(row.Pupil.YearGroup), row.Pupil.Class }.Where(part => part.Length > 0)),
        English.Day(row.Timetable.Since), row.Timetable.SessionsPerWeek.ToString(CultureInfo.InvariantCulture),
        InWords(row.Pupil.TimetableEnd), InWords(row.Pupil.TimetableReview),
    ];

    private static Cell DateOf(DateOnly? date) => date is { } day ? Cell.Date(day) : Cell.Empty;

    private static string InWords(DateOnly? date) => date is { } day ? English.Day(day) : NotAgreed;

    private static string BirthOf(Pupil pupil) => Dates.Read(pupil.DateOfBirth) is { } day ? English.Day(day) : "not known";
}
