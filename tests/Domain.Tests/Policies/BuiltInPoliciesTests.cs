using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text;
using FsCheck.Fluent;

namespace AttendanceFunctions.Tests.Domain.Policies;

public sealed class BuiltInPoliciesTests
{
    [Fact]
    public void The_packs_are_those_of_the_documents() => Assert.Equal(
        ["het", "millbrook", "odbst", "odst", "school-approach"], BuiltInPolicies.All.Select(policy => policy.Id));

    [Fact]
    public void An_unknown_pack_is_not_found() => Assert.False(BuiltInPolicies.TryFind("ODBST", out _));

    [Fact]
    public void Every_pack_is_read_without_a_remark() => Assert.All(BuiltInPolicies.All, policy =>
        Assert.Empty(Assert.IsType<Checked<Policy>.Valid>(PolicyReader.Read(A.PackFile(policy.Id))).Remarks));

    [Theory]
    [InlineData(10000, 0, "Excellent")]
    [InlineData(9801, 0, "Excellent")]
    [InlineData(9800, 0, "Very Good")]
    [InlineData(9701, 0, "Very Good")]
    [InlineData(9700, 0, "Good")]
    [InlineData(9600, 0, "Good")]
    [InlineData(9501, 0, "Good")]
    [InlineData(9500, 1, "Needs to improve")]
    [InlineData(9300, 1, "Needs to improve")]
    [InlineData(9201, 1, "Needs to improve")]
    [InlineData(9200, 2, "Identified for action")]
    [InlineData(9001, 2, "Identified for action")]
    [InlineData(9000, 3, "Cause for concern")]
    [InlineData(8501, 3, "Cause for concern")]
    [InlineData(8500, 4, "Serious cause for concern")]
    [InlineData(8001, 4, "Serious cause for concern")]
    [InlineData(8000, 5, "Extreme cause for concern")]
    [InlineData(7999, 5, "Extreme cause for concern")]
    [InlineData(5000, 5, "Extreme cause for concern")]
    [InlineData(0, 5, "Extreme cause for concern")]
    public void Odbst_reads_each_printed_row_as_the_upper_edge_of_its_whole_percent(int hundredths, int stage, string descriptor)
    {
        var band = A.Policy("odbst").BandOf(Rate.Of(hundredths, 10_000));

        Assert.Equal((stage, descriptor), (band.Stage, band.Descriptor));
    }

    [Theory]
    [InlineData(10000, 0, "")]
    [InlineData(9501, 0, "")]
    [InlineData(9500, 1, "Attendance is dropping below desired level")]
    [InlineData(9300, 1, "Attendance is dropping below desired level")]
    [InlineData(9299, 2, "Approaching persistent absence")]
    [InlineData(9295, 2, "Approaching persistent absence")]
    [InlineData(9005, 2, "Approaching persistent absence")]
    [InlineData(9001, 2, "Approaching persistent absence")]
    [InlineData(9000, 3, "Persistently absent, and absence is a serious concern")]
    [InlineData(8500, 3, "Persistently absent, and absence is a serious concern")]
    [InlineData(8000, 3, "Persistently absent, and absence is a serious concern")]
    [InlineData(7999, 4, "Absence is a safeguarding concern")]
    [InlineData(5000, 4, "Absence is a safeguarding concern")]
    [InlineData(4999, 5, "Severely absent")]
    [InlineData(0, 5, "Severely absent")]
    public void Het_leaves_no_gap_between_its_printed_decimals(int hundredths, int stage, string descriptor)
    {
        var band = A.Policy("het").BandOf(Rate.Of(hundredths, 10_000));

        Assert.Equal((stage, descriptor), (band.Stage, band.Descriptor));
    }

    [Theory]
    [InlineData(20, 200, 3, 3)]
    [InlineData(20, 201, 2, 2)]
    [InlineData(19, 191, 2, 2)]
    [InlineData(100, 200, 5, 4)]
    [InlineData(101, 200, 5, 5)]
    [InlineData(2, 20, 3, 3)]
    [InlineData(1, 2, 5, 4)]
    public void Sessions_at_a_boundary_have_the_stage_of_the_exact_rate(int missed, int possible, int odbst, int het)
    {
        var rate = Rate.Of(possible - missed, possible);

        Assert.Equal((odbst, het), (A.Policy("odbst").BandOf(rate).Stage, A.Policy("het").BandOf(rate).Stage));
    }

    [Fact]
    public void Exactly_50_percent_is_stage_4_of_het_as_printed_and_severe_absence_all_the_same()
    {
        var half = Rate.Of(100, 200);

        Assert.Equal("Bespoke provision", A.Policy("het").BandOf(half).Name);
        Assert.True(half.IsSevereAbsence);
    }

    [Fact]
    public void Odbst_never_calls_a_pupil_persistently_absent_who_is_not() =>
        Some.Rate.Always(rate => A.Policy("odbst").BandOf(rate).Stage >= 3 == rate.IsPersistentAbsence);

