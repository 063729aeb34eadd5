using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Summaries.Pages;

namespace AttendanceFunctions.Functions.Summaries.Tables;

/// <summary>
/// Where a school, and each school of a trust, stands on the way to its attendance baseline improvement expectation. The lines above a
/// school's table are written for governors.
/// </summary>
internal static class ExpectationTable
{
    public static KeyFigure KeyFigure(ExpectationProgress progress) => new(
        $"Expected by the Department for Education, {progress.Expectation.Year}", Percent(progress.Expectation.Tenths), InWords(progress),
        ToneOf(progress));

    public static SummaryTable Of(School school, SummarySubject subject, ExpectationProgress progress)
    {
        var rate = Rate.Of(progress.Attended, progress.Possible);
        return new(
            "expectation", "Expectation", "The attendance that the Department for Education expects",
            Paragraph(school, subject.Period.To, progress),
            [
                new("measure", "What is counted", 44), new("sessions", "Sessions", 12), new("possible", "Of possible sessions", 12),
                new("percent", "Share", 10), new("in_words", "In words", 60),
            ],
            [
                Row(
                    "Expected of the school year", Cell.Empty, Cell.Empty, Percent(progress.Expectation.Tenths),
                    progress.Expectation.Source),
                Row(
                    $"Attended to {English.Day(subject.Period.To)}", progress.Attended, progress.Possible, Cell.Percent(rate),
                    InWords(progress)) with { Tone = ToneOf(progress) },
                .. progress.Remaining == 0 ? [] : ToCome(progress),
            ],
            subject.WhyNoRates);
    }

    /// <summary>How many schools of a trust are on course; null where nothing is expected of any, or none can be shown.</summary>
    public static KeyFigure? KeyFigure(TrustSums sums)
    {
        var progress = sums.Lines.Select(line => line.Expectation).OfType<ExpectationProgress>().ToList();
        var onCourse = progress.Count(school => school.IsOnCourse);
        return progress.Count == 0 ? null : new(
            "On course for the attendance that is expected, schools", onCourse,
            $"of {English.Count(progress.Count, "school")} with an expectation for {progress[0].Expectation.Year}",
            onCourse == progress.Count ? Tone.Good : Tone.Watch);
    }

    /// <summary>The schools of a trust of which something is expected in the school year; null if there is none.</summary>
    public static SummaryTable? Of(SummarySubject subject, TrustSums sums)
    {
        var year = AcademicYear.Of(subject.Period.To);
        var schools = sums.Lines.Select(line => (line.School, Line: (SchoolLine?)line))
            .Concat(sums.Missing.Select(school => (School: school, Line: (SchoolLine?)null)))
            .Where(school => school.School.ExpectationOf(year) is not null).ToList();
        return schools.Count == 0 ? null : new(
            "expectations", "Expectations", "The attendance that the Department for Education expects of each school",
            $"The least that is expected of the school year {year}, as each school's settings state it, beside the sessions to "
                + $"{English.Day(subject.Period.To)}. Of {English.Count(schools.Count, "school")} with an expectation, "
                + $"{schools.Count(school => school.Line?.Expectation?.IsOnCourse == true)} "
                + $"{(schools.Count(school => school.Line?.Expectation?.IsOnCourse == true) == 1 ? "is" : "are")} on course.",
            [
                new("school", "School", 34), new("id", "Id", 12), new("expected_percent", "Expected", 12),
                new("percent", "Attendance to date", 12), new("on_course", "On course", 10),
                new("spare_sessions", "Sessions to spare", 12), new("short_sessions", "Sessions short", 12),
                new("weeks_left", "School weeks left", 12), new("week_percent", "Each week must bring", 12),
                new("week_missed", "Sessions a week that may be missed", 16), new("in_words", "In words", 60),
            ],
            [.. schools.Select(school => Row(school.School, school.School.ExpectationOf(year)!, school.Line))],
            subject.WhyNoRates);
    }

    private static SummaryRow Row(School school, ImprovementExpectation expected, SchoolLine? line)
    {
        Cell[] who = [school.Name, school.Id.ToString(), Percent(expected.Tenths)];
        if (line?.Expectation is not { } progress)
        {
            return new(
            [
                .. who, .. Enumerable.Repeat(Cell.Empty, 7),
                line is null ? "Not worked out on this night" : NotShown.Why(line.ShowingIn(PeriodKind.Year)),
            ])
            { Tone = line is null ? Tone.Concern : Tone.Plain };
        }

        var isOpen = progress is { Remaining: > 0, IsReachable: true };
        return new(
        [
            .. who, Cell.Percent(Rate.Of(progress.Attended, progress.Possible)), Cell.YesOrNo(progress.IsOnCourse),
            progress.IsOnCourse ? progress.Spare : Cell.Empty, progress.IsOnCourse ? Cell.Empty : progress.Shortfall,
            progress.Weeks.Count, isOpen ? Percent(progress.NeededTenths ?? 0) : Cell.Empty,
            isOpen ? (progress.Remaining - progress.Needed) / progress.Weeks.Count : Cell.Empty, InWords(progress),
        ])
        { Tone = ToneOf(progress) };
    }

