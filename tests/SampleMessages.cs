using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Messages.Wording;
using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Tests;

/// <summary>Messages about a family with children in two schools.</summary>
internal static class SampleMessages
{
    public const string Parent = "Ms Sample";

    /// <summary>The half term of 23 February to 27 March.</summary>
    public static readonly MessagePeriod Span = new(new DateOnly(2026, 2, 23), new DateOnly(2026, 3, 27));

    public static readonly Child Maggie = Of("Maggie", absent: 19);

    public static readonly Child Zoe = Of("Zoë", absent: 1);

    public static readonly Child Tom = Of("Tom", absent: 2) with { School = "Riverside Academy", Phone = "01632 960002" };

    /// <summary>A child of Riverside Primary School with so many half days absent of 50.</summary>
    public static Child Of(string name, int absent) =>
        new(name, "Riverside Primary School", "01632 960001", false, Span, new Tally(50 - absent, 0, absent, 0, 0, 0, 0), 5);

    public static FilledMessage Fill(MessageKind kind, params Child[] children) => Fill(kind, Parent, children);

    /// <summary>The built-in message about children, each in the days of which it speaks.</summary>
    public static FilledMessage Fill(MessageKind kind, string parent, params Child[] children) =>
        MessageBook.BuiltIn.Fill(
            kind, "", parent, [.. children.Select(child => kind == MessageKind.WeeklySummary ? InOneWeek(child) : child)]);

    /// <summary>Families whose messages are kept as golden files.</summary>
    public static IReadOnlyList<(string Name, string Parent, Child[] Children)> Families { get; } =
    [
        ("one-child", Parent, [Maggie]),
        ("no-parent-name", "", [Maggie]),
        ("sen", Parent, [Maggie with { HasSpecialNeeds = true }]),
        ("siblings", Parent, [Maggie, Zoe]),
        ("siblings-in-two-schools", Parent, [Maggie, Zoe, Tom]),
    ];

    /// <summary>Every kind of message with every family.</summary>
    public static IEnumerable<(string Kind, string Family)> All =>
        MessageKinds.ByName.Keys.SelectMany(kind => Families.Select(family => (kind, family.Name)));

    /// <summary>The built-in message of a kind to a family.</summary>
    public static FilledMessage Filled(string kind, string family)
    {
        var (_, parent, children) = Families.Single(known => known.Name == family);
        return Fill(MessageKinds.ByName[kind], parent, children);
    }

    private static Child InOneWeek(Child child)
    {
        var absent = Math.Min(child.Sessions.Absent, 3);
        return child with
        {
            Period = new(new DateOnly(2026, 3, 16), new DateOnly(2026, 3, 20)),
            Sessions = new(10 - absent, 0, absent, 0, 0, 0, 0),
        };
    }
}
