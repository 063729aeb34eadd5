using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Summaries.Pages;

namespace AttendanceFunctions.Functions.Summaries.Tables;

/// <summary>Tables of counts: lateness, absence without a reason yet, distance from persistent absence, work and data.</summary>
internal static class CountTables
{
    private const string OnRoll = "of pupils on roll";

    public static SummaryTable Lateness(SummarySubject subject)
    {
        var (lateness, possible) = (subject.Counted.Lateness, subject.Everyone.Tally.Possible);
        var hours = lateness.WithMinutes == 0
            ? "no register gave minutes"
            : $"{English.Number(lateness.MinutesLost / 60)} hours and {lateness.MinutesLost % 60} minutes of learning";
        return Table(
            subject, "lateness", "Lateness", "Lateness",
            $"{subject.Sessions} Minutes are of the late sessions whose register gives them; the others are not guessed.",
            !subject.ShowsRates ? [] :
            [
                Part("Late before the register closed (L)", lateness.BeforeClose, possible, "of possible sessions; counted as attended"),
                Part(
                    "Late after the register closed (U)", lateness.AfterClose, possible,
                    "of possible sessions; counted as unauthorised absence"),
                Part("Pupils late at least once", lateness.Pupils, subject.Everyone.WithSessions, "of pupils with a session"),
                Part("Late sessions whose minutes are known", lateness.WithMinutes, lateness.Sessions, "of late sessions"),
                Row("Minutes lost", lateness.MinutesLost, hours),
            ]);
    }

    public static SummaryTable Unsettled(SummarySubject subject)
    {
        var unsettled = subject.Counted.Unsettled;
        return Table(
            subject, "no-reason-yet", "No reason yet", "Absence without a reason yet (N)",
            $"{subject.Sessions} A reason is being asked for in the first {UnsettledFigures.SchoolDays} school days; after that the "
                + "session should have its code.",
            !subject.ShowsRates ? [] :
            [
                Part("Sessions with N", unsettled.Sessions, subject.Everyone.Tally.Absent, "of missed sessions"),
                Part(
                    $"Those of more than {UnsettledFigures.SchoolDays} school days ago", unsettled.Older, unsettled.Sessions,
                    "of sessions with N", Tone.Watch),
            ]);
    }

    /// <summary>How many pupils are how close to persistent absence.</summary>
    public static SummaryTable Threshold(SummarySubject subject)
    {
        var (margins, headcount) = (subject.Figures.Margins, subject.Headcount);
        var measured = headcount.Pupils - headcount.TooEarly;
        return Table(
            subject, "days-from-the-threshold", "Days from the threshold", "Days from the threshold of persistent absence",
            $"The school year to {English.Day(subject.Period.To)}. A pupil is persistently absent who missed 10% or more of the "
                + "possible sessions, and severely absent who missed 50% or more. Two sessions are a day; a week of full attendance is "
                + "ten sessions.",
            !subject.ShowsRates || measured < Headcount.SmallestGroup ? [] :
            [
                Margin("Further from the threshold", margins.Further),
                Margin("Would cross it with 2½ to 5 more days missed", margins.WithinFiveDays),
                Margin("Would cross it with up to 2 more days missed", margins.WithinTwoDays, Tone.Watch),
                Margin("Persistently absent, and back after 1 or 2 weeks of full attendance", margins.ClearInTwoWeeks, Tone.Watch),
                Margin("Persistently absent, and back after 3 to 6 weeks of full attendance", margins.ClearInSixWeeks, Tone.Concern),
                Margin("Persistently absent, and back later or not this year", margins.ClearLater, Tone.Concern),
                Margin("Persistently absent in all", headcount.PersistentAbsence) with { IsTotal = true },
                Margin("Severely absent among them", headcount.SevereAbsence),
                Part("Too early to say", headcount.TooEarly, headcount.Pupils, OnRoll),
            ]) with
        {
            WhenEmpty = measured == 0 ? "It is too early to say of any pupil."
                : measured < Headcount.SmallestGroup
                    ? $"It can be said of fewer than {Headcount.SmallestGroup} pupils, so nothing is shown."
                : subject.WhyNoRates,
        };

        SummaryRow Margin(string measure, int value, Tone tone = Tone.Plain) =>
            Part(measure, value, measured, "of pupils of whom it can be said", tone);
    }

    public static SummaryTable Work(SummarySubject subject)
    {
        var work = subject.Figures.Work;
        return Table(
            subject, "work", "Work", "What waits for people",
            $"As it stood after the night of {English.Day(subject.Period.To)}. A decision is overdue when it has waited for more "
                + $"than {WorkCounts.SchoolDays} school days, a duty when its day is over.",
            [
                Row("Reviews that are due", work.Reviews, "a step's time is up"),
                Part("Reviews overdue", work.ReviewsOverdue, work.Reviews, "of reviews due", Tone.Watch),
                Row("Other proposals that wait for a decision", work.Proposals, ""),
                Part("Proposals overdue", work.ProposalsOverdue, work.Proposals, "of proposals waiting", Tone.Watch),
                Row("Duties open", work.Duties, ""),
                Part("Duties overdue", work.DutiesOverdue, work.Duties, "of duties open", Tone.Watch),
                Row(
                    "Severely absent pupils without a joint approach", work.WithoutJointApproach,
                    "none is on record with the local authority", Tone.Watch),
                Row("Letters written by the night", work.Letters, ""),
            ]);
    }

