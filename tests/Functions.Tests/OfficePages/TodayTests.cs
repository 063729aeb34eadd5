using System.Globalization;
using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Office.Pages;
using AttendanceFunctions.Functions.Worklists;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.OfficePages;

/// <summary>A school's morning: one block a child, the most urgent first, as much as fits.</summary>
public sealed class TodayTests
{
    private static readonly DateOnly Today = new(2025, 9, 29);

    private static readonly School Primary = SchoolOf("primary");

    private static readonly School Secondary = SchoolOf("secondary");

    [Fact]
    public void The_parts_come_in_the_order_in_which_they_are_worked_through() => Assert.Equal(
        [
            OpenSection.NotSeen, OpenSection.Tell, OpenSection.Law, OpenSection.Overdue, OpenSection.New, OpenSection.Decide,
        ],
        View(Primary).Parts.Select(part => part.Section));

    [Theory]
    [InlineData(0, OpenSection.Law)]
    [InlineData(-1, OpenSection.Law)]
    [InlineData(1, OpenSection.Later)]
    public void A_duty_of_the_law_is_in_its_part_from_its_day_on(int days, OpenSection section) => Assert.Equal(
        section, SectionOf(Duty(Today.AddDays(days)) with { NeedsSignIn = true }));

    [Theory]
    [InlineData(-1, OpenSection.Overdue)]
    [InlineData(0, OpenSection.Later)]
    public void Another_duty_is_overdue_from_the_day_after_its_own(int days, OpenSection section) =>
        Assert.Equal(section, SectionOf(Duty(Today.AddDays(days))));

    [Fact]
    public void A_childs_safety_comes_before_the_law() =>
        Assert.Equal(OpenSection.Tell, SectionOf(Duty(Today) with { NeedsSignIn = true, IsSafeguarding = true }));

    [Fact]
    public void A_row_of_the_morning_is_a_child_who_was_not_seen()
    {
        var open = new OpenRows(UpnOf(1)) { Morning = Today, OfMorning = [Row(1, WorklistKinds.Absence)] };

        Assert.Equal(OpenSection.NotSeen, View(Primary, open).Parts.Single(part => part.All > 0).Section);
    }

    [Fact]
    public void A_child_has_one_block_in_the_part_of_its_most_urgent_row()
    {
        var open = Open(1, Row(1, WorklistKinds.News), Duty(Today.AddDays(-1)), Row(1, WorklistKinds.Contact));

        var block = View(Primary, open).Parts.SelectMany(part => part.Blocks).Single();

        Assert.Equal(OpenSection.Overdue, block.Section);
        Assert.Equal([OpenSection.Overdue, OpenSection.New, OpenSection.Later], block.Matters.Select(matter => matter.Section));
    }

    [Fact]
    public void Decisions_come_lowest_attendance_first()
    {
        var view = View(Primary, Open(1, Proposal(1, 85)), Open(2, Proposal(2, 40)), Open(3, Proposal(3, 60)));

        Assert.Equal([40, 60, 85], view.Parts.Single(part => part.Section == OpenSection.Decide).Blocks.Select(block => block.Percent));
    }

    [Theory]
    [InlineData(true, 15)]
    [InlineData(false, 40)]
    public void A_morning_has_as_many_blocks_as_fit_and_counts_the_others(bool isPrimary, int most)
    {
        var open = Enumerable.Range(1, 300).Select(number => Open(number, (number % 3) switch
        {
            0 => Proposal(number, 50),
            1 => Row(number, WorklistKinds.News),
            _ => Duty(Today.AddDays(-1), number),
        })).ToArray();

        var view = View(isPrimary ? Primary : Secondary, open);

        Assert.Equal(most, view.Parts.Sum(part => part.Blocks.Count));
        Assert.Equal(300, view.Parts.Sum(part => part.All));
        Assert.All(view.Parts.Where(part => part.All > 0), part => Assert.NotEmpty(part.Blocks));
    }

