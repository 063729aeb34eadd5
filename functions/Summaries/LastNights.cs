using AttendanceFunctions.Domain.Summaries;

namespace AttendanceFunctions.Functions.Summaries;

/// <summary>What the office and the emails of the morning say of a school's last night.</summary>
public static class LastNights
{
    /// <summary>The school day whose night should be done by the morning of a day; null before the first school day.</summary>
    public static DateOnly? Before(School school, DateOnly today) =>
        school.Calendar.SchoolDaysBackFrom(today.AddDays(-1)).Select(day => (DateOnly?)day).FirstOrDefault();

    /// <summary>A school's night in sentences.</summary>
    /// <param name="done">Its results; null if it is not done.</param>
    public static string InWords(SchoolNight? done) => done is null
        ? "Not done: what you see of this school is older. Tell the people who run this system."
        : Troubles(done).ToList() is [_, ..] troubles ? string.Join(" ", troubles) : "Done; every register was there.";

    /// <summary>What was missing or could not be used, in sentences; none after a good night.</summary>
    public static IEnumerable<string> Troubles(SchoolNight done)
    {
        if (done.MissingMarks > 0)
        {
            yield return $"{English.Count(done.MissingMarks, "session")} of that day {(done.MissingMarks == 1 ? "has" : "have")} no mark.";
        }

        if (done.Intake.FilesRejected + done.Intake.FilesHeld is > 0 and var files)
        {
            yield return $"{English.Count(files, "file")} could not be used.";
        }

        if (done.Intake.RowsRejected > 0)
        {
            yield return $"{English.Count(done.Intake.RowsRejected, "row")} of a file came back.";
        }

        if (done.PupilsHeld > 0)
        {
            yield return $"{English.Count(done.PupilsHeld, "pupil")} could not be worked out.";
        }
    }
}
