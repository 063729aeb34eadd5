using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Cases.Celebrations;

namespace AttendanceFunctions.Tests.Domain.Cases.Celebrations;

public sealed class ImprovementTests
{
    private const string Full = Tonight.Full;

    /// <summary>A poor week, then four with one session missed: better of late, and no week that is full.</summary>
    private static readonly PupilNight BetterOfLate = Tonight.Pupil("IIIIII////", "/////////I", "/////////I", "/////////I", "/////////I");

    [Fact]
    public void A_stage_left_for_a_better_one_is_celebrated() =>
        Assert.Equal([CelebrationReason.Improved], ReasonsFor(Tonight.Event(CaseEventKind.Improved, 2, 1)));

    [Fact]
    public void It_is_celebrated_on_any_school_night() =>
        Assert.Equal(
            [CelebrationReason.Improved],
            Tonight.ReasonsFor(BetterOfLate.WithEvents(Tonight.Event(CaseEventKind.Improved, 1, 0)), A.Day(2025, 10, 14)));

    [Theory]
    [InlineData(CaseEventKind.Entered, 0, 1)]
    [InlineData(CaseEventKind.Confirmed, 2, 3)]
    [InlineData(CaseEventKind.Proposed, 4, 3)]
    [InlineData(CaseEventKind.Declined, 3, 2)]
    [InlineData(CaseEventKind.Extended, 3, 3)]
    [InlineData(CaseEventKind.NewYear, 2, 0)]
    [InlineData(CaseEventKind.Moved, 2, 0)]
    [InlineData(CaseEventKind.Corrected, 3, 2)]
    [InlineData(CaseEventKind.Paused, 2, 2)]
    public void Other_events_are_not(CaseEventKind kind, int from, int to) => Assert.Empty(ReasonsFor(Tonight.Event(kind, from, to)));

    [Fact]
    public void A_night_that_catches_up_counts_what_its_events_come_to()
    {
        var improved = Tonight.Event(CaseEventKind.Improved, 2, 1);

        Assert.Empty(ReasonsFor(improved, Tonight.Event(CaseEventKind.Entered, 1, 2)));
        Assert.Empty(ReasonsFor(Tonight.Event(CaseEventKind.Entered, 1, 2), improved));
        Assert.Equal(
            [CelebrationReason.Improved],
            ReasonsFor(Tonight.Event(CaseEventKind.Entered, 2, 3), Tonight.Event(CaseEventKind.Improved, 3, 1)));
        Assert.Equal([CelebrationReason.Improved], ReasonsFor(improved, Tonight.Event(CaseEventKind.Proposed, 1, 3)));
    }

    [Fact]
    public void A_stage_that_a_correction_left_is_no_improvement() =>
        Assert.Empty(Tonight.ReasonsFor(BetterOfLate.WithCorrectedMarks().WithEvents(Tonight.Event(CaseEventKind.Improved, 2, 1))));

    [Fact]
    public void A_step_further_down_that_people_confirmed_makes_a_correction_no_improvement() =>
        Assert.Empty(Tonight.ReasonsFor(BetterOfLate.WithCorrectedMarks()
            .WithEvents(Tonight.Event(CaseEventKind.Confirmed, 2, 3), Tonight.Event(CaseEventKind.Improved, 3, 1))));

    [Theory]
    [InlineData(CaseEventKind.Closed, 3, 0)]
    [InlineData(CaseEventKind.Confirmed, 4, 3)]
    public void A_case_that_people_closed_or_took_back_is_celebrated_if_attendance_became_better(CaseEventKind kind, int from, int to)
    {
        // 9 sessions of 10 in the weeks before the last four, and 36 of 40 in those: exactly as before is no better.
        string[] asBefore = ["/////////I", "////////II", "/////////I", "/////////I", Full];
        string[] better = ["/////////I", "////////II", "/////////I", Full, Full];
        string[] worse = ["/////////I", "////////II", "/////////I", "////////II", Full];

        Assert.DoesNotContain(CelebrationReason.Improved, Reasons(asBefore));
        Assert.Contains(CelebrationReason.Improved, Reasons(better));
        Assert.DoesNotContain(CelebrationReason.Improved, Reasons(worse));

        IReadOnlyList<CelebrationReason> Reasons(string[] weeks) =>
            Tonight.ReasonsFor(Tonight.Pupil(weeks).WithEvents(Tonight.Event(kind, from, to)));
    }

    [Fact]
    public void A_case_that_was_closed_before_there_is_anything_to_compare_with_is_not_celebrated()
    {
        var closed = Tonight.Of(Marks.Of("IIIIIIII" + Full + Full + Full, A.Day(2025, 9, 2)))
            .WithEvents(Tonight.Event(CaseEventKind.Closed, 3, 0));

        Assert.Empty(Tonight.ReasonsFor(closed, A.Day(2025, 9, 26)));
    }

    private static IReadOnlyList<CelebrationReason> ReasonsFor(params CaseEvent[] events) =>
        Tonight.ReasonsFor(BetterOfLate.WithEvents(events));
}