    [Fact]
    public void Stages_have_the_names_of_the_documents()
    {
        string[] odbst = [
            "Celebrate and sustain",
            "Pleasant Nudge",
            "Engage",
            "Attendance Contract 1",
            "Attendance Contract 2",
            "Referral to Local Authority"
        ];
        string[] het =
        [
            "Universal support", "Early intervention support", "Targeted, additional support",
            "Targeted, intensive additional support", "Bespoke provision", "Provision in line with statutory guidance",
        ];

        Assert.Equal(odbst, Enumerable.Range(0, 6).Select(A.Policy("odbst").NameOf));
        Assert.Equal(het, Enumerable.Range(0, 6).Select(A.Policy("het").NameOf));
        Assert.Throws<ArgumentOutOfRangeException>(() => A.Policy("het").NameOf(6));
        Assert.Throws<ArgumentOutOfRangeException>(() => A.Policy("het").NameOf(-1));
    }

    [Theory]
    [InlineData("odbst", 97)]
    [InlineData("het", 95)]
    public void Targets_and_conventions_are_those_of_the_documents(string id, int target)
    {
        var policy = A.Policy(id);

        Assert.Equal(Percentage.Of(target), policy.Target);
        Assert.Equal(new FullYear(190, 5), policy.FullYear);
        Assert.Equal(new NudgeDays(FirstWeekOfHalfTerm: true, DayAfterWorsening: true), policy.NudgeDays);
    }

    [Theory]
    [InlineData("odbst", 3, 5)]
    [InlineData("odst", 4, 3)]
    [InlineData("millbrook", 3, 5)]
    [InlineData("het", 3, 5)]
    [InlineData("school-approach", 2, 2)]
    public void Only_stage_1_nudges_and_people_confirm_from_the_first_formal_stage_on(string id, int firstFormal, int last)
    {
        var stages = A.Policy(id).Stages;

        Assert.Equal(firstFormal, A.Policy(id).FirstFormalStage);
        Assert.Equal(
            Enumerable.Range(1, last).Select(number => (number, number == 1, number >= firstFormal)),
            stages.Select(stage => (stage.Number, stage.Nudges, stage.NeedsPerson)));
    }

    [Theory]
    [InlineData("odbst", "2 3 4 5")]
    [InlineData("odst", "")]
    [InlineData("millbrook", "")]
    [InlineData("het", "2 3")]
    [InlineData("school-approach", "2")]
    public void Parents_are_invited_where_the_document_wants_a_meeting_with_them(string id, string stages) =>
        Assert.Equal(stages, string.Join(' ', A.Policy(id).Stages.Where(stage => stage.Invites).Select(stage => stage.Number)));

    [Fact]
    public void Parents_get_the_messages_of_which_the_document_speaks()
    {
        Assert.Equal([new PolicyMessage.Improvement(), new PolicyMessage.ThankYou(Percentage.Of(97))], A.Policy("odbst").Messages);
        Assert.Equal([new PolicyMessage.Improvement()], A.Policy("het").Messages);
        Assert.Equal(
            [new PolicyMessage.HalfTerm(new(Percentage.Of(96), Includes: false)), new PolicyMessage.TermHolidays()],
            A.Policy("school-approach").Messages);
        Assert.Equal([new PolicyMessage.ContactDetails()], A.Policy("millbrook").Messages);
        Assert.Empty(A.Policy("odst").Messages);
    }

    [Fact]
    public void No_pack_holds_anybody_out() => Assert.All(BuiltInPolicies.All, policy => Assert.Equal(0, policy.HoldOutPercent));

    [Fact]
    public void Every_rate_has_exactly_one_band() =>
        Some.BuiltInPolicy.Where(policy => policy.Ladder is Ladder.ByBand).Zip(Some.Rate).Always(sample =>
        {
            var (policy, rate) = sample;
            var covering = policy.Stages.Count(stage => policy.Ladder.Covers(stage.Number, rate));
            // Edges are nested: the stages that cover a rate are the first ones of the ladder.
            return policy.BandOf(rate).Stage == covering
                && policy.Stages.Take(covering).All(stage => policy.Ladder.Covers(stage.Number, rate));
        });

    [Fact]
    public void A_band_never_worsens_when_a_present_mark_replaces_an_absent_one() =>
        Some.BuiltInPolicy.Zip(Some.Rate).Where(sample => sample.Item2.Missed > 0).Always(sample =>
        {
            var (policy, rate) = sample;
            return policy.BandOf(Rate.Of(rate.Attended + 1, rate.Possible)).Stage <= policy.BandOf(rate).Stage;
        });

    [Fact]
    public void A_band_never_worsens_when_a_present_mark_is_added() =>
        Some.BuiltInPolicy.Zip(Some.Rate).Always(sample =>
        {
            var (policy, rate) = sample;
            return policy.BandOf(Rate.Of(rate.Attended + 1, rate.Possible + 1)).Stage <= policy.BandOf(rate).Stage;
        });
}
