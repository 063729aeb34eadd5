using AttendanceFunctions.Domain.Messages.Ledger;

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

/// <summary>What can be wrong with a night, the worst first. The runbook says what each means and who mends it.</summary>
public enum NightTrouble
{
    NotWorkedOut,
    NoRoster,
    NoRegisters,
    NightFailed,
    TextsFailed,
    EmailsFailed,
    ReportsFailed,
    PupilsNotWorkedOut,
    FilesNotUsed,
    RowsReturned,
    MarksMissing,
    MessagesRefused,
    MessagesUnknown,
    ReportsLate,
    SettingsIgnored,
}

/// <summary>The names of troubles.</summary>
public static class NightTroubles
{
    /// <summary>Its name in files and documents: "no-registers".</summary>
    public static string NameOf(this NightTrouble trouble) => KebabCase.Of(trouble);

    /// <summary>Whether a night with it is not good.</summary>
    public static bool IsBad(this NightTrouble trouble) => trouble <= NightTrouble.ReportsFailed;
}

/// <summary>One school in a trust's night.</summary>
/// <param name="Done">The results, with their figures; null if the night of the school is not done.</param>
public sealed record SchoolOfNight(School School, SchoolNight? Done);

/// <summary>Work that failed for good and waits for a person, by what it was.</summary>
public sealed record FailedWorkCounts(int Nights, int Texts, int Emails, int Reports)
{
    public static FailedWorkCounts None { get; } = new(0, 0, 0, 0);
}

/// <summary>Why a night is no better, as part of a sentence.</summary>
public sealed record VerdictReason(NightTrouble Trouble, string Words);

/// <summary>What there is to say of a trust's night in one line.</summary>
/// <param name="Reasons">Why it is not better, the worst first; none after a good night.</param>
public sealed record NightVerdict(NightGrade Grade, IReadOnlyList<VerdictReason> Reasons)
{
    /// <summary>The reasons that decide it and are said in its line; the others are counted.</summary>
    private const int MostDeciding = 3;

    /// <summary>The verdict on a night.</summary>
    /// <param name="schools">Every school of the trust.</param>
    /// <param name="ignoredSettings">Entries of the settings that are not known and are ignored.</param>
    public static NightVerdict Of(IReadOnlyList<SchoolOfNight> schools, FailedWorkCounts failed, int ignoredSettings)
    {
        var done = schools.Where(row => row.Done is not null).Select(row => (row.School, Done: row.Done!)).ToList();
        IReadOnlyList<VerdictReason> reasons =
        [
            .. Schools(
                NightTrouble.NotWorkedOut, name => $"{name} not worked out",
                schools.Where(row => row.Done is null).Select(row => row.School)),
            .. Schools(
                NightTrouble.NoRoster, name => $"no roster of {name}",
                done.Where(row => row.Done.Headcount.Pupils == 0).Select(row => row.School)),
            .. Schools(
                NightTrouble.NoRegisters, name => $"no registers from {name}",
                done.Where(row => row.Done.Headcount.Pupils > 0 && row.Done.Figures.Quality.SilentDays > 0).Select(row => row.School)),
            .. Count(NightTrouble.NightFailed, failed.Nights, "school's night failed", "schools' nights failed"),
            .. Count(
                NightTrouble.TextsFailed, failed.Texts, "text not taken by the text service", "texts not taken by the text service"),
            .. Count(
                NightTrouble.EmailsFailed, failed.Emails, "email not taken by the email service", "emails not taken by the email service"),
            .. Count(
                NightTrouble.ReportsFailed, failed.Reports, "delivery report could not be used", "delivery reports could not be used"),
            .. Sum(NightTrouble.PupilsNotWorkedOut, row => row.PupilsHeld, "pupil not worked out", "pupils not worked out"),
            .. Sum(
                NightTrouble.FilesNotUsed, row => row.Intake.FilesHeld + row.Intake.FilesRejected, "file could not be used",
                "files could not be used"),
            .. Sum(NightTrouble.RowsReturned, row => row.Intake.RowsRejected, "row of a file came back", "rows of files came back"),
            .. Sum(NightTrouble.MarksMissing, row => row.MissingMarks, "session without a mark", "sessions without a mark"),
            .. Sum(
                NightTrouble.MessagesRefused, row => row.MessagesRefused, "message refused by its service",
                "messages refused by their service"),
            .. Sum(
                NightTrouble.MessagesUnknown, row => row.Nudges.Messages(NudgeOutcome.Unknown), "message that may or may not have left",
                "messages that may or may not have left"),
            .. Sum(
                NightTrouble.ReportsLate, row => row.ReportsLate, "text without a delivery report for a day",
                "texts without a delivery report for a day"),
            .. Count(
                NightTrouble.SettingsIgnored, ignoredSettings, "entry of the settings not known", "entries of the settings not known"),
        ];
        return new(
            reasons.Any(reason => reason.Trouble.IsBad()) ? NightGrade.NotGood
                : reasons.Count > 0 ? NightGrade.GoodWithGaps
                : NightGrade.Good,
            reasons);

        IEnumerable<VerdictReason> Sum(NightTrouble trouble, Func<SchoolNight, int> count, string one, string several) =>
            Count(trouble, done.Sum(row => count(row.Done)), one, several);
    }

    /// <summary>"good", "good with gaps" or "not good".</summary>
    public string Words => KebabCase.InWords(Grade);

    /// <summary>The reasons that decide it, in words; none after a good night.</summary>
    public IReadOnlyList<string> Deciding =>
    [
        .. Reasons.Take(MostDeciding).Select(reason => reason.Words),
        .. Reasons.Count > MostDeciding ? [$"{English.Number(Reasons.Count - MostDeciding)} more"] : Array.Empty<string>(),
    ];

    /// <summary>The verdict with what decides it, for a subject: "not good (no registers from 2 schools, 1 more)".</summary>
    public string InShort => Reasons.Count == 0 ? Words : $"{Words} ({string.Join(", ", Deciding)})";

    /// <summary>The verdict on the night of a day with what decides it, in a sentence.</summary>
    public string Sentence(DateOnly night) => Reasons.Count == 0
        ? $"The night of {English.Weekday(night)} was good: every register was there."
        : $"The night of {English.Weekday(night)} was {Words}: {English.List(Deciding)}.";

    /// <summary>Names one school, and counts several.</summary>
    private static IEnumerable<VerdictReason> Schools(NightTrouble trouble, Func<string, string> say, IEnumerable<School> schools) =>
        schools.ToList() switch
        {
            [] => [],
            [var only] => [new(trouble, say(only.Name))],
            var several => [new(trouble, say(English.Count(several.Count, "school")))],
        };

    private static IEnumerable<VerdictReason> Count(NightTrouble trouble, int count, string one, string several) =>
        count == 0 ? [] : [new(trouble, English.Count(count, one, several))];
}