    private static IEnumerable<SummaryRow> ToCome(ExpectationProgress progress) =>
    [
        Row(
            "Needed in the rest of the year", progress.Needed, progress.Remaining,
            progress is { IsReachable: true, NeededTenths: { } tenths } ? Percent(tenths) : Cell.Empty,
            !progress.IsReachable ? $"More than there are: at the most the year ends at {Text(progress.MostTenths)}"
                : $"In {English.Count(progress.Weeks.Count, "school week")}, of the pupils on roll now"),
        .. progress.IsReachable ? progress.Weeks.Select(Week) : [],
    ];

    private static SummaryRow Week(WeekToCome week) => Row(
        $"Needed in the week from {English.Day(week.Monday)}", week.Needed, week.Possible, RateComparison.Share(week.Needed, week.Possible),
        $"At most {English.Count(week.Possible - week.Needed, "session")} missed by all pupils together");

    /// <summary>The paragraph for governors: what is expected, where the school stands, and what it takes.</summary>
    private static string Paragraph(School school, DateOnly night, ExpectationProgress progress)
    {
        var expected = progress.Expectation;
        var rate = Rate.Of(progress.Attended, progress.Possible);
        return $"The Department for Education expects {school.Name} to reach at least {expected} attendance in the school year "
            + $"{expected.Year} ({expected.Source}). This is the least that is expected. To {English.Day(night)}, "
            + $"{rate}% of possible sessions were attended. {Standing(progress)}";
    }

    private static string Standing(ExpectationProgress progress) =>
        progress.Remaining == 0
            ? progress.IsOnCourse
                ? $"The year is over, and the expectation was met, with {Sessions(progress.Spare)} to spare."
                : $"The year is over, and the expectation was missed by {Sessions(progress.Shortfall)}."
        : !progress.IsReachable
            ? "The expectation can no longer be reached: even if nobody missed another session, the year would end at "
                + $"{Text(progress.MostTenths)}."
        : progress.IsOnCourse
            ? $"The school is on course. If attendance stays as it is, it ends the year with {Sessions(progress.Spare)} to spare. "
                + $"{ToBring(progress)}"
            : $"The school is not on course. If attendance stays as it is, it ends the year {Sessions(progress.Shortfall)} short, which is "
                + $"{Days(progress.Shortfall)} of school of all pupils together. {ToBring(progress)}";

    private static string ToBring(ExpectationProgress progress) => progress.Needed == 0
        ? "It is met whatever the rest of the year brings."
        : (progress.Weeks.Count == 1 ? "The one school week that is" : $"Each of the {progress.Weeks.Count} school weeks that are")
            + $" left must now bring {Text(progress.NeededTenths ?? 0)} attendance; the table says how many sessions that is.";

    private static string InWords(ExpectationProgress progress) =>
        progress is { Remaining: 0, IsOnCourse: true } ? $"met, with {Sessions(progress.Spare)} to spare"
        : progress.Remaining == 0 ? $"missed by {Sessions(progress.Shortfall)}"
        : !progress.IsReachable ? $"cannot be reached any more: at the most the year ends at {Text(progress.MostTenths)}"
        : progress.IsOnCourse ? $"on course, with {Sessions(progress.Spare)} to spare at the end of the year"
        : $"not on course: {Sessions(progress.Shortfall)} short at the end of the year; every week must now bring "
            + Text(progress.NeededTenths ?? 0);

    private static Tone ToneOf(ExpectationProgress progress) =>
        !progress.IsReachable ? Tone.Concern
        : progress.IsOnCourse ? Tone.Good
        : Tone.Watch;

    private static SummaryRow Row(string measure, Cell sessions, Cell possible, Cell percent, string words) =>
        new([measure, sessions, possible, percent, words]);

    /// <summary>Two sessions are a day: "26.5 days".</summary>
    private static string Days(int sessions) => sessions == 2
        ? "1 day"
        : string.Create(CultureInfo.InvariantCulture, $"{sessions / 2m:#,0.#} days");

    private static string Sessions(int sessions) => sessions == 0 ? "no session" : English.Count(sessions, "session");

    private static Cell Percent(int tenths) => Cell.Percent(Rate.Of(tenths, 1000));

    private static string Text(int tenths) => string.Create(CultureInfo.InvariantCulture, $"{tenths / 10}.{tenths % 10}%");
}
