using AttendanceFunctions.Domain.Cases.Celebrations;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Summaries.Pages;

namespace AttendanceFunctions.Functions.Summaries.Tables;

/// <summary>A class as everybody may see it.</summary>
/// <param name="Rate">Its attendance in the week; null where it is not shown, or there was no session.</param>
/// <param name="IsBest">Whether no class has more.</param>
internal sealed record CelebratedClass(string Class, Rate? Rate, bool IsBest, bool ReachesTarget);

/// <summary>A school's own summary of a night, or of the week, half term or term that it ends; it lists pupils by name.</summary>
public static class SchoolPage
{
    /// <param name="period">One of the night's periods (<see cref="TrustCalendar.PeriodsOf"/>).</param>
    /// <param name="night">The school's row of the night, with its figures.</param>
    /// <param name="pupils">Its pupils on roll, who are named, and those who left in the school year, who count in rates alone.</param>
    /// <param name="earlier">The same period earlier, where its figures exist.</param>
    public static SummaryPage Of(
        School school, FigurePeriod period, SchoolNight night, IReadOnlyCollection<PupilNight> pupils, IReadOnlyList<EarlierPeriod> earlier)
    {
        var subject = new SummarySubject(
            period, [school.Policy.Target], night.Headcount, night.Figures, night.Nudges, night.Intake, night.MissingMarks,
            [StagesOfPolicy.Of(school.Policy, night)]);
        var onRoll = pupils.Where(pupil => pupil.Pupil.OnRoll.Contains(night.Night)).ToList();
        var phases = PhaseFigures.Of([SchoolLine.Of(school, night)]);
        IReadOnlyList<SummarySection> named = onRoll.Count == 0
            ? []
            : [new("Pupils", [PupilTables.Pupils(school, subject, onRoll), PupilTables.Moved(school, subject, onRoll)])];
        return new(
            $"{school.Name}: attendance", subject.PeriodSentence, Glance.Of(subject, phases),
            [
                SubjectSections.Attendance(subject, phases, earlier),
                .. night.Figures.Expectation is { } progress
                    ? [new SummarySection("What is expected of the year", [ExpectationTable.Of(school, subject, progress)])]
                    : Array.Empty<SummarySection>(),
                .. Celebrated(school, subject.Counted, pupils),
                .. named,
                .. SubjectSections.Of(subject, [GroupTables.Classes(subject, pupils)]),
                SubjectSections.Done(subject),
                new("What the figures rest on", [CountTables.Quality(subject, schools: 1), .. SubjectSections.Reconciled(subject, phases)]),
            ]);
    }

    /// <summary>The classes of a week, each as it may be shown; none where the policy compares no classes.</summary>
    internal static IReadOnlyList<CelebratedClass> CelebratedOf(
        School school, PeriodFigures counted, IReadOnlyCollection<PupilNight> pupils) =>
        ClassesOf(school, counted, pupils) is { } table
            ? [.. table.Rows.Select(row => row.Figures is ClassFigures.Shown shown && ShowingOf(counted, row) == Showing.Shown
                ? new CelebratedClass(row.Class, shown.Rate, shown.IsBest, shown.ReachesTarget)
                : new CelebratedClass(row.Class, null, IsBest: false, ReachesTarget: false))]
            : [];

    private static ClassTable? ClassesOf(School school, PeriodFigures counted, IReadOnlyCollection<PupilNight> pupils)
    {
        var period = counted.Period;
        // The trust's week may end on a day on which this school is closed; the school's own week ended on its own last day.
        var last = school.Calendar.SchoolDaysOfWeek(period.To).LastOrDefault();
        return period.Kind == PeriodKind.Week && pupils.Count > 0 && last != default
            && ClassTable.TryOf(school, last, pupils, out var table) ? table : null;
    }

    /// <summary>The classes of the week, if the policy compares classes (D4: each week, classes and never individuals).</summary>
    private static IEnumerable<SummarySection> Celebrated(School school, PeriodFigures counted, IReadOnlyCollection<PupilNight> pupils) =>
        ClassesOf(school, counted, pupils) is { } table ? [new("Classes to celebrate", [Table(school, counted, table)])] : [];

    private static SummaryTable Table(School school, PeriodFigures counted, ClassTable table) => new(
        "class-celebration", "Celebration", "Classes to celebrate",
        $"Sessions from {English.Days(table.Monday, table.Night)}"
            + $"{(school.Policy.Celebration.LeavesOutCircumstances ? ", of pupils without a circumstance on file" : "")}. "
            + NotShown.AboutSmallGroups,
        [
            new("class", "Class", 14), new("pupils", "Pupils counted", 12), new("percent", "Attendance", 12),
            new("best", "Best class", 12), new("in_words", "In words", 44),
        ],
        [.. table.Rows.Select(row => Row(table, row, ShowingOf(counted, row)))],
        "No pupil of the school is in a class.")
    {
        Chart = table.Rows.Count(row => row.Figures is ClassFigures.Shown && ShowingOf(counted, row) == Showing.Shown) > 1
            ? new SummaryChart("percent", RateTables.TargetOf([table.Target]))
            : null,
    };

    /// <summary>
    /// Whether a class may be shown beside the table of all classes: not if that hides it, or if the difference of the two tables would be
    /// a few pupils who are left out here.
    /// </summary>
    private static Showing ShowingOf(PeriodFigures counted, ClassRow row) =>
        row.LeftOut is > 0 and < Headcount.SmallestGroup
        || counted.Hidden.Any(hidden => hidden is { By: Grouping.Class, Of: Measure.Attendance } && hidden.Value == row.Class)
            ? Showing.GivesAway
            : Showing.Shown;

    private static SummaryRow Row(ClassTable table, ClassRow row, Showing showing) => row.Figures switch
    {
        ClassFigures.TooFew => new([row.Class, row.Counted, Cell.Empty, Cell.Empty, NotShown.Why(Showing.TooFew)]),
        ClassFigures.Shown when showing != Showing.Shown => new([row.Class, row.Counted, Cell.Empty, Cell.Empty, NotShown.Why(showing)]),
        ClassFigures.Shown shown => new(
        [
            row.Class, row.Counted, Cell.Percent(shown.Rate), Cell.YesOrNo(shown.IsBest),
            (shown.IsBest ? "Best of the week; " : "") + RateComparison.Against(
                shown.Rate, RateComparison.RateOf(table.Target), $"the target of {table.Target}"),
        ])
        { Tone = shown.IsBest || shown.ReachesTarget ? Tone.Good : Tone.Plain },
        _ => new([row.Class, row.Counted, Cell.Empty, Cell.Empty, "No possible session"]),
    };
}
