using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Worklists;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Worklists;

/// <summary>At most twelve new rows for 200 pupils, as far as it lies with what can wait.</summary>
public sealed class RoomOfDayTests
{
    /// <summary>A school of a hundred, which has room for six new rows.</summary>
    private const int Pupils = 100;

    private static readonly DateOnly Monday = new(2025, 9, 29);

    private static readonly DateOnly Tuesday = Monday.AddDays(1);

    [Theory]
    [InlineData(200, 12)]
    [InlineData(201, 13)]
    [InlineData(166, 10)]
    [InlineData(100, 6)]
    [InlineData(30, 6)]
    [InlineData(1000, 60)]
    public void Room_is_twelve_for_200_pupils_rounded_up_and_never_less_than_that_of_a_school_of_a_hundred(int pupils, int room) =>
        Assert.Equal(room, RoomOfDay.Of(pupils));

    [Fact]
    public void Children_of_whom_all_can_wait_come_up_as_far_as_there_is_room_and_the_first_due_first()
    {
        WorklistRow[] rows =
        [
            .. Enumerable.Range(0, 4).Select(child => Certain(child)),
            .. Enumerable.Range(4, 4).Select(child => Waiting(child, Monday.AddDays(12 - child))),
        ];

        Assert.Equal([0, 1, 2, 3, 6, 7], ChildrenOf(Choose(rows, [])));
    }

    [Fact]
    public void What_cannot_wait_comes_up_without_room_and_what_can_wait_comes_up_on_its_last_day()
    {
        WorklistRow[] rows =
        [
            .. Enumerable.Range(0, 8).Select(Certain), Waiting(8, Tuesday), Waiting(9, Monday), Waiting(10, Monday.AddDays(-1)),
        ];

        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 9, 10], ChildrenOf(Choose(rows, [])));
    }

    [Fact]
    public void Who_waited_comes_up_when_there_is_room_and_stays_up()
    {
        WorklistRow[] waiting = [.. Enumerable.Range(0, 9).Select(child => Waiting(child, Monday.AddDays(9)))];
        var first = Choose(waiting, []);
        var second = RoomOfDay.Choose([.. waiting, .. Enumerable.Range(20, 4).Select(Certain)], first, Tuesday, Pupils);

        Assert.Equal([0, 1, 2, 3, 4, 5], ChildrenOf(first));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 20, 21, 22, 23], ChildrenOf(second));
        Assert.Equal([Monday, Tuesday], second.Select(row => row.Since!.Value).Distinct().Order());
    }

    [Fact]
    public void All_that_is_open_about_a_child_comes_up_together()
    {
        var rows = Choose([.. Enumerable.Range(0, 6).Select(Certain), Waiting(5, Monday.AddDays(9)), Waiting(6, Monday.AddDays(9))], []);

        Assert.Equal(2, rows.Count(row => row.Pupil!.Upn == UpnOf(5)));
        Assert.DoesNotContain(rows, row => row.Pupil!.Upn == UpnOf(6));
    }

    [Fact]
    public void News_are_one_row_and_so_are_the_messages_of_a_kind_and_a_child_who_waits_keeps_its_news()
    {
        WorklistRow[] rows =
        [
            .. Enumerable.Range(0, 3).Select(News), .. Enumerable.Range(3, 3).Select(child => Message(child, MessageKind.Stage)),
            Message(6, MessageKind.ThankYou), new(TestTrust.School, WorklistKinds.File, "A file came back."),
            News(7), Waiting(7, Monday.AddDays(9)), Waiting(8, Monday.AddDays(5)), Waiting(9, Monday.AddDays(5)),
        ];

        var chosen = Choose(rows, []);

        Assert.Equal(rows.Except([rows[9]]).Select(row => row.What).Order(), chosen.Select(row => row.What).Order());
    }

    [Fact]
    public void A_repeated_night_brings_up_the_same()
    {
        WorklistRow[] rows =
        [
            .. Enumerable.Range(0, 3).Select(Certain), .. Enumerable.Range(3, 12).Select(child => Waiting(child, Monday.AddDays(9))),
        ];
        var before = Choose(rows[1..8], []);

        var once = RoomOfDay.Choose(rows, before, Tuesday, Pupils);
        var twice = RoomOfDay.Choose(rows, once, Tuesday, Pupils);

        Assert.Equal(once, twice);
    }

    [Fact]
    public void What_people_had_before_rows_had_a_night_is_not_new()
    {
        WorklistRow[] rows = [.. Enumerable.Range(0, 12).Select(child => Waiting(child, Monday.AddDays(9)))];

        Assert.Equal(12, RoomOfDay.Choose(rows, rows[..6], Monday, Pupils).Count);
    }

    private static IReadOnlyList<WorklistRow> Choose(IReadOnlyList<WorklistRow> rows, IReadOnlyList<WorklistRow> before) =>
        RoomOfDay.Choose(rows, before, Monday, Pupils);

    private static WorklistRow Certain(int child) => About(child, WorklistKinds.Case, "To be decided.") with { Allowed = ["confirm"] };

    private static WorklistRow Waiting(int child, DateOnly upBy) =>
        About(child, WorklistKinds.Action, "Actions are overdue.") with { IsDuty = true, UpBy = upBy };

    private static WorklistRow News(int child) => About(child, WorklistKinds.News, "Better.");

    private static WorklistRow Message(int child, MessageKind kind) =>
        About(child, WorklistKinds.Nudge, "A text waits.") with { Allowed = ["release"], Message = kind };

    private static WorklistRow About(int child, string kind, string what) =>
        new(TestTrust.School, kind, $"{child}: {what}") { Pupil = Sample.WorklistPupil(UpnOf(child)) };

    private static string UpnOf(int child) => $"UPN{child:D2}";

    private static IEnumerable<int> ChildrenOf(IEnumerable<WorklistRow> rows) =>
        rows.Select(row => int.Parse(row.Pupil!.Upn[3..], System.Globalization.CultureInfo.InvariantCulture)).Distinct().Order();
}
