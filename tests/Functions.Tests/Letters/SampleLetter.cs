using AttendanceFunctions.Domain.Absences;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Letters;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Tests.Functions.Letters;

/// <summary>A pupil in March, as a school has her on record, and the step that each letter is about.</summary>
internal static class SampleLetter
{
    public static readonly DateOnly Night = new(2026, 3, 20);

    public static readonly AcademicYear Year = new(2025);

    /// <summary>Days missed, morning and afternoon as a register has them: illness, a holiday, a morning late.</summary>
    private static readonly (DateOnly Date, string Codes)[] Absences =
    [
        (new(2025, 9, 15), "I I"), (new(2025, 9, 16), "I I"), (new(2025, 10, 3), "M /"), (new(2025, 10, 20), "G G"),
        (new(2025, 10, 21), "G G"),
        (new(2025, 11, 10), "I I"), (new(2025, 12, 1), "O O"), (new(2026, 1, 12), "I I"), (new(2026, 1, 13), "L /"),
        (new(2026, 2, 2), "U /"), (new(2026, 3, 2), "I I"),
    ];

    public static Trust Trust { get; } = new(
        "Riverside Academies Trust", new HashSet<MessageKind>(), new("Trust attendance lead", "lead@example.org"),
        new(SendingWindow.Earliest, SendingWindow.Latest), 20, 0.5m, []);

    public static Pupil Pupil { get; } = new(
        Upn.Parse("A100000000001"), "Margaret", "Maggie", "Sample", "4", "4B", "2017-03-04",
        new(Sen.None, PupilPremium: true, false, false, false),
        OnRoll.Always, "", NudgesOff: false,
        [
            new(1, "Ms Sample", "mother", true, "07700 900001", "parent@example.org"),
            new(2, "Mr Example", "father", true, "07700 900002", ""), new(3, "Mrs Other", "aunt", false, "07700 900003", ""),
        ])
    {
        HomeAddress = "1 Riverside Walk, Sampleton, SA1 1MP",
    };

    public static School School { get; } = new(
        SchoolId.Parse("141234"), "Riverside Primary School", Phase.Primary, "Oxfordshire", "01632 960001", "the attendance officer",
        new(9, 15), Policy(), Calendar());

    /// <summary>Days without leave in ten school weeks, for a penalty matter.</summary>
    private static readonly (DateOnly Date, string Codes)[] WithoutLeave =
    [
        (new(2026, 1, 22), "O O"), (new(2026, 1, 23), "O O"), (new(2026, 2, 2), "U /"), (new(2026, 3, 9), "G G"), (new(2026, 3, 10), "G G"),
        (new(2026, 3, 11), "/ O"),
    ];

    /// <summary>What a letter of this kind is usually about.</summary>
    public static LetterFacts Facts(LetterKind kind) => kind.IsToOneParent()
        ? new(Trust, School, Pupil, Night, Marks(WithoutLeave), null, Log) { Penalty = Penalty(kind) }
        : new(Trust, School, Pupil, Night, Marks(Absences), StepOf(kind), Log);

    /// <summary>The penalty matter of the first contact, in which a Notice to Improve was given.</summary>
    private static PenaltyFacts Penalty(LetterKind kind)
    {
        var given = new PersonsStep(Night, Someone.SignedIn("Jo Reader"), "They did not take up the breakfast club.");
        var (from, until) = kind == LetterKind.NoticeToImprove
            ? (new DateOnly(2026, 3, 23), new DateOnly(2026, 5, 15))
            : (new DateOnly(2026, 1, 26), new DateOnly(2026, 3, 13));
        var history = MarkHistory.Of(Marks(WithoutLeave), OnRoll.Always);
        return new(
            Pupil.Contacts[0] with { HomeAddress = "1 Riverside Walk, Sampleton, SA1 1MP" }, [],
            [.. history.Stated(new(2026, 1, 5), Night).Where(stated => stated.Mark.Code.Class == CodeClass.Unauthorised)],
            new(given, from, until, Missed: kind == LetterKind.NoticeToImprove ? 0 : 6, Unsettled: 0, Proposed: null));
    }

