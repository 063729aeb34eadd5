using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Messages.Contacts;
using AttendanceFunctions.Functions.Nights;
using AttendanceFunctions.Functions.Summaries.Pages;
using AttendanceFunctions.Functions.Worklists;

namespace AttendanceFunctions.Functions.Office.Pages;

/// <summary>A child's story at one school, as far as the page shows it.</summary>
/// <param name="Record">The marks and figures of the school year; null before the first night.</param>
/// <param name="Case">The case; null if nothing has happened in it.</param>
/// <param name="Block">What is open; null if nothing is.</param>
/// <param name="Log">What happened in the case, the newest first.</param>
/// <param name="Messages">The messages of the school year about the child, the newest first.</param>
/// <param name="Unusable">The numbers and addresses that cannot be reached.</param>
/// <param name="Key">The child's opaque key.</param>
public sealed record ChildView(
    School School, DateOnly Today, Pupil Pupil, AttendanceRecord? Record, Case? Case, OpenBlock? Block, IReadOnlyList<CaseEvent> Log,
    IReadOnlyList<Nudge> Messages, UnusableAddresses Unusable, OpaqueKey Key)
{
    /// <summary>What people put on file of the child's circumstance; null if there is nothing.</summary>
    public CircumstanceOnFile? OnFile { get; init; }

    /// <summary>What the roster says of it; empty if nothing.</summary>
    public string CircumstanceOfRoster { get; init; } = "";

    /// <summary>The siblings.</summary>
    public SiblingsOfChild Siblings { get; init; } = new([], []);

    /// <summary>The letters that the reader may have made now.</summary>
    public IReadOnlyList<LetterKind> Letters { get; init; } = [];

    /// <summary>Makes the keys of the school's children.</summary>
    public required Func<Upn, OpaqueKey> KeyOf { get; init; }

    /// <summary>The name as it is said.</summary>
    public string Name => $"{Pupil.Forename} {Pupil.Surname}";

    /// <summary>The last day of which there are figures.</summary>
    public DateOnly? Night => Record?.Night;

    /// <summary>The weeks of the school year up to the last night, the newest first.</summary>
    public IReadOnlyList<MarkWeek> Weeks => Record is { Night: { } night } record
        ? [.. MarkWeek.AllOf(School.Calendar, record.Marks, night).Reverse()]
        : [];

    /// <summary>The codes in the weeks, each with its meaning.</summary>
    public IReadOnlyList<AttendanceCode> Codes =>
        [.. Weeks.SelectMany(week => week.Days).SelectMany(day => day.Marks).Where(mark => !mark.IsMissing).Select(mark => mark.Code)
            .DistinctBy(code => code.Text).OrderBy(code => code.Class).ThenBy(code => code.Text, StringComparer.Ordinal)];

    /// <summary>Attendance in the year to the end of each week, with the policy's target; null before the first possible session.</summary>
    public Chart? RateByWeek
    {
        get
        {
            if (Record is not { Night: { } night } record)
            {
                return null;
            }

            var points = School.Calendar.SchoolDaysFrom(record.Marks.Year.FirstDay).TakeWhile(day => day <= night)
                .Where(day => School.Calendar.IsLastOfWeek(day) || day == night)
                .Select(day => (Day: day, Tally: Tally.Of(record.Marks, Pupil.OnRoll.Admission, day)))
                .Where(week => week.Tally.Possible > 0)
                .Select(week => new ChartPoint(
                    Cell.Date(week.Day), Rate.TryOf(week.Tally, out var rate) ? Cell.Percent(rate) : Cell.Empty, Tone.Plain)).ToList();
            return points.Count == 0 ? null
                : new("Attendance in the year to the end of each week", points, new("the target", School.Policy.Target.Hundredths / 100m));
        }
    }
}

/// <summary>A week of a child's register.</summary>
public sealed record MarkWeek(DateOnly Monday, IReadOnlyList<MarkDay> Days)
{
    /// <summary>The weeks of a school year with school days, up to a day.</summary>
    public static IEnumerable<MarkWeek> AllOf(SchoolCalendar calendar, YearOfMarks marks, DateOnly upTo) =>
        from day in calendar.SchoolDaysFrom(marks.Year.FirstDay).TakeWhile(day => day <= upTo)
        group day by SchoolCalendar.MondayOf(day) into week
        select new MarkWeek(
            week.Key,
            [.. Enumerable.Range(0, 5).Select(week.Key.AddDays).Select(day => new MarkDay(
                day, week.Contains(day),
                week.Contains(day) ? [marks.At(new(day, HalfDay.AM)), marks.At(new(day, HalfDay.PM))] : [Mark.Missing, Mark.Missing]))]);
}

/// <summary>A day of a child's register.</summary>
/// <param name="IsSchoolDay">Whether the school is open, and the day is not later than the last night.</param>
/// <param name="Marks">The mark of the morning and that of the afternoon.</param>
public sealed record MarkDay(DateOnly Day, bool IsSchoolDay, IReadOnlyList<Mark> Marks);
