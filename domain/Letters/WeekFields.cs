using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Text.Templates;

namespace AttendanceFunctions.Domain.Letters;

/// <summary>The year week by week, as a certificate shows it: no codes, because a code may be a word about health, faith or the law.</summary>
internal static class WeekFields
{
    /// <summary>In school, or somewhere that counts as that.</summary>
    public const string InSchool = "/";

    /// <summary>Absent with the school's agreement.</summary>
    public const string Authorised = "A";

    /// <summary>Absent without it.</summary>
    public const string Unauthorised = "U";

    /// <summary>Counted on neither side, or no register.</summary>
    public const string NotCounted = "–";

    public static FieldList<LetterFacts> Weeks { get; } = new(
        "Weeks",
        "The weeks in which there was school. A day shows its morning and its afternoon: "
        + $"{InSchool} in school, {Authorised} absent with the school's agreement, {Unauthorised} absent without it, {NotCounted} not counted.",
        [
            new("Starting", "The Monday: 8 September 2025."), new("Monday", "Morning and afternoon."), new("Tuesday", "The same."), new("Wednesday", "The same."),
            new("Thursday", "The same."), new("Friday", "The same."), new("Missed", "Half days missed."),
            new("Authorised", "Those with the school's agreement."), new("Unauthorised", "Those without."),
        ],
        facts => [.. facts.Marks.Stated(facts.Pupil.OnRoll.Admission, facts.LastDay)
            .GroupBy(stated => SchoolCalendar.MondayOf(stated.Session.Date))
            .Select(week => Week(facts, week.Key))]);

    private static IReadOnlyList<string> Week(LetterFacts facts, DateOnly monday)
    {
        var tally = facts.Between(monday, monday.AddDays(6));
        return
        [
            English.Day(monday), .. Enumerable.Range(0, 5).Select(day => Day(facts, monday.AddDays(day))),
            LetterFormat.Of(tally.Absent), LetterFormat.Of(tally.Authorised), LetterFormat.Of(tally.Unauthorised),
        ];
    }

    private static string Day(LetterFacts facts, DateOnly date) => $"{Half(facts, new(date, HalfDay.AM))} {Half(facts, new(date, HalfDay.PM))}";

    private static string Half(LetterFacts facts, Session session)
    {
        var counts = facts.Marks.Year.Contains(session.Date) && session.Date >= facts.Pupil.OnRoll.Admission && session.Date <= facts.LastDay;
        var mark = counts ? facts.Marks.At(session) : Mark.Missing;
        return mark.IsMissing ? NotCounted : mark.Code.Class switch
        {
            CodeClass.Present or CodeClass.Approved => InSchool,
            CodeClass.Authorised => Authorised,
            CodeClass.Unauthorised => Unauthorised,
            CodeClass.NotPossible => NotCounted,
            _ => throw new ArgumentOutOfRangeException(nameof(session), mark.Code.Class, "Not a class."),
        };
    }
}
