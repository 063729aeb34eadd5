using AttendanceFunctions.Functions.Decisions;

namespace AttendanceFunctions.Functions.Worklists;

/// <summary>
/// A worklist's rows about the baseline: the pupils who were low enough for the ladder when the school started with this product, and whom
/// nobody has taken up yet (domain 0.22). Nothing is to be decided on them: as many a day as the school has said begin to follow the
/// policy.
/// </summary>
public static class BaselineRows
{
    /// <summary>The rows of a school's night, the lowest attendance first.</summary>
    public static IReadOnlyList<WorklistRow> Of(School school, DateOnly night, IEnumerable<PupilNight> pupils)
    {
        if (school.GoingLive is not { } start)
        {
            return [];
        }

        var waiting = pupils.Where(pupil => pupil.Case.Baseline is { Waits: true })
            .Select(pupil => (Pupil: pupil, Rate: Rate.TryOf(pupil.Record.Tally, out var rate) ? rate : Rate.Of(1, 1)))
            .OrderBy(pupil => pupil.Rate, BaselinePlan.LowestFirst).ThenBy(pupil => pupil.Pupil.Pupil.Upn).ToList();
        return
        [
            .. waiting.Select((pupil, index) => new WorklistRow(
                school.Id, WorklistKinds.Baseline,
                $"From before {English.Day(start.On)}: {Place(pupil.Pupil, night, index + 1, waiting.Count)}")
            {
                Pupil = WorklistPupil.Of(school, pupil.Pupil),
                Why = CaseDescription.StoodAt(school.Policy, start.On, pupil.Pupil.Case.Baseline!),
                Actions =
                [
                    $"At most {English.Count(start.BaselineADay, "child", "children")} a day are taken up, the lowest attendance first; "
                    + $"then the "
                    + "case follows the policy, and what waits for you is in a row of its own.",
                    "No message and no letter went about that time.",
                ],
            }),
        ];
    }

    private static string Place(PupilNight pupil, DateOnly night, int place, int waiting) =>
        pupil.Pupil.Circumstance.Length > 0 || pupil.TimetableOn(night) is not null
            ? "people look after this child already, so the case waits until the circumstance or the part-time timetable ends."
            : string.Create(CultureInfo.InvariantCulture, $"number {place} of {waiting} who wait to be taken up.");
}
