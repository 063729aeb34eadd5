using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Documents;
using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Letters;
using AttendanceFunctions.Functions.Summaries.Pages;
using AttendanceFunctions.Functions.Summaries.Tables;

namespace AttendanceFunctions.Functions.Summaries;

/// <summary>
/// What a school prints or copies from its summary of a week, half term or term: the classes of the week for the wall, a sheet for each
/// class teacher, lines for the newsletter, for the report to governors and for each child's annual report. Only the teachers' sheets and
/// the annual lines name pupils, and small numbers stay hidden in all others as they do on the summary's page.
/// </summary>
public static class SchoolPrints
{
    /// <summary>For the wall: no child's name, and no class that could give one away.</summary>
    public const string Wall = "classes-to-print.docx";

    /// <summary>For class teachers, and nobody else: each class with its pupils.</summary>
    public const string Teachers = "class-sheets.docx";

    /// <summary>Sentences to copy.</summary>
    public const string Newsletter = "newsletter.txt";

    /// <summary>For the headteacher's report.</summary>
    public const string Governors = "governors.docx";

    /// <summary>A line for each child's annual report, in a form that report programs take in.</summary>
    public const string AnnualReport = "annual-report.csv";

    /// <summary>All of them, in the order in which people are shown them.</summary>
    public static IReadOnlyList<string> All { get; } = [Teachers, Wall, Newsletter, Governors, AnnualReport];

    private static readonly string[] AnnualColumns =
        ["Class", "Surname", "Forename", "Possible", "Attended", "Authorised", "Unauthorised", "Percent", "Late", "Line", "UPN"];

    private const string None = "–";

    private static readonly int[] WallWidths = [6, 4, 6];

    private static readonly int[] TeacherWidths = [8, 4, 4, 4, 4, 7];

    /// <summary>The files of a period.</summary>
    /// <param name="night">The school's row of the night that ends the period, with its figures.</param>
    /// <param name="pupils">Its pupils on roll, and those who left in the school year.</param>
    public static IReadOnlyList<SummaryFile> Of(
        Trust trust, School school, FigurePeriod period, SchoolNight night, IReadOnlyCollection<PupilNight> pupils)
    {
        if (period.Kind == PeriodKind.Year || pupils.Count == 0)
        {
            return [];
        }

        var counted = night.Figures.Of(period);
        var head = new Letterhead(school.Name, trust.Name, English.Day(period.To)) { Colours = trust.Colours };
        var news = string.Join("\n", NewsOf(school, counted, night, pupils)) + "\n";
        var files = new List<SummaryFile> { SummaryFile.Text(Newsletter, news) };
        if (period.Kind == PeriodKind.Week)
        {
            files.Add(Document(
                Teachers, "Class sheets", head, "For the class teacher alone: it names children.", Sheets(school, period, pupils)));
            if (SchoolPage.CelebratedOf(school, counted, pupils) is { Count: > 0 } classes)
            {
                files.Add(Document(Wall, "Classes of the week", head, school.Name, WallOf(school, period, classes)));
            }
        }
        else
        {
            files.Add(Document(
                Governors, "Lines for governors", head, "For the report to governors: it names no child.",
                LinesOf(school, counted, night)));
        }

        if (period.Kind == PeriodKind.Term)
        {
            files.Add(SummaryFile.Csv(
                AnnualReport, CsvSheet.Make(AnnualColumns, AnnualLines(school, period, pupils), forPeople: true)));
        }

        return files;
    }

    private static SummaryFile Document(string file, string title, Letterhead head, string foot, IEnumerable<Block> blocks) => new(
        file, OfficeArchive.WordType,
        BinaryData.FromBytes(BuiltInDocument.Make(title, head, foot, [.. blocks])));

    private static IEnumerable<Block> WallOf(School school, FigurePeriod period, IReadOnlyList<CelebratedClass> classes)
    {
        yield return new Block.Paragraph("Heading1", "Our classes this week");
        yield return new Block.Paragraph("Normal", $"{English.Days(period.From, period.To)}. We aim for {school.Policy.Target} or more.");
        var best = classes.Where(one => one.IsBest && one.Rate is not null).ToList();
        if (best.Count > 0)
        {
            yield return new Block.Paragraph("Winner", English.List([.. best.Select(one => one.Class)]));
            yield return new Block.Paragraph(
                "WinnerLine", $"{(best.Count > 1 ? "are the classes" : "is the class")} of the week with {best[0].Rate}%");
        }

        yield return new Block.Table(
            HasHeader: true, WallWidths,
            [
                ["Class", "Attendance", "How we did"],
                .. classes.Select(one => (IReadOnlyList<string>)
                [
                    one.Class, one.Rate is { } rate ? $"{rate}%" : None,
                    one.Rate is null ? None
                        : one.IsBest ? "Class of the week"
                        : one.ReachesTarget ? "At our target"
                        : "On the way to our target",
                ]),
            ]);
        if (classes.Any(one => one.Rate is null))
        {
            yield return new Block.Paragraph(
                "Normal",
                $"{None} is a class without a figure: too few children count in it, or in a class that could be worked out from it.");
        }
    }

