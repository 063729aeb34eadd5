using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Domain.Policies;

/// <summary>The names of the letters in policies, settings and file names: <c>concern-letter</c>, <c>attendance-contract-1</c>.</summary>
public static class LetterKinds
{
    /// <summary>Every letter by its name.</summary>
    public static IReadOnlyDictionary<string, LetterKind> ByName { get; } =
        Enum.GetValues<LetterKind>().ToDictionary(NameOf, StringComparer.Ordinal);

    public static string NameOf(this LetterKind kind) => KebabCase.Of(kind);

    /// <summary>The letter's name for people: what a list of letters and a document's properties say. It says nothing about a pupil.</summary>
    public static string TitleOf(this LetterKind kind) => kind switch
    {
        LetterKind.ConcernLetter => "Letter about attendance",
        LetterKind.MeetingInvitation => "Invitation to a meeting",
        LetterKind.MeetingRecord => "Meeting record",
        LetterKind.AttendanceContract1 => "Attendance contract 1",
        LetterKind.AttendanceContract2 => "Attendance contract 2",
        LetterKind.AttendanceContract3 => "Attendance contract 3",
        LetterKind.HeadteacherInvitation => "Invitation to meet the headteacher",
        LetterKind.FinalWarning => "Final warning letter",
        LetterKind.ReferralSummary => "Referral to the local authority",
        LetterKind.FormalLetter => "Formal letter about attendance",
        LetterKind.AttendanceCertificate => "Attendance certificate",
        LetterKind.AttendancePlan => "Attendance plan",
        LetterKind.ImprovementLetter => "Letter about better attendance",
        LetterKind.TermlyLetter => "Termly letter",
        LetterKind.AdaptedTermlyLetter => "Termly letter to a family that works with the school",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a letter."),
    };
}
