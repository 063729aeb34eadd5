using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Tests.Domain;

/// <summary>Sample pupils, schools and readings; a test says with <c>with</c> what is different about its own.</summary>
internal static class A
{
    /// <summary>The floor of possible sessions, as it is unless a trust chooses otherwise (domain 0.2).</summary>
    public const int Floor = 20;

    public static DateOnly Day(int year, int month, int day) => new(year, month, day);

    /// <summary>A pupil with one parent, who has a mobile number.</summary>
    public static Pupil Pupil(string upn = "A100000000001") => new(
        Upn.Parse(upn), "Margaret", "Maggie", "Sample", "4", "4B", "2017-03-04", new(Sen.None, false, false, false, false),
        OnRoll.Always, "", NudgesOff: false, [Contact(1, mobile: "07700 900001")]);

    public static Contact Contact(int slot, string mobile = "", string email = "", bool parentalResponsibility = true) =>
        new(slot, $"Parent {slot}", "parent", parentalResponsibility, mobile, email);

    /// <summary>
    /// A trust with no school but those that a test hands over itself, in which these kinds of message leave by themselves.
    /// </summary>
    public static Trust Trust(params MessageKind[] automatic) => new(
        "Riverside Academies Trust", automatic.ToHashSet(), new("Lead", "lead@example.org"),
        new(SendingWindow.Earliest, SendingWindow.Latest), Floor, 0.5m, []);

    /// <summary>A school that follows ODBST in the calendar of <see cref="Calendar"/>.</summary>
    public static School School() => School(Policy("odbst"));

    public static School School(Policy policy) => new(
        SchoolId.Parse("141234"), "Riverside Primary School", Phase.Primary, "Oxfordshire", "01632 960001", "Attendance officer",
        new(9, 15), policy, Calendar());

    /// <summary>The six half terms of 2025/26 with a closure in the first of them, on Wednesday 10 September.</summary>
    public static SchoolCalendar Calendar() => new(HalfTerms, [Day(2025, 9, 10)]);

    public static IReadOnlyList<(DateOnly From, DateOnly To)> HalfTerms =>
    [
        (Day(2025, 9, 2), Day(2025, 10, 24)),
        (Day(2025, 11, 3), Day(2025, 12, 19)),
        (Day(2026, 1, 5), Day(2026, 2, 13)),
        (Day(2026, 2, 23), Day(2026, 3, 27)),
        (Day(2026, 4, 13), Day(2026, 5, 22)),
        (Day(2026, 6, 1), Day(2026, 7, 21)),
    ];

    public static Policy Policy(string id) =>
        BuiltInPolicies.TryFind(id, out var policy) ? policy : throw new ArgumentException($"There is no pack {id}.", nameof(id));

    /// <summary>The file of a pack, as it is built in.</summary>
    public static string PackFile(string id)
    {
        using var pack = new StreamReader(typeof(BuiltInPolicies).Assembly.GetManifestResourceStream($"packs/{id}.json")!);
        return pack.ReadToEnd();
    }

    public static Tally Tally(int attended, int possible) => new(attended, 0, 0, possible - attended, 0, 0, 0);

    public static AttendanceStatus Reading(int attended, int possible) => Reading(attended, possible, Policy("odbst"));

    public static AttendanceStatus Reading(int attended, int possible, Policy policy) =>
        policy.StatusOf(Tally(attended, possible), Floor);

    public static AttendanceRecord Record() => AttendanceRecord.Empty(Upn.Parse("A100000000001"), Marks.Year);
}
