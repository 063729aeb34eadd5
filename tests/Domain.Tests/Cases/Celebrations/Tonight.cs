using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Cases.Celebrations;
using AttendanceFunctions.Domain.Policies;
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
    public static PupilTonight Pupil(params string[] weeks) => Of(Marks.Of(string.Concat(weeks), FirstMonday));

    public static PupilTonight Of(YearOfMarks marks) => new(A.Pupil(), marks, A.Reading(95, 100), MarksChanged: false, []);

    public static CaseEvent Event(CaseEventKind kind, int from, int to) =>
        new(1, Friday, kind, from, to, "what happened", "what was known", CaseEvent.ByPolicy, "", CaseKey.None, []);

    public static IReadOnlyList<CelebrationReason> ReasonsFor(PupilTonight pupil) => ReasonsFor(pupil, Friday);

    public static IReadOnlyList<CelebrationReason> ReasonsFor(PupilTonight pupil, DateOnly night) =>
        [.. PupilCelebration.Of(School(), night, [pupil]).Select(celebration => celebration.Reason)];
}
