using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Tests.Domain.Cases.Celebrations;
using AttendanceFunctions.Tests.Domain.Messages.Ledger;

namespace AttendanceFunctions.Tests.Domain.Messages.Kinds;

/// <summary>A stage was left for a better one, and the parents are told (D0: "celebrate all improvements").</summary>
public sealed class ImprovementMessageTests
{
    private static readonly DateOnly Wednesday = A.Day(2025, 9, 17);

    private static readonly Plan Improved = Plan.On(Wednesday) with { CaseStage = 1, News = [Tonight.Event(CaseEventKind.Improved, 2, 1)] };

    [Fact]
    public void An_improvement_is_told_on_the_school_days_after_it()
    {
        var told = Assert.Single(Of(Improved));

        Assert.Equal((Wednesday.AddDays(1), Wednesday.AddDays(7), "2025-1"), (told.FirstDay, told.LastDay, told.Period));
        Assert.False(told.IsReleased);
        Assert.True(Assert.Single(Of(Improved with { Automatic = [MessageKind.Improvement] })).IsReleased);
    }

    [Fact]
    public void A_policy_without_that_message_has_nobody_told() =>
        Assert.Empty(Of(Improved with { School = A.School(A.Policy("odbst") with { Messages = [] }) }));

    [Fact]
    public void A_fall_is_no_improvement() => Assert.Empty(Of(Improved with { News = [Tonight.Event(CaseEventKind.Entered, 0, 1)] }));

    [Fact]
    public void A_stage_that_a_correction_left_is_no_improvement() =>
        Assert.Empty(Improved.Of(MessageKind.Improvement, Night.Unchanged with { CorrectedOn = Wednesday }, Plan.Stage1));

    [Fact]
    public void It_is_told_once_in_a_half_term()
    {
        var told = Of(Improved);

        Assert.Empty(Of(Improved with { Night = Wednesday.AddDays(6) }, [.. told]));
        Assert.Single(Of(Improved with { Night = A.Day(2025, 11, 5) }, [.. told]));
    }

    [Fact]
    public void A_family_whose_case_is_still_with_people_hears_it_from_them_and_nothing_is_written_down() =>
        Assert.Empty(Of(Improved with { CaseStage = 3, News = [Tonight.Event(CaseEventKind.Improved, 4, 3)] }));

    [Fact]
    public void Too_few_sessions_are_too_early() => Assert.Empty(Improved.Of(MessageKind.Improvement, Night.Unchanged, A.Reading(19, 19)));

    [Fact]
    public void What_is_not_told_leaves_no_row()
    {
        Assert.Empty(Of(Improved with { Pupil = A.Pupil() with { NudgesOff = true } }));
        Assert.Empty(Of(Improved with { Pupil = A.Pupil() with { Circumstance = "part-time timetable" } }));
        Assert.Empty(Of(Improved with { Pupil = A.Pupil() with { Contacts = [] } }));
    }

    [Fact]
    public void It_does_not_count_as_the_message_of_concern_of_its_half_term()
    {
        var told = Of(Improved);

        Assert.Equal([MessageKind.Stage], Plan.On(Wednesday.AddDays(6)).For(Night.Worsened, [.. told]).Select(nudge => nudge.Kind));
    }

    private static IReadOnlyList<Nudge> Of(Plan plan, params Nudge[] inLedger) =>
        plan.Of(MessageKind.Improvement, Night.Unchanged, Plan.Stage1, inLedger);
}
