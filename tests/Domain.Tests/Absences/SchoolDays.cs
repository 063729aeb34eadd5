using AttendanceFunctions.Domain.Absences;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Registers;

namespace AttendanceFunctions.Tests.Domain.Absences;

/// <summary>
/// Marks written day by day as a register prints them, a word for each school day: <c>/\ NN I- ##</c>. <c>OO*8</c> stands for eight such
/// days.
/// </summary>
internal static class SchoolDays
{
    /// <summary>The school years 2025/26 and 2026/27 with the half terms of <see cref="A.HalfTerms"/> in both, and no closure.</summary>
    public static SchoolCalendar TwoYears { get; } = new(
        [.. A.HalfTerms, .. A.HalfTerms.Select(term => (From: term.From.AddDays(364), To: term.To.AddDays(364)))], []);

    /// <summary>The marks of the school days from one on, whatever holidays and Septembers lie between them.</summary>
    public static MarkHistory From(DateOnly first, string days) => From(first, days, OnRoll.Always);

    public static MarkHistory From(DateOnly first, string days, OnRoll onRoll) =>
        Years(first, days).Aggregate(MarkHistory.None, (history, year) => history.And(year, onRoll));

    /// <summary>The same, year by year.</summary>
    public static IReadOnlyList<YearOfMarks> Years(DateOnly first, string days) =>
    [
        .. TwoYears.SchoolDaysFrom(first).Zip(Words(days)).SelectMany(day => Sessions(day.First, day.Second))
            .GroupBy(stated => AcademicYear.Of(stated.Session.Date), (year, stated) => YearOfMarks.Empty(year).With(stated)),
    ];

    /// <summary>The school day that comes so many after another; 0 is that day.</summary>
    public static DateOnly Later(DateOnly first, int schoolDays) => TwoYears.SchoolDaysFrom(first).ElementAt(schoolDays);

    private static IEnumerable<string> Words(string days) => days.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(
            word => word.Split('*') is [var day, var times]
                ? Enumerable.Repeat(day, int.Parse(times, System.Globalization.CultureInfo.InvariantCulture))
                : [word]);

    private static IEnumerable<(Session Session, Mark Mark)> Sessions(DateOnly date, string day) =>
        [(new(date, HalfDay.AM), Mark.OfLetter(day[0])), (new(date, HalfDay.PM), Mark.OfLetter(day[1]))];
}
