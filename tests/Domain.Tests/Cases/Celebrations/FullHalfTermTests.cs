using AttendanceFunctions.Domain.Cases.Celebrations;

namespace AttendanceFunctions.Tests.Domain.Cases.Celebrations;

public sealed class FullHalfTermTests
{
    /// <summary>Sessions of the weekdays from 2 September to 24 October, the closure among them.</summary>
    private const int Sessions = 78;

    private static readonly DateOnly LastDay = A.Day(2025, 10, 24);

    [Fact]
    public void Every_day_of_the_half_term_is_celebrated_at_its_end()
    {
        Assert.Equal([CelebrationReason.FullHalfTerm], ReasonsWith(new string('/', Sessions)));
        Assert.Empty(Tonight.ReasonsFor(Tonight.Of(Marks.Of(new string('/', Sessions), A.Day(2025, 9, 2))), A.Day(2025, 10, 23)));
    }

    [Theory]
    [InlineData('I')]
    [InlineData('U')]
    [InlineData('2')]
    public void One_missed_session_is_not_every_day(char letter) =>
        Assert.DoesNotContain(CelebrationReason.FullHalfTerm, ReasonsWith(letter + new string('/', Sessions - 1)));

    [Fact]
    public void Late_once_is_not_every_day_on_time() =>
        Assert.DoesNotContain(CelebrationReason.FullHalfTerm, ReasonsWith("L" + new string('/', Sessions - 1)));

    [Fact]
    public void A_visit_is_attended() =>
        Assert.Equal([CelebrationReason.FullHalfTerm], ReasonsWith("VV" + new string('/', Sessions - 2)));

    [Fact]
    public void A_day_without_a_mark_is_not_known_to_be_attended() =>
        Assert.DoesNotContain(CelebrationReason.FullHalfTerm, ReasonsWith("--" + new string('/', Sessions - 2)));

    [Fact]
    public void The_closure_needs_no_mark()
    {
        // Wednesday 10 September: the thirteenth and fourteenth session from the 2nd.
        var marks = new string('/', 12) + "--" + new string('/', Sessions - 14);

        Assert.Equal([CelebrationReason.FullHalfTerm], ReasonsWith(marks));
    }

    [Fact]
    public void A_half_term_that_ends_with_a_closure_is_celebrated_on_the_school_day_before()
    {
        var school = Tonight.School() with { Calendar = new(A.HalfTerms, [LastDay]) };
        var pupil = Tonight.Of(Marks.Of(new string('/', Sessions - 2), A.Day(2025, 9, 2)));

        Assert.Single(PupilCelebration.Of(school, A.Day(2025, 10, 23), [pupil]));
        Assert.Empty(PupilCelebration.Of(school, LastDay, [pupil]));
    }

    [Fact]
    public void What_went_before_the_half_term_does_not_count()
    {
        var second = Marks.Of(new string('/', 70), A.Day(2025, 11, 3));
        var marks = second.With(Marks.Of(new string('I', 20), A.Day(2025, 9, 2)).Stated(Marks.Year.FirstDay, LastDay));

        Assert.Equal([CelebrationReason.FullHalfTerm], Tonight.ReasonsFor(Tonight.Of(marks), A.Day(2025, 12, 19)));
    }

    private static IReadOnlyList<CelebrationReason> ReasonsWith(string letters) =>
        Tonight.ReasonsFor(Tonight.Of(Marks.Of(letters, A.Day(2025, 9, 2))), LastDay);
}
