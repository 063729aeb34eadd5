using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Cases.Celebrations;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Tests.Domain.Cases.Celebrations;

/// <summary>A pupil's night in the first half term of 2025/26, with marks written week by week.</summary>
internal static class Tonight
{
    /// <summary>A week of ten sessions, all attended.</summary>
    public const string Full = "//////////";

    /// <summary>The Monday from which the weeks of <see cref="Pupil"/> count. Two school weeks lie before it.</summary>
    public static readonly DateOnly FirstMonday = A.Day(2025, 9, 15);

    /// <summary>The Friday of the fifth of those weeks: one month, and the week after it.</summary>
    public static readonly DateOnly Friday = A.Day(2025, 10, 17);

    public static School School(bool individuals = true, bool classes = true, bool leavesOut = true, decimal target = 96) => A.School(
        A.Policy("odbst") with { Celebration = new Celebration(individuals, classes, leavesOut), Target = Percentage.Of(target) });

    /// <summary>A pupil with these marks: ten a week from <see cref="FirstMonday"/> on, '-' where there is none.</summary>
    public static PupilNight Pupil(params string[] weeks) => Of(Marks.Of(string.Concat(weeks), FirstMonday));

    public static PupilNight Of(YearOfMarks marks) => new(
        A.Pupil(),
        AttendanceRecord.Empty(A.Pupil().Upn, marks.Year) with { Marks = marks, Night = Friday },
        A.Reading(95, 100),
        new Case(A.Pupil().Upn, "odbst") with { Night = Friday });

    /// <summary>The same pupil, in whose case this happened on the night.</summary>
    public static PupilNight WithEvents(this PupilNight pupil, params CaseEvent[] events) =>
        pupil with { Case = pupil.Case with { Latest = events } };

    /// <summary>The same pupil, a mark of whom the night changed.</summary>
    public static PupilNight WithCorrectedMarks(this PupilNight pupil) =>
        pupil with { Record = pupil.Record with { CorrectedOn = pupil.Record.Night } };

    public static CaseEvent Event(CaseEventKind kind, int from, int to) =>
        new(1, Friday, kind, from, to, "what happened", "what was known", null, "", null, []);

    public static IReadOnlyList<CelebrationReason> ReasonsFor(PupilNight pupil) => ReasonsFor(pupil, Friday);

    public static IReadOnlyList<CelebrationReason> ReasonsFor(PupilNight pupil, DateOnly night) =>
        [.. PupilCelebration.Of(School(), night, [pupil]).Select(celebration => celebration.Reason)];
}
