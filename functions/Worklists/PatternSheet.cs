using AttendanceFunctions.Domain.Absences;
using AttendanceFunctions.Domain.Absences.Patterns;
using AttendanceFunctions.Functions.Documents.Sheets;

namespace AttendanceFunctions.Functions.Worklists;

/// <summary>
/// Patterns of absence for people to look into: a sheet beside the worklist on the last school day of a week. Nothing is sent, and nothing
/// waits for a decision.
/// </summary>
public static class PatternSheet
{
    /// <summary>The sheet; none on another day.</summary>
    public static IEnumerable<WorkbookSheet> Of(School school, DateOnly night, IReadOnlyList<PupilNight> pupils)
    {
        if (!school.Calendar.IsLastOfWeek(night))
        {
            yield break;
        }

        var facts = pupils.Select(pupil => new PupilYear(
            pupil.Pupil, MarkHistory.Of(pupil.Record.Marks, pupil.Pupil.OnRoll), pupil.Record.Late, school.Calendar, night)).ToList();
        var together = Siblings.Of(facts).ToLookup(found => found.Upn, found => found.Pattern);
        // With no row as well: a night that is repeated after a correction takes back what it had said.
        yield return new(
            "Patterns", $"{school.Name}: patterns of absence to {English.Day(night)}, for staff to look into",
            [
                new("Surname", 16), new("Forename", 14), new("Year group", 10), new("Class", 10), new("Pattern", 22) { Wraps = true },
                new("What it rests on", 90) { Wraps = true }, new("UPN", 16) { IsSecondary = true },
            ],
            [
                .. from fact in facts
                   from pattern in PatternRules.Of(fact).Concat(together[fact.Pupil.Upn]).OrderBy(pattern => pattern.Kind)
                   orderby fact.Pupil.YearGroup, fact.Pupil.Class, fact.Pupil.Surname, fact.Pupil.Upn
                   select Row(fact.Pupil, pattern),
            ]);
    }

    private static WorkbookRow Row(Pupil pupil, Pattern pattern) =>
        new(
        [
            pupil.Surname, pupil.PreferredName, pupil.YearGroup, pupil.Class, InWords(pattern.Kind), pattern.Evidence, pupil.Upn.ToString(),
        ]);

    private static string InWords(PatternKind kind) => kind switch
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
