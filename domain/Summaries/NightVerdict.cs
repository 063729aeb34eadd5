namespace AttendanceFunctions.Domain.Summaries;

/// <summary>How good a trust's night was.</summary>
public enum NightGrade
{
    /// <summary>Every school is worked out from complete registers.</summary>
    Good,

    /// <summary>Every school is worked out, and something was missing or could not be used.</summary>
    GoodWithGaps,

    /// <summary>A school is not worked out, or has no registers or no roster, or work failed for good.</summary>
    NotGood,
}

/// <summary>One school in a trust's night.</summary>
/// <param name="Done">The results, with their figures; null if the night of the school is not done.</param>
public sealed record SchoolOfNight(School School, SchoolNight? Done);

/// <summary>What there is to say of a trust's night in one line.</summary>
/// <param name="Reasons">Why it is not better, the worst first, as parts of a sentence; none after a good night.</param>
public sealed record NightVerdict(NightGrade Grade, IReadOnlyList<string> Reasons)
{
    /// <summary>The verdict on a night.</summary>
    /// <param name="schools">Every school of the trust.</param>
    /// <param name="failedWork">Pieces of work that failed for good and wait for a person.</param>
    public static NightVerdict Of(IReadOnlyList<SchoolOfNight> schools, int failedWork)
    {
        var done = schools.Where(row => row.Done is not null).Select(row => (row.School, Done: row.Done!)).ToList();
        string[] bad =
        [
            .. Schools(name => $"{name} not worked out", schools.Where(row => row.Done is null).Select(row => row.School)),
            .. Schools(name => $"no roster of {name}", done.Where(row => row.Done.Headcount.Pupils == 0).Select(row => row.School)),
            .. Schools(
                name => $"no registers from {name}",
                done.Where(row => row.Done.Headcount.Pupils > 0 && row.Done.Figures.Quality.SilentDays > 0).Select(row => row.School)),
            .. Count(failedWork, "piece of work failed", "pieces of work failed"),
        ];
        string[] gaps =
        [
            .. Count(done.Sum(row => row.Done.PupilsHeld), "pupil could not be worked out", "pupils could not be worked out"),
            .. Count(
                done.Sum(row => row.Done.Intake.FilesHeld + row.Done.Intake.FilesRejected), "file could not be used",
                "files could not be used"),
            .. Count(done.Sum(row => row.Done.Intake.RowsRejected), "row of a file came back", "rows of files came back"),
            .. Count(done.Sum(row => row.Done.MissingMarks), "session without a mark", "sessions without a mark"),
        ];
        return new(bad.Length > 0 ? NightGrade.NotGood : gaps.Length > 0 ? NightGrade.GoodWithGaps : NightGrade.Good, [.. bad, .. gaps]);
    }

    /// <summary>"good", "good with gaps" or "not good".</summary>
    public string Words => KebabCase.InWords(Grade);

    /// <summary>The verdict with its first reason, for a subject: "not good (no registers from 2 schools)".</summary>
    public string InShort => Reasons.Count == 0 ? Words : $"{Words} ({Reasons[0]})";

    /// <summary>The verdict on the night of a day with all its reasons, in a sentence.</summary>
    public string Sentence(DateOnly night) => Reasons.Count == 0
        ? $"The night of {English.Weekday(night)} was good: every register was there."
        : $"The night of {English.Weekday(night)} was {Words}: {English.List(Reasons)}.";

    /// <summary>Names one school, and counts several.</summary>
    private static string[] Schools(Func<string, string> say, IEnumerable<School> schools) => schools.ToList() switch
    {
        [] => [],
        [var only] => [say(only.Name)],
        var several => [say(English.Count(several.Count, "school"))],
    };

    private static string[] Count(int count, string one, string several) => count == 0 ? [] : [English.Count(count, one, several)];
}