    public static SummaryTable Quality(SummarySubject subject, int schools)
    {
        var (quality, intake, pupils) = (subject.Figures.Quality, subject.Intake, subject.OnRoll);
        return Table(
            subject, "data-quality", "Data quality", "Data quality",
            $"The night of {English.Day(subject.Period.To)}: its school day, its files and the roster as it stood.",
            [
                Part(
                    "Sessions without a mark", subject.MissingMarks, 2 * pupils, "of the day's sessions of all pupils on roll", Tone.Watch),
                schools == 1
                    ? Row("School days in a row without registers", quality.SilentDays, "the night's own first", Tone.Concern)
                    : Part("Schools without registers", quality.SilentSchools, schools, "of schools worked out", Tone.Watch),
                Row("Files applied", intake.FilesApplied, "whole or in part"),
                Row("Files held", intake.FilesHeld, "kept back until they can be trusted", Tone.Watch),
                Row("Files sent back", intake.FilesRejected, "could not be understood at all", Tone.Watch),
                Part("Rows sent back", intake.RowsRejected, intake.RowsRead, "of rows read", Tone.Watch),
                Part("Pupils without a contact who has parental responsibility", quality.WithoutParent, pupils, OnRoll, Tone.Watch),
                Part("Pupils none of whose parents can be reached", quality.WithoutUsableContact, pupils, OnRoll, Tone.Watch),
                Part("Pupils for whom it is too early to say", subject.Headcount.TooEarly, subject.Headcount.Pupils, OnRoll),
            ]);
    }

    private static SummaryTable Table(
        SummarySubject subject, string name, string sheet, string title, string about, IReadOnlyList<SummaryRow> rows) => new(
        name, sheet, title, about,
        [new("measure", "What is counted", 58), new("value", "Count", 12), new("percent", "Share", 10), new("in_words", "In words", 44)],
        rows, subject.WhyNoRates);

    /// <summary>A count without a share.</summary>
    /// <param name="tone">The tone of the row if the count is not 0.</param>
    private static SummaryRow Row(string measure, int value, string words, Tone tone = Tone.Plain) =>
        new([measure, value, Cell.Empty, words]) { Tone = value > 0 ? tone : Tone.Plain };

    /// <summary>A count with its share of a total that the words name.</summary>
    /// <param name="tone">The tone of the row if the count is not 0.</param>
    private static SummaryRow Part(string measure, int value, int whole, string words, Tone tone = Tone.Plain) =>
        new([measure, value, RateComparison.Share(value, whole), words]) { Tone = value > 0 ? tone : Tone.Plain };
}

/// <summary>The codes used in registers. Codes for reasons reveal health, religion or legal matters, so small counts are hidden.</summary>
internal static class CodeTable
{
    public static SummaryTable Of(SummarySubject subject) => new(
        "codes", "Codes", "Codes used",
        $"{subject.Sessions} The share is of possible sessions; codes that count on neither side have none. A reason that fewer "
            + $"than {Headcount.SmallestGroup} pupils had is not shown.",
        [
            new("code", "Code", 8), new("meaning", "Meaning", 48), new("counts_as", "Counts as", 22), new("sessions", "Sessions", 12),
            new("percent", "Share", 10), new("in_words", "In words", 44),
        ],
        subject.ShowsRates ? Rows(subject.Counted, subject.Everyone.Tally.Possible) : [],
        subject.WhyNoRates);

    private static IReadOnlyList<SummaryRow> Rows(PeriodFigures counted, int possible)
    {
        var hidden = counted.HiddenCodes.ToDictionary(code => code.Code, code => code.Why, StringComparer.Ordinal);
        var leftOut = counted.CodesLeftOut.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. counted.Codes.Select(count => Row(
                count, possible, hidden.GetValueOrDefault(count.Code, Showing.Shown),
                leftOut.Contains(count.Code) ? ", in the schools that show the code" : "")),
            .. counted.CodesLeftOut.Where(code => !counted.Codes.Any(count => count.Code == code))
                .Select(code => Row(new(code, 0, 0), possible, Showing.GivesAway, "")),
        ];
    }

    private static SummaryRow Row(CodeCount count, int possible, Showing showing, string where)
    {
        if (!NationalCodes.TryFind(count.Code, out var code))
        {
            return new([count.Code, Cell.Empty, Cell.Empty, Cell.Empty, Cell.Empty, "No code that is known today"]);
        }

        Cell[] what = [count.Code, code.Meaning, CountsAs(code)];
        return showing == Showing.Shown
            ? new(
            [
                .. what, count.Sessions, code.IsPossible ? RateComparison.Share(count.Sessions, possible) : Cell.Empty,
                code.IsPossible ? $"of possible sessions{where}" : where.Length > 0 ? where[2..] : Cell.Empty,
            ])
            : new([.. what, Cell.Empty, Cell.Empty, NotShown.Why(showing)]);
    }

    private static string CountsAs(AttendanceCode code) => code.Class switch
    {
        CodeClass.Present => "Attended",
        CodeClass.Approved => "Attended elsewhere",
        CodeClass.Authorised => "Authorised absence",
        CodeClass.Unauthorised => "Unauthorised absence",
        _ => "Not counted",
    };
}
