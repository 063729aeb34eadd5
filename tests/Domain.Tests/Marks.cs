using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Registers;

namespace AttendanceFunctions.Tests.Domain;

/// <summary>Marks of the school year 2025/26, written as a register prints them.</summary>
internal static class Marks
{
    public static readonly AcademicYear Year = new(2025);

    /// <summary>The first Monday of the sample year.</summary>
    public static readonly DateOnly Monday = new(2025, 9, 8);

    /// <summary>A year of marks with these, one letter for each session of the school days from <see cref="Monday"/> on.</summary>
    public static YearOfMarks Of(string letters) => Of(letters, Monday);

    /// <summary>A year of marks with these, one letter for each session of the school days from <paramref name="first"/> on.</summary>
    public static YearOfMarks Of(string letters, DateOnly first) =>
        YearOfMarks.Empty(Year).With(Sessions(first).Zip(letters, (session, letter) => (session, Mark.OfLetter(letter))));

    /// <summary>Codes as a register prints them, blanks between: "/ \ C1".</summary>
    public static IEnumerable<AttendanceCode> Codes(string codes) => codes.Split(' ').Select(Code);

    public static AttendanceCode Code(string text) =>
        NationalCodes.TryFind(text, out var code) ? code : throw new ArgumentException($"{text} is no code.", nameof(text));

    /// <summary>Mornings and afternoons of Mondays to Fridays.</summary>
    private static IEnumerable<Session> Sessions(DateOnly first)
    {
        for (var day = first; ; day = day.AddDays(1))
        {
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            {
                yield return new(day, HalfDay.AM);
                yield return new(day, HalfDay.PM);
            }
        }
    }
}
