using AttendanceFunctions.Functions.Decisions;

namespace AttendanceFunctions.Functions.Worklists;

/// <summary>
/// The rows about reasons that families told and the register does not have yet: it is the source, so somebody has to change it there.
/// </summary>
public static class ReasonRows
{
    /// <summary>The rows of a school's night.</summary>
    public static IReadOnlyList<WorklistRow> Of(School school, DateOnly night, IEnumerable<PupilNight> pupils) =>
    [
        .. pupils.Select(pupil => Row(school, pupil.Pupil, pupil.Case, pupil.Record.Marks, night) is { } row
                ? row with { Pupil = WorklistPupil.Of(school, pupil), Due = school.Calendar.NextSchoolDay(night) ?? night }
                : null)
            .OfType<WorklistRow>(),
    ];

    /// <summary>The row about a pupil on a day, without the pupil; null if the register has a code for every day of every reason.</summary>
    internal static WorklistRow? Row(School school, Pupil pupil, Case current, YearOfMarks marks, DateOnly day)
    {
        var open = current.ReasonsTold.Select(told => (Told: told, Days: told.Unsettled(school, pupil, marks, day)))
            .Where(found => found.Days.Count > 0).ToList();
        return open.Count == 0 ? null : Row(school, open[^1].Told, open[^1].Days);
    }

    /// <summary>The row about one reason.</summary>
    /// <param name="days">The days on which the register has none; at least one.</param>
    internal static WorklistRow Row(School school, ToldReason told, IReadOnlyList<DateOnly> days) => new(
        school.Id, WorklistKinds.Register,
        $"A reason was told. Put {told.Given.Code} into the register for {English.List([.. days.Select(English.Day)])}, "
            + "or the code that the school decides on.")
    {
        Why = $"{told.Given.ToldBy} told it; written down on {English.Day(told.On)} by {told.By.InWords()}. The register has N.",
        Actions =
        [
            "Change the mark in your school system: what stands there is the register.",
            "This goes away when the register has another code.",
        ],
        IsDuty = true,
    };
}