    /// <summary>A sheet for each class: who missed how much, for the teacher who talks with the children.</summary>
    private static IEnumerable<Block> Sheets(School school, FigurePeriod period, IReadOnlyCollection<PupilNight> pupils)
    {
        var year = AcademicYear.Of(period.To).FirstDay;
        var classes = pupils.Where(pupil => pupil.Pupil.OnRoll.Contains(period.To))
            .GroupBy(pupil => pupil.Pupil.Class, StringComparer.Ordinal).OrderBy(group => group.Key, ClassOrder.Instance);
        foreach (var (index, group) in classes.Index())
        {
            if (index > 0)
            {
                yield return new Block.NewSheet();
            }

            yield return new Block.Paragraph("Heading1", group.Key.Length > 0 ? $"Class {group.Key}" : "Without a class");
            yield return new Block.Paragraph(
                "Normal",
                $"Week of {English.Days(period.From, period.To)}. In the week {RateOf(group, period.From, period.To)}, in the school year "
                    + $"{RateOf(group, year, period.To)}; we aim for {school.Policy.Target} or more. Days are school days missed.");
            yield return new Block.Table(
                HasHeader: true, TeacherWidths,
                [
                    ["Child", "Days this week", "Days this year", "Late this year", "This year", "Stage"],
                    .. group.OrderBy(pupil => pupil.Pupil.Surname, StringComparer.OrdinalIgnoreCase)
                        .ThenBy(pupil => pupil.Pupil.PreferredName, StringComparer.OrdinalIgnoreCase)
                        .Select(pupil => RowOf(school, pupil, period, year)),
                ]);
        }
    }

    private static IReadOnlyList<string> RowOf(School school, PupilNight pupil, FigurePeriod period, DateOnly year)
    {
        var (week, all) = (pupil.TallyOf(period.From, period.To), pupil.TallyOf(year, period.To));
        string Days(Tally tally) => (tally.Absent / 2m).ToString("0.#", CultureInfo.InvariantCulture);
        return
        [
            $"{pupil.Pupil.Surname}, {pupil.Pupil.PreferredName}", Days(week), Days(all),
            (all.LateBeforeClose + all.LateAfterClose).ToString(CultureInfo.InvariantCulture),
            Rate.TryOf(all, out var rate) ? $"{rate}%" : None,
            school.Policy.FindStage(pupil.Case.Stage)?.Name ?? None,
        ];
    }

    /// <summary>A row for each child on roll: the school year so far, and a sentence to copy.</summary>
    private static IEnumerable<IEnumerable<Cell>> AnnualLines(
        School school, FigurePeriod period, IReadOnlyCollection<PupilNight> pupils) =>
        from night in pupils
        let pupil = night.Pupil
        where pupil.OnRoll.Contains(period.To)
        orderby pupil.Class, pupil.Surname, pupil.PreferredName, pupil.Upn
        let year = night.TallyOf(AcademicYear.Of(period.To).FirstDay, period.To)
        let late = year.LateBeforeClose + year.LateAfterClose
        select (IEnumerable<Cell>)
        [
            pupil.Class, pupil.Surname, pupil.Forename, year.Possible, year.Attended, year.Authorised, year.Unauthorised,
            Rate.TryOf(year, out var rate) ? Cell.Percent(rate) : Cell.Empty, late, LineOf(school, pupil, year, late), pupil.Upn.ToString(),
        ];

    private static string LineOf(School school, Pupil pupil, Tally year, int late) => !Rate.TryOf(year, out var rate)
        ? "There is no attendance to report yet."
        : $"{pupil.PreferredName} came to school for {English.Number(year.Attended)} of {English.Count(year.Possible, "half day")} this "
            + $"school year, which is {rate}%. We aim for {school.Policy.Target} or more. "
            + (year.Absent == 0 ? "No half day was missed"
                : $"{English.Count(year.Absent, "half day")} {(year.Absent == 1 ? "was" : "were")} missed, {Authorised(year)}")
            + (late == 0 ? "." : $"; late {English.Times(late)}.");

    private static string Authorised(Tally year) => (year.Authorised, year.Unauthorised) switch
    {
        (1, 0) => "and the school had agreed to it",
        (_, 0) => "and the school had agreed to all of them",
        (0, 1) => "and the school had not agreed to it",
        (0, _) => "and the school had agreed to none of them",
        var (agreed, _) => $"and the school had agreed to {English.Number(agreed)} of them",
    };

