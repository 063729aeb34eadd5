using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Messages.HoldOuts;

namespace AttendanceFunctions.Tests.Domain.Messages.HoldOuts;

public sealed class HoldOutWordsTests
{
    [Fact]
    public void A_difference_that_may_be_chance_shows_nothing_either_way()
    {
        var comparison = Compare(Group(812, 912), Group(90, 903));

        Assert.Equal("This term does not show it: the difference may be chance, either way.", HoldOutDescription.Headline(comparison));
        Assert.Equal(
            [
                "812 pupils whose parents were to get a nudge attended 91.2% of their sessions from that day to the end of the term; 90 "
                + "pupils who were left out by chance attended 90.3%: 0.9 percentage points more.",
                "With groups of this size chance alone moves such a difference by up to 6.5 percentage points either way: the true one "
                + "may be anywhere from 5.6 fewer to 7.4 more. So this term does not show whether nudges help.",
                "A trial in 105 English secondary schools found an effect of about 0.1 points. With groups of this size only a difference "
                + "of more than 6.5 points stands out from chance, so one term cannot show an effect as small as that.",
                "Counted as nudged is everybody whose parents were to get a nudge, whether or not a person released it or it arrived; it "
                + "left for 1 pupil of the 812.",
            ],
            HoldOutDescription.Of(comparison));
    }

    [Fact]
    public void A_difference_beyond_chance_helped()
    {
        var comparison = Compare(Group(5000, 950), Group(5000, 900));

        Assert.StartsWith("This term speaks for it", HoldOutDescription.Headline(comparison), StringComparison.Ordinal);
        Assert.Contains(
            "the true one may be anywhere from 4.0 to 6.0 more. So in this term nudges helped",
            HoldOutDescription.Of(comparison)[1],
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_difference_beyond_chance_the_other_way_asks_people_to_look()
    {
        var comparison = Compare(Group(5000, 900), Group(5000, 950));

        Assert.StartsWith("This term speaks against it", HoldOutDescription.Headline(comparison), StringComparison.Ordinal);
        Assert.EndsWith("attended 95.0%: 5.0 percentage points fewer.", HoldOutDescription.Of(comparison)[0], StringComparison.Ordinal);
        Assert.Contains(
            "from 4.0 to 6.0 fewer. So this term speaks against the nudges: please look",
            HoldOutDescription.Of(comparison)[1],
            StringComparison.Ordinal);
    }

    [Fact]
    public void One_point_is_one_point_and_no_difference_is_the_same()
    {
        Assert.EndsWith(
            ": 1.0 percentage point more.",
            HoldOutDescription.Of(Compare(Group(1000, 910), Group(1000, 900)))[0],
            StringComparison.Ordinal);
        Assert.EndsWith(": the same.", HoldOutDescription.Of(Compare(Group(1000, 900), Group(1000, 900)))[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20, 20, true)]
    [InlineData(19, 20, false)]
    [InlineData(20, 19, false)]
    [InlineData(0, 0, false)]
    [InlineData(5000, 0, false)]
    public void Fewer_than_twenty_pupils_in_either_group_show_no_figure(int nudged, int heldOut, bool shown)
    {
        var comparison = Compare(Group(nudged, 900), Group(heldOut, 900));

        Assert.Equal(shown, comparison is HoldOutComparison.Measured);
        Assert.Equal(shown, HoldOutDescription.Of(comparison).Any(line => line.Contains('%', StringComparison.Ordinal)));
        Assert.Equal(!shown, HoldOutDescription.Headline(comparison) == "There are too few pupils to say.");
    }

    [Fact]
    public void Too_few_are_named_by_their_numbers() => Assert.Equal(
        [
            "To be nudged: 1,200 pupils. Left out by chance: 1 pupil. That is too few to say whether nudges help.",
            "Figures are shown from 20 pupils in each group on.",
        ],
        HoldOutDescription.Of(Compare(Group(1200, 900), Group(1, 1000))));

    [Fact]
    public void Who_is_not_counted_is_said() => Assert.Equal(
        "Not counted, because they had no possible session from that day on: 3 of the first group and 1 of the second.",
        HoldOutDescription.Of(Compare(Group(30, 900) with { WithoutSessions = 3 }, Group(30, 900) with { WithoutSessions = 1 }))[^1]);

    /// <summary>What is said goes by what is printed: an end of 0.04 points reads 0.0 and is no effect.</summary>
    [Theory]
    [InlineData(1.04, HoldOutVerdict.NotShown)]
    [InlineData(1.05, HoldOutVerdict.Helped)]
    [InlineData(-1.04, HoldOutVerdict.NotShown)]
    [InlineData(-1.05, HoldOutVerdict.DidNotHelp)]
    public void The_verdict_agrees_with_the_printed_interval(double difference, HoldOutVerdict verdict)
    {
        var sums = new HoldOutSums(A.Day(2025, 9, 2), A.Day(2025, 12, 19), GroupSums.Nobody, GroupSums.Nobody, 0);
        var measured = new HoldOutComparison.Measured(sums, Rate.Of(9, 10), Rate.Of(9, 10), new(difference, 1.0));

        Assert.Equal(verdict, measured.Verdict);
        Assert.Equal(verdict == HoldOutVerdict.NotShown, measured.Interval is { Low: <= 0, High: >= 0 });
    }

    private static HoldOutComparison Compare(GroupSums nudged, GroupSums heldOut) =>
        HoldOutComparison.Of(new(A.Day(2025, 9, 2), A.Day(2025, 12, 19), nudged, heldOut, WrittenTo: 1));

    /// <summary>Pupils with 100 sessions each, of whom so many of a thousand attend all and the others none.</summary>
    private static GroupSums Group(int pupils, int attendingOfThousand)
    {
        // As exact as a whole number of sessions can be.
        var attended = (pupils * 100L * attendingOfThousand + 500) / 1000;
        return GroupSums.Nobody with
        {
            Pupils = pupils,
            Attended = attended,
            Possible = pupils * 100L,
            AttendedSquared = attended * 100,
            AttendedTimesPossible = attended * 100,
            PossibleSquared = pupils * 10_000L,
        };
    }
}