    [Fact]
    public void What_is_about_safety_is_shown_whole()
    {
        var open = Enumerable.Range(1, 60).Select(number => Open(number, Duty(Today, number) with { IsSafeguarding = true }))
            .Append(Open(99, Proposal(99, 50))).ToArray();

        var view = View(Primary, open);

        Assert.Equal(60, view.Parts.Single(part => part.Section == OpenSection.Tell).Blocks.Count);
        Assert.Single(view.Parts.Single(part => part.Section == OpenSection.Decide).Blocks);
    }

    [Fact]
    public void The_law_comes_before_what_else_fits_and_leaves_each_other_part_one_child()
    {
        var law = Enumerable.Range(1, 60).Select(number => Open(number, Duty(Today.AddDays(-number), number) with { NeedsSignIn = true }));
        var view = View(
            Primary,
            [.. law, Open(97, Proposal(97, 50)), Open(98, Row(98, WorklistKinds.News)), Open(99, Duty(Today.AddDays(-1), 99))]);

        Assert.Equal(
            [(OpenSection.Law, 12, 48), (OpenSection.Overdue, 1, 0), (OpenSection.New, 1, 0), (OpenSection.Decide, 1, 0)],
            view.Parts.Where(part => part.All > 0).Select(part => (part.Section, part.Blocks.Count, part.Others)));
        Assert.Equal(Today.AddDays(-60), view.Parts.Single(part => part.Section == OpenSection.Law).Blocks[0].Due);
    }

    [Fact]
    public void The_first_things_are_to_be_done_and_not_only_to_be_known()
    {
        var view = View(
            Primary,
            [.. Enumerable.Range(1, 9).Select(number => Open(number, Row(number, WorklistKinds.News))), Open(10, Proposal(10, 50))]);

        Assert.Equal(5, view.First.Count);
        Assert.Equal(OpenSection.Decide, view.First[0].Section);
    }

    [Fact]
    public void Messages_stand_by_kind_and_not_in_the_blocks()
    {
        var message = Row(1, WorklistKinds.Nudge) with
        {
            Key = "m",
            Allowed = ["release", "withhold"],
            Message = MessageKind.ThankYou,
            Due = Today
        };

        var view = View(Primary, Open(1, message), Open(2, message with { Due = Today.AddDays(-1) }));

        Assert.All(view.Parts, part => Assert.Empty(part.Blocks));
        Assert.Equal([(MessageKind.ThankYou, 1)], view.Messages.Select(kind => (kind.Kind, kind.Rows.Count)));
    }

    private static OpenSection SectionOf(WorklistRow row) => OpenSections.Of(row, isOfMorning: false, Today);

    private static TodayView View(School school, params OpenRows[] open) =>
        TodayView.Of(school, Today, ["Good."], isGood: true, open, upn => OpaqueKey.Of(TestSecret.Value, upn.ToString()));

    private static OpenRows Open(int pupil, params WorklistRow[] rows) => new(UpnOf(pupil)) { OfNight = rows };

    private static WorklistRow Duty(DateOnly due, int pupil = 1) =>
        Row(pupil, WorklistKinds.Case) with { IsDuty = true, Allowed = ["done"], Key = "duty", Due = due };

    private static WorklistRow Proposal(int pupil, int percent)
    {
        var row = Row(pupil, WorklistKinds.Case) with { Allowed = ["confirm", "decline"], Key = "proposal", NeedsSignIn = true };
        return row with { Pupil = row.Pupil! with { Percent = Cell.Percent(Rate.Of(percent, 100)) } };
    }

    private static WorklistRow Row(int pupil, string kind) =>
        new(TestTrust.School, kind, "What.") { Pupil = Sample.WorklistPupil(UpnOf(pupil).ToString(), $"Surname{pupil}") };

    private static Upn UpnOf(int number) => Upn.Parse(string.Create(CultureInfo.InvariantCulture, $"P{number:000}"));

    private static School SchoolOf(string phase)
    {
        var json = Sample.Settings().Replace("\"phase\": \"primary\"", $"\"phase\": \"{phase}\"", StringComparison.Ordinal);
        return Assert.IsType<Checked<Trust>.Valid>(new TrustReader([]).Read(json)).Value.Schools[0];
    }
}
