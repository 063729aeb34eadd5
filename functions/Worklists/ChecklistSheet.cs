using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Documents.Sheets;

namespace AttendanceFunctions.Functions.Worklists;

/// <summary>
/// The sheet of the open actions on the checklists of a school's cases, to read and print, each with its key, so that other programs can
/// tick them off. People do so on the child's page.
/// </summary>
public static class ChecklistSheet
{
    /// <summary>The sheet, by class and name; the actions of a pupil by the day on which they are due.</summary>
    public static WorkbookSheet Of(School school, DateOnly night, IReadOnlyList<PupilNight> pupils) => new(
        "Checklist", $"{school.Name}: actions to tick off on {English.Day(night)}",
        [
            .. FurtherSheets.PupilColumns, new("Where", 20) { Wraps = true }, new("What", 52) { Wraps = true },
            new("Who", 18) { Wraps = true }, new("Since", 11), new("Due", 11), new("Overdue", 9),
            new("School", 9) { IsSecondary = true }, new("UPN", 16) { IsSecondary = true }, new("Kind", 8) { IsSecondary = true },
            new("Key", 34) { IsSecondary = true },
        ],
        [
            .. from pupil in pupils
               orderby pupil.Pupil.YearGroup, pupil.Pupil.Class, pupil.Pupil.Surname, pupil.Pupil.Upn
               from item in pupil.Case.Checklist
               where item.IsOpen
               orderby item.Due
               select RowOf(school, night, pupil, item),
        ])
    { FrozenColumns = 2 };

    private static WorkbookRow RowOf(School school, DateOnly night, PupilNight pupil, ChecklistItem item) => new(
    [
        .. FurtherSheets.CellsOf(pupil.Pupil), Checklist.PlaceOf(school.Policy, item), item.Text, item.Role, Cell.Date(item.On),
        Cell.Date(item.Due), Cell.YesOrNo(item.IsOverdue(night)), school.Id.ToString(),
        pupil.Pupil.Upn.ToString(), WorklistKinds.Action, item.Key.ToString(),
    ]);
}
