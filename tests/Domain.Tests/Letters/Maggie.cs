using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Letters;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Registers;
using FsCheck.Fluent;

namespace AttendanceFunctions.Tests.Domain.Letters;

/// <summary>What is on record of a pupil in the second week of the year, and what a field says of it.</summary>
internal static class Maggie
{
    /// <summary>The first day of the year, and the days of the second week, whose Wednesday is a closure.</summary>
    private static readonly DateOnly[] Days =
    [
        A.Day(2025, 9, 2), A.Day(2025, 9, 8), A.Day(2025, 9, 9), A.Day(2025, 9, 11), A.Day(2025, 9, 12),
    ];

    /// <summary>On the evening of Friday 12 September, two days missed of five, at Stage 1 since Tuesday.</summary>
    public static readonly LetterFacts Record = Facts("/ \\ / \\ I I / \\ O U");

    /// <summary>A pupil with these codes on <see cref="Days"/>, on the evening of the last.</summary>
    public static LetterFacts Facts(string codes)
    {
        var sessions = Days.SelectMany(day => new[] { new Session(day, HalfDay.AM), new Session(day, HalfDay.PM) });
        var marks = sessions.Zip(
            codes.Split(' ', StringSplitOptions.RemoveEmptyEntries), (session, text) => (session, Mark.Of(Marks.Code(text))));
        return new(
            A.Trust(), A.School(), A.Pupil(), A.Day(2025, 9, 12), YearOfMarks.Empty(Marks.Year).With(marks),
            Step.At(1, A.Day(2025, 9, 9), new(4, 2, 0)), []);
    }

    public static LetterFacts With(LetterFacts facts, IReadOnlyList<Contact> contacts) =>
        facts with { Pupil = facts.Pupil with { Contacts = contacts } };

    public static CaseEvent Event(int number, CaseEventKind kind) =>
        new(number, A.Day(2025, 9, 9), kind, 0, 1, $"What {number}", $"Known {number}", null, "", null, []);

    public static string Value(string field, LetterFacts facts) =>
        LetterFields.Groups.SelectMany(group => group.Set.Fields).Single(known => known.Name == field).TextOf(facts);

    public static bool Holds(string condition, LetterFacts facts) =>
        LetterFields.Groups.SelectMany(group => group.Set.Conditions).Single(known => known.Name == condition).Holds(facts);

    public static IReadOnlyList<IReadOnlyList<string>> Items(LetterKind kind, string list, LetterFacts facts) =>
        LetterFields.Of(kind).FindList(list)!.Items(facts);
}
