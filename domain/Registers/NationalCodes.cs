using System.Collections.Frozen;

namespace AttendanceFunctions.Domain.Registers;

/// <summary>
/// The national attendance codes of England, keyed by text and date (domain 0.6): twelve codes are new and H, J and bare Y
/// withdrawn from 19 August 2024.
/// </summary>
/// <remarks>
/// The character that is stored for a code in a year of marks is defined here only. A one-character code is stored as
/// itself; the two-character codes are C1 = 1, C2 = 2, J1 = j, Y1 … Y7 = a … g. A missing mark is '-'.
/// </remarks>
public static class NationalCodes
{
    /// <summary>The first day of the present set of codes (SI 2024/208).</summary>
    public static readonly DateOnly Reform = new(2024, 8, 19);

    public static IReadOnlyList<AttendanceCode> All { get; } =
    [
        Always("/", "Present (morning)", CodeClass.Present),
        Always("\\", "Present (afternoon)", CodeClass.Present),
        Always("L", "Late, before the register closed", CodeClass.Present),
        Since("K", "Education provision arranged by the local authority", CodeClass.Approved, 'K'),
        Always("V", "Educational visit or trip", CodeClass.Approved),
        Always("P", "Sporting activity", CodeClass.Approved),
        Always("W", "Work experience", CodeClass.Approved),
        Always("B", "Any other approved educational activity", CodeClass.Approved),
        Since("C1", "Leave: regulated performance or employment abroad", CodeClass.Authorised, '1'),
        Always("M", "Medical or dental appointment", CodeClass.Authorised),
        Since("J1", "Leave: interview", CodeClass.Authorised, 'j'),
        Always("S", "Study leave", CodeClass.Authorised),
        Since("C2", "Leave: temporary part-time timetable", CodeClass.Authorised, '2'),
        Always("C", "Leave: exceptional circumstance", CodeClass.Authorised),
        Always("T", "Parent travelling for occupational purposes", CodeClass.Authorised),
        Always("R", "Religious observance", CodeClass.Authorised),
        Always("I", "Illness", CodeClass.Authorised),
        Always("E", "Suspended or permanently excluded", CodeClass.Authorised),
        Always("X", "Non-compulsory school age, not required to attend", CodeClass.NotPossible),
        Since("Q", "Unable to attend: no access arrangements", CodeClass.NotPossible, 'Q'),
        Since("Y1", "Unable to attend: transport not available", CodeClass.NotPossible, 'a'),
        Since("Y2", "Unable to attend: widespread travel disruption", CodeClass.NotPossible, 'b'),
        Since("Y3", "Unable to attend: part of premises closed", CodeClass.NotPossible, 'c'),
        Since("Y4", "Unable to attend: whole site unexpectedly closed", CodeClass.NotPossible, 'd'),
        Since("Y5", "Unable to attend: criminal justice detention", CodeClass.NotPossible, 'e'),
        Since("Y6", "Unable to attend: public health guidance or law", CodeClass.NotPossible, 'f'),
        Since("Y7", "Unable to attend: any other unavoidable cause", CodeClass.NotPossible, 'g'),
        Always("D", "Dual registered at another school", CodeClass.NotPossible),
        Always("Z", "Prospective pupil not on admission register", CodeClass.NotPossible),
        Always("#", "Planned whole school closure", CodeClass.NotPossible),
        Always("G", "Holiday not granted by the school", CodeClass.Unauthorised),
        Always("N", "Reason for absence not yet established", CodeClass.Unauthorised),
        Always("O", "Absent in other or unknown circumstances", CodeClass.Unauthorised),
        Always("U", "Arrived after the register closed", CodeClass.Unauthorised),
        Until("H", "Authorised holiday", CodeClass.Authorised),
        // Before the reform an interview was an approved activity and counted as attended; J1 is an absence.
        Until("J", "Interview", CodeClass.Approved),
        Until("Y", "Unable to attend: exceptional circumstances", CodeClass.NotPossible),
    ];

    private static readonly FrozenDictionary<string, AttendanceCode> ByText = All.ToFrozenDictionary(
        code => code.Text, StringComparer.Ordinal);

    private static readonly AttendanceCode?[] ByLetter =
        [.. Enumerable.Range(0, 128).Select(letter => All.FirstOrDefault(code => code.Letter == letter))];

    /// <summary>The code printed as <paramref name="text"/> (exact letters), in force or not; false if there never was one.</summary>
    public static bool TryFind(ReadOnlySpan<char> text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out AttendanceCode? code) =>
        ByText.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out code);

    /// <summary>The code that <paramref name="letter"/> stands for in a year of marks.</summary>
    /// <exception cref="ArgumentException">No code has this letter.</exception>
    public static AttendanceCode OfLetter(char letter) =>
        HasLetter(letter)
            ? ByLetter[letter]!
            : throw new ArgumentException($"'{letter}' is not the letter of an attendance code.", nameof(letter));

    /// <summary>Whether a code has this letter.</summary>
    public static bool HasLetter(char letter) => letter < ByLetter.Length && ByLetter[letter] is not null;

    private static AttendanceCode Always(string text, string meaning, CodeClass codeClass) =>
        new(text, meaning, codeClass, text[0], null, null);

    private static AttendanceCode Since(string text, string meaning, CodeClass codeClass, char letter) =>
        new(text, meaning, codeClass, letter, Reform, null);

    private static AttendanceCode Until(string text, string meaning, CodeClass codeClass) =>
        new(text, meaning, codeClass, text[0], null, Reform.AddDays(-1));
}
