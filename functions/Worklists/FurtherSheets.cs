using AttendanceFunctions.Domain.Absences;
using AttendanceFunctions.Domain.Absences.Patterns;
using AttendanceFunctions.Domain.Cases.Celebrations;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Functions.Documents.Sheets;

namespace AttendanceFunctions.Functions.Worklists;

/// <summary>
/// The sheets beside the worklist: achievements to celebrate, and on the last school day of a week also figures of classes and groups
/// and patterns of absence for people to look into. Nothing in them is sent or waits for a decision.
/// </summary>
public static class FurtherSheets
{
    /// <summary>The first columns of a sheet about pupils.</summary>
    internal static readonly WorkbookColumn[] PupilColumns =
        [new("Surname", 16), new("Forename", 14), new("Year group", 10), new("Class", 10)];

    /// <summary>
    /// The sheets of a school's night. A sheet is written even without rows, because a repeated night may remove rows; only that of
    /// part-time timetables is left out then, because most schools have none.
    /// </summary>
    /// <param name="pupils">The pupils on roll.</param>
    /// <param name="left">The pupils who left in the school year: rates of classes and groups count them to then (domain 0.18).</param>
    public static IEnumerable<WorkbookSheet> Of(
        School school, DateOnly night, IReadOnlyList<PupilNight> pupils, IReadOnlyList<PupilNight> left)
    {
        yield return ChecklistSheet.Of(school, night, pupils);
        if (school.Policy.Celebration.Individuals && school.Calendar.IsSchoolDay(night))
        {
            yield return Celebrate(school, night, pupils);
        }

        if (TimetableList.Of(school, night, pupils) is { Count: > 0 } timetables)
        {
            yield return TimetableList.SheetOf(school, night, timetables);
        }

        if (ClassTable.TryOf(school, night, pupils.Concat(left), out var classes))
        {
            yield return Classes(school, classes);
        }

        if (school.Policy.Cohorts.Count > 0 && school.Calendar.IsLastOfWeek(night))
        {
            yield return Groups(school, night, pupils, left);
        }

        if (school.Calendar.IsLastOfWeek(night))
        {
            yield return Patterns(school, night, pupils);
        }
    }

    private static WorkbookSheet Celebrate(School school, DateOnly night, IReadOnlyList<PupilNight> pupils)
    {
        var byUpn = pupils.ToDictionary(pupil => pupil.Pupil.Upn, pupil => pupil.Pupil);
        var rows =
            from celebrated in PupilCelebration.Of(school, night, pupils)
            let audience = celebrated.Audience == Audience.Family ? "The family only, in person" : "The school"
            select new WorkbookRow([.. CellsOf(byUpn[celebrated.Upn]), celebrated.Message, audience]);
        return new(
            "Celebrate", $"{school.Name}: to celebrate",
            [.. PupilColumns, new("What for", 60) { Wraps = true }, new("Before whom", 24) { Wraps = true }], [.. rows]);
    }

    /// <summary>The cells of those columns.</summary>
    internal static Cell[] CellsOf(Pupil pupil) => [pupil.Surname, pupil.PreferredName, pupil.YearGroup, pupil.Class];

    private static WorkbookSheet Classes(School school, ClassTable table)
    {
        var target = Cell.Number(table.Target.Hundredths / 100m);
        var rows = table.Rows.Select(row => new WorkbookRow(row.Figures is ClassFigures.Shown shown
            ?
            [
                row.Class, Cell.Percent(shown.Rate), target, Cell.YesOrNo(shown.ReachesTarget), Cell.YesOrNo(shown.IsBest), row.Counted,
                row.LeftOut,
            ]
            : [row.Class, WhyNone(row.Figures is ClassFigures.TooFew), target, Cell.Empty, Cell.Empty, row.Counted, row.LeftOut]));
        return new(
            "Classes", $"{school.Name}: classes in the week from {English.Day(table.Monday)} to {English.Day(table.Night)}",
            [
                new("Class", 14), new("Attendance", 12), new("Target %", 10), new("Reaches target", 12), new("Best class", 10),
                new("Pupils counted", 12), new("Left out, for staff only", 16),
            ],
            [.. rows]);
    }

    private static string WhyNone(bool areTooFew) => areTooFew ? "too few pupils" : "no session";

    private static WorkbookSheet Groups(
        School school, DateOnly night, IReadOnlyList<PupilNight> pupils, IReadOnlyList<PupilNight> left)
    {
        var table = CohortTable.Of(
            school.Policy, [.. pupils.Select(pupil => (pupil.Pupil, pupil.Status))],
            [.. left.Select(pupil => (pupil.Pupil, pupil.Status))]);
        var target = Cell.Number(table.Target.Hundredths / 100m);
        var rows =
            from row in table.Rows
            let actions = string.Join('\n', row.Actions)
            select new WorkbookRow(row.Figures is CohortFigures.Shown shown
                ?
                [
                    row.Name, row.Pupils, Cell.Percent(shown.Rate), target, Cell.YesOrNo(shown.ReachesTarget), shown.ToEveryone.ToString(),
                    shown.PersistentAbsence, actions,
                ]
                :
                [
                    row.Name, row.Pupils, WhyNone(row.Figures is CohortFigures.TooFew), target, Cell.Empty, Cell.Empty, Cell.Empty, actions,
                ]);
        return new(
            "Groups", $"{school.Name}: groups of pupils in the year to {English.Day(night)}",
            [
                new("Group", 26) { Wraps = true }, new("Pupils", 8), new("Attendance", 12), new("Target %", 10), new("Reaches target", 12),
                new("Points to all pupils", 12), new("Persistently absent", 12), new("What to do", 60) { Wraps = true },
            ],
            [.. rows]);
    }

    private static WorkbookSheet Patterns(School school, DateOnly night, IReadOnlyList<PupilNight> pupils)
    {
        var facts = pupils.Select(pupil => new PupilYear(
            pupil.Pupil, MarkHistory.Of(pupil.Record.Marks, pupil.Pupil.OnRoll), pupil.Record.Late, school.Calendar, night)).ToList();
        var together = Siblings.Of(facts).ToLookup(found => found.Upn, found => found.Pattern);
        var rows =
            from fact in facts
            from pattern in PatternRules.Of(fact).Concat(together[fact.Pupil.Upn]).OrderBy(pattern => pattern.Kind)
            let pupil = fact.Pupil
            orderby pupil.YearGroup, pupil.Class, pupil.Surname, pupil.Upn
            select new WorkbookRow([.. CellsOf(pupil), Describe(pattern.Kind), pattern.Evidence, pupil.Upn.ToString()]);
        return new(
            "Patterns", $"{school.Name}: patterns of absence to {English.Day(night)}, for staff to look into",
            [
                .. PupilColumns, new("Pattern", 22) { Wraps = true }, new("What it rests on", 90) { Wraps = true },
                new("UPN", 16) { IsSecondary = true },
            ],
            [.. rows]);
    }

    private static string Describe(PatternKind kind) => kind switch
    {
        PatternKind.Weekday => "The same weekday",
        PatternKind.BesideHolidays => "Before or after holidays",
        PatternKind.RepeatedIllness => "Short illnesses, again and again",
        PatternKind.SiblingsTogether => "Siblings on the same days",
        PatternKind.SuddenDrop => "A sudden drop",
        PatternKind.Lateness => "Lateness",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a pattern."),
    };
}
