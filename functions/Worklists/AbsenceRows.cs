using AttendanceFunctions.Domain.Absences;
using AttendanceFunctions.Functions.Decisions;

namespace AttendanceFunctions.Functions.Worklists;

/// <summary>A worklist's rows about home visits: pupils whose absence is unexplained by its third school day (D2 §5).</summary>
public static class AbsenceRows
{
    /// <summary>
    /// The visits of a school's night: pupils whom adults outside the school work with first, then by the length of the absence.
    /// </summary>
    public static IReadOnlyList<WorklistRow> Of(School school, DateOnly night, IEnumerable<PupilNight> pupils) =>
    [
        .. pupils.Select(pupil => (Pupil: pupil, Absence: Find(pupil, night)))
            .Where(found => found.Absence is { IsHomeVisitDue: true })
            .OrderByDescending(found => OutsideAdults.Of(found.Pupil.Pupil).Any()).ThenBy(found => found.Absence!.First)
                .ThenBy(found => found.Pupil.Pupil.Upn)
            .Select(found => Visit(school, found.Pupil.Pupil, found.Absence!) with
            {
                Pupil = WorklistPupil.Of(school, found.Pupil),
                Due = school.Calendar.NextSchoolDay(night) ?? night,
            }),
    ];

    /// <summary>A home visit, for the morning's and the night's list; the key is the same, so a decision in one counts for both.</summary>
    internal static WorklistRow Visit(School school, Pupil pupil, UnexplainedAbsence absence) =>
        new(
            school.Id, WorklistKinds.Absence,
            $"Home visit: day {absence.Days.Count} of an absence that nobody has explained.")
        {
            Key = absence.KeyFor(school.Id, pupil.Upn),
            Allowed = ContactMethods.ForVisit,
            Why = Since(absence),
            Actions = ["Visit the home if nobody can be reached by telephone.", GoesAway],
            IsDuty = true,
            IsSafeguarding = true,
        };

    internal const string GoesAway = "This goes away when the register has a reason or says that the child came, "
        + "or when you write here that you reached the family.";

    internal static string Since(UnexplainedAbsence absence)
    {
        var days = string.Join(", ", absence.Days.TakeLast(MostDays).Select(English.Day));
        return absence.Days.Count == 1
            ? "Nobody knows why the child is not in school today."
            : $"Nobody knows why: N or O on {English.Count(absence.Days.Count, "school day")} in a row, {days}"
                + $"{(absence.Days.Count > MostDays ? $", since {English.Day(absence.First)}" : "")}.";
    }

    /// <summary>The most days that are listed one by one.</summary>
    private const int MostDays = 5;

    private static UnexplainedAbsence? Find(PupilNight pupil, DateOnly night) => UnexplainedAbsence.Find(
        MarkHistory.Of(pupil.Record.Marks, pupil.Pupil.OnRoll).And(pupil.Earlier), night, pupil.Case.ContactOn);
}
