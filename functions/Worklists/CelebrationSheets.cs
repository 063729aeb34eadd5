using AttendanceFunctions.Domain.Cases.Celebrations;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Functions.Documents.Sheets;

namespace AttendanceFunctions.Functions.Worklists;

/// <summary>
/// What a school has to celebrate, and how its groups stand: sheets beside the worklist. Classes and groups are of the week and
/// stand there on its last school day.
/// </summary>
public static class CelebrationSheets
{
    public static IReadOnlyList<WorkbookSheet> Of(School school, DateOnly night, IReadOnlyList<PupilNight> pupils)
    {
        if (!school.Calendar.IsSchoolDay(night))
        {
            return [];
        }

        return
        [
            .. school.Policy.Celebration.Individuals ? [Celebrate(school, night, pupils)] : Array.Empty<WorkbookSheet>(),
            .. ClassTable.TryOf(school, night, pupils, out var classes) ? [Classes(school, classes)] : Array.Empty<WorkbookSheet>(),
            .. school.Policy.Cohorts.Count > 0
                && school.Calendar.IsLastOfWeek(night) ? [Groups(school, night, pupils)] : Array.Empty<WorkbookSheet>(),
        ];
    }

    // With no row as well: a night that is repeated after a correction takes back what it had said.
    private static WorkbookSheet Celebrate(School school, DateOnly night, IReadOnlyList<PupilNight> pupils)
    {
        var byUpn = pupils.ToDictionary(pupil => pupil.Pupil.Upn, pupil => pupil.Pupil);
        return new(
            "Celebrate", $"{school.Name}: to celebrate",
            [
                new("Surname", 16), new("Forename", 14), new("Year group", 10), new("Class", 10), new("What for", 60) { Wraps = true },
                new("Before whom", 24) { Wraps = true },
            ],
            [.. PupilCelebration.Of(school, night, pupils).Select(celebrated => Row(byUpn[celebrated.Upn], celebrated))]);
    }

    private static WorkbookRow Row(Pupil pupil, PupilCelebration celebrated) => new(
    [
        pupil.Surname, pupil.PreferredName, pupil.YearGroup, pupil.Class, celebrated.Message,
        celebrated.Audience == Audience.Family ? "The family only, in person" : "The school",
    ]);

    private static WorkbookSheet Classes(School school, ClassTable table) => new(
        "Classes", $"{school.Name}: classes in the week from {English.Day(table.Monday)} to {English.Day(table.Night)}",
        [
            new("Class", 14), new("Attendance", 12), new("Target %", 10), new("Reaches target", 12), new("Best class", 10),
            new("Pupils counted", 12), new("Left out, for staff only", 16),
        ],
        [.. table.Rows.Select(row => Row(table, row))]);

    private static WorkbookRow Row(ClassTable table, ClassRow row) => new(row.Figures switch
    {
        ClassFigures.Shown shown =>
        [
            row.Class, Cell.Percent(shown.Rate), Cell.Number(table.Target.Hundredths / 100m), Cell.YesOrNo(shown.ReachesTarget),
            Cell.YesOrNo(shown.IsBest), row.Counted, row.LeftOut,
        ],
        ClassFigures.TooFew =>
        [
            row.Class, "too few pupils", Cell.Number(table.Target.Hundredths / 100m), Cell.Empty, Cell.Empty, row.Counted, row.LeftOut,
        ],
        _ => [row.Class, "no session", Cell.Number(table.Target.Hundredths / 100m), Cell.Empty, Cell.Empty, row.Counted, row.LeftOut],
    });

    private static WorkbookSheet Groups(School school, DateOnly night, IReadOnlyList<PupilNight> pupils)
    {
        var table = CohortTable.Of(school.Policy, [.. pupils.Select(pupil => (pupil.Pupil, pupil.Status))]);
        return new(
            "Groups", $"{school.Name}: groups of pupils in the year to {English.Day(night)}",
            [
                new("Group", 26) { Wraps = true }, new("Pupils", 8), new("Attendance", 12), new("Target %", 10), new("Reaches target", 12),
                new("Points to all pupils", 12), new("Persistently absent", 12), new("What to do", 60) { Wraps = true },
            ],
            [.. table.Rows.Select(row => Row(table, row))]);
    }

    private static WorkbookRow Row(CohortTable table, CohortRow row)
    {
        var actions = string.Join('\n', row.Actions);
        return new(row.Figures switch
        {
            CohortFigures.Shown shown =>
            [
                row.Name, row.Pupils, Cell.Percent(shown.Rate), Cell.Number(table.Target.Hundredths / 100m),
                Cell.YesOrNo(shown.ReachesTarget), shown.ToEveryone.ToString(),
                shown.PersistentAbsence, actions,
            ],
            CohortFigures.TooFew =>
            [
                row.Name, row.Pupils, "too few pupils", Cell.Number(table.Target.Hundredths / 100m), Cell.Empty, Cell.Empty, Cell.Empty,
                actions,
            ],
            _ =>
            [
                row.Name, row.Pupils, "no session", Cell.Number(table.Target.Hundredths / 100m), Cell.Empty, Cell.Empty, Cell.Empty,
                actions,
            ],
        });
    }
}