    public static LetterFacts WithSen(this LetterFacts facts) =>
        facts with { Pupil = facts.Pupil with { Characteristics = facts.Pupil.Characteristics with { Sen = Sen.Support } } };

    /// <summary>All sessions to the night, attended but for these days.</summary>
    public static YearOfMarks Marks(params (DateOnly Date, string Codes)[] absences) => MarksTo(Night, absences);

    /// <summary>All sessions to a day, attended but for these days.</summary>
    public static YearOfMarks MarksTo(DateOnly last, params (DateOnly Date, string Codes)[] absences)
    {
        var codes = absences.ToDictionary(day => day.Date, day => day.Codes.Split(' '));
        var days = School.Calendar.SchoolDaysFrom(Year.FirstDay).TakeWhile(day => day <= last);
        return YearOfMarks.Empty(Year).With(days.SelectMany(day => Enum.GetValues<HalfDay>().Select(half =>
            (new Session(day, half), Mark.Of(Code(codes.TryGetValue(day, out var stated) ? stated[(int)half] : "/"))))));
    }

    public static AttendanceCode Code(string text) =>
        NationalCodes.TryFind(text, out var code) ? code : throw new ArgumentException($"{text} is no code.", nameof(text));

    public static CaseEvent Event(int number, DateOnly on, CaseEventKind kind, string what, string known, string? by, string note = "") =>
        new(number, on, kind, 0, 0, what, known, by is null ? null : Someone.SignedIn(by), note, null, []);

    private static Step? StepOf(LetterKind kind) => kind switch
    {
        LetterKind.ConcernLetter => Step.At(1, Night, new(193, 14, 7)),
        LetterKind.MeetingInvitation or LetterKind.MeetingRecord => Step.At(2, Night, new(193, 14, 7)),
        LetterKind.ImprovementLetter => Step.At(2, new(2026, 2, 23), new(157, 12, 7)),
        LetterKind.AttendanceContract1 or LetterKind.FormalLetter => Step.At(3, Night, new(193, 14, 7)),
        LetterKind.ReferralSummary or LetterKind.AttendanceContract3 => Step.At(5, Night, new(193, 14, 7)),
        LetterKind.HalfTermLetter or LetterKind.TermlyLetter or LetterKind.AdaptedTermlyLetter or LetterKind.AttendanceCertificate => null,
        _ => Step.At(4, Night, new(193, 14, 7)),
    };

    private static readonly IReadOnlyList<CaseEvent> Log =
    [
        Event(
            1, new(2025, 10, 21), CaseEventKind.Entered,
            "To Pleasant Nudge. Attendance in the year to 21 October 2025 is 87.1% (61 of 70 sessions), at or below 95%.",
            "87.1% (61 of 70 sessions) in the year to 21 October 2025; absent in 5 sessions with authorisation and 4 without.",
            null),
        Event(2, new(2025, 11, 10), CaseEventKind.Proposed, "Attendance Contract 1 is proposed.", "86.0%", null),
        Event(
            3, new(2025, 11, 14), CaseEventKind.Confirmed,
            "To Attendance Contract 1. Attendance in the year to 14 November 2025 is 88.0% (88 of 100 sessions), at or below 90%.",
            "88.0% (88 of 100 sessions) in the year to 14 November 2025; absent in 7 sessions with authorisation and 4 without.",
            "Jo Reader",
            "They are moving house, and it is not easy."),
        Event(
            4, new(2026, 1, 9), CaseEventKind.Done, "Meeting with the parents held.",
            "90.1% (136 of 151 sessions) in the year to 9 January 2026; absent in 7 sessions with authorisation and 6 without.",
            "Jo Reader"),
    ];

    private static Policy Policy() =>
        BuiltInPolicies.TryFind("odbst", out var policy) ? policy : throw new InvalidOperationException("There is no pack odbst.");

    private static SchoolCalendar Calendar() => new(
        [
            (new(2025, 9, 2), new(2025, 10, 24)), (new(2025, 11, 3), new(2025, 12, 19)), (new(2026, 1, 5), new(2026, 2, 13)),
            (new(2026, 2, 23), new(2026, 3, 27)), (new(2026, 4, 13), new(2026, 5, 22)), (new(2026, 6, 1), new(2026, 7, 21)),
        ],
        []);
}