    private static string RateOf(IEnumerable<PupilNight> pupils, DateOnly from, DateOnly to) =>
        Rate.TryOf(pupils.Aggregate(default(Tally), (sum, pupil) => sum + pupil.TallyOf(from, to)), out var rate)
            ? $"{rate}%" : "no session";

    private static IEnumerable<string> NewsOf(
        School school, PeriodFigures counted, SchoolNight night, IReadOnlyCollection<PupilNight> pupils)
    {
        var (period, name) = (counted.Period, counted.Period.Kind.Describe());
        yield return $"Attendance at {school.Name}, {English.Days(period.From, period.To)}";
        yield return "";
        yield return counted.ShowsEveryone && Rate.TryOf(counted.Everyone.Tally, out var rate)
            ? $"Attendance this {name} was {rate}%. We aim for {school.Policy.Target} or more."
            : $"There is no figure to publish for this {name}.";
        var year = night.Figures.Periods[0];
        if (year.ShowsEveryone && Rate.TryOf(year.Everyone.Tally, out var soFar))
        {
            yield return $"So far this school year it is {soFar}%.";
        }

        if (period.Kind != PeriodKind.Week)
        {
            yield break;
        }

        var all = SchoolPage.CelebratedOf(school, counted, pupils);
        var classes = all.Where(one => one.Rate is not null).ToList();
        if (classes.Where(one => one.IsBest).ToList() is [var first, ..] best)
        {
            yield return $"{(best.Count > 1 ? "Classes" : "Class")} of the week: {English.List([.. best.Select(one => one.Class)])}, with "
                + $"{first.Rate}%. Well done!";
        }

        if (classes.Count > 0)
        {
            yield return $"{English.Count(classes.Count(one => one.ReachesTarget), "class", "classes")} of "
                + $"{(classes.Count < all.Count ? "the " : "")}{English.Number(classes.Count)}"
                + $"{(classes.Count < all.Count ? " that have a figure" : "")} reached our target.";
        }
    }

    private static IEnumerable<Block> LinesOf(School school, PeriodFigures counted, SchoolNight night)
    {
        var (period, name) = (counted.Period, counted.Period.Kind.Describe());
        var year = night.Figures.Periods[0];
        var everyone = counted.Everyone;
        bool Shows(Measure measure) => counted.ShowingOf(everyone, measure) == Showing.Shown;
        yield return new Block.Paragraph("Heading1", "Attendance for the report to governors");
        yield return new Block.Paragraph(
            "Normal",
            $"The {name} from {English.Days(period.From, period.To)}, of everybody who was on roll in it. Persistent and severe absence "
            + $"are "
                + "of the school year so far.");
        yield return new Block.Table(
            HasHeader: false, [7, 13],
            [
                ["Pupils on roll", English.Number(everyone.Pupils)],
                [$"Attendance this {name}", AttendanceOf(school, counted)],
                ["Attendance this school year", AttendanceOf(school, year)],
                .. counted.ShowsEveryone && counted.TellsUnauthorised
                    ? [["Absence without leave", $"{PercentOf(everyone.Tally.Unauthorised, everyone.Tally.Possible)} of sessions"]]
                    : Array.Empty<IReadOnlyList<string>>(),
                .. Shows(Measure.PersistentAbsence)
                    ?
                    [
                        [
                            "Persistently absent",
                            $"{English.Count(everyone.PersistentAbsence, "pupil")}, "
                            + $"{PercentOf(everyone.PersistentAbsence, everyone.Measured)}",
                        ],
                    ]
                    : Array.Empty<IReadOnlyList<string>>(),
                .. Shows(Measure.SevereAbsence)
                    ? [["Severely absent", English.Count(everyone.SevereAbsence, "pupil")]]
                    : Array.Empty<IReadOnlyList<string>>(),
                ["Marked late", English.Count(counted.Lateness.Sessions, "session")],
            ]);
        if (!counted.ShowsEveryone || !year.ShowsEveryone || !Shows(Measure.PersistentAbsence) || !Shows(Measure.SevereAbsence))
        {
            yield return new Block.Paragraph("Normal", NotShown.AboutSmallGroups);
        }
    }

    private static string PercentOf(int part, int whole) => whole > 0 ? $"{Rate.Of(part, whole)}%" : "none";

    private static string AttendanceOf(School school, PeriodFigures counted) =>
        !counted.ShowsEveryone ? NotShown.Why(counted.ShowingOf(counted.Everyone, Measure.Attendance))
        : Rate.TryOf(counted.Everyone.Tally, out var rate)
            ? $"{rate}%, {RateComparison.Against(rate, RateComparison.RateOf(school.Policy.Target), $"the target of "
                + $"{school.Policy.Target}")}"
        : "no possible session";
}
