using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Messages.HoldOuts;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Summaries;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Summaries;

public sealed class HoldOutTextTests
{
    private static readonly DateOnly LastNight = new(2025, 12, 19);

    [Fact]
    public void The_whole_of_it_reads_as_agreed()
    {
        var trust = TrustOf(Pack("odbst", 10), Pack("odst", 10), Pack("het", 0));
        SchoolNight[] done =
        [
            NightOf("141234", "odbst", Sums(412, 33_500, 37_000, writtenTo: 380, without: 2), Sums(50, 4_050, 4_500)),
            NightOf("999998", "odst", Sums(400, 33_300, 36_100, writtenTo: 312), Sums(17, 1_370, 1_530)),
        ];

        var report = HoldOutReport.Of(trust, LastNight, done)!;
        Assert.Equal(
            """
            Do nudges help? This term does not show it: the difference may be chance, either way.

            Riverside Academies Trust, term from 1 September 2025 to 19 December 2025

            2 of 3 schools are worked out so far. This is made again when the others are.

            Schools that leave nobody out are not in it: those of Graduated Response for Improving Pupil
            Attendance.

            All of these schools

            812 pupils whose parents were to get a nudge attended 91.4% of their sessions from that day to the
            end of the term; 67 pupils who were left out by chance attended 89.9%: 1.5 percentage points more.

            With groups of this size chance alone moves such a difference by up to 2.8 percentage points either
            way: the true one may be anywhere from 1.3 fewer to 4.3 more. So this term does not show whether
            nudges help.

            A trial in 105 English secondary schools found an effect of about 0.1 points. With groups of this
            size only a difference of more than 2.8 points stands out from chance, so one term cannot show an
            effect as small as that.

            Counted as nudged is everybody whose parents were to get a nudge, whether or not a person released
            it or it arrived; it left for 692 pupils of the 812.

            Not counted, because they had no possible session from that day on: 2 of the first group and 0 of
            the second.

            ODBST Graduated Attendance Strategy 2023-24

            412 pupils whose parents were to get a nudge attended 90.5% of their sessions from that day to the
            end of the term; 50 pupils who were left out by chance attended 90.0%: 0.5 percentage points more.

            With groups of this size chance alone moves such a difference by up to 3.4 percentage points either
            way: the true one may be anywhere from 2.8 fewer to 3.9 more. So this term does not show whether
            nudges help.

            A trial in 105 English secondary schools found an effect of about 0.1 points. With groups of this
            size only a difference of more than 3.4 points stands out from chance, so one term cannot show an
            effect as small as that.

            Counted as nudged is everybody whose parents were to get a nudge, whether or not a person released
            it or it arrived; it left for 380 pupils of the 412.

            Not counted, because they had no possible session from that day on: 2 of the first group and 0 of
            the second.

            ODST Attendance Statement

            To be nudged: 400 pupils. Left out by chance: 17 pupils. That is too few to say whether nudges help.

            Figures are shown from 20 pupils in each group on.

                                                         To be nudged  attended  Left out  attended  Points    True points between
            All of these schools                         812           91.4%     67        89.9%     1.5 more  1.3 fewer and 4.3 more
            ODBST Graduated Attendance Strategy 2023-24  412           90.5%     50        90.0%     0.5 more  2.8 fewer and 3.9 more
            ODST Attendance Statement                    400                     17                  too few

            """,
            report.Text,
            ignoreLineEndingDifferences: true);
    }

    [Theory]
    [InlineData("2025-12-18")]
    [InlineData("2025-12-22")]
    public void There_is_none_on_another_night(string night) => Assert.Null(HoldOutReport.Of(
        TrustOf(Pack("odbst", 10)), DateOnly.Parse(night, System.Globalization.CultureInfo.InvariantCulture),
        [NightOf("141234", "odbst", Sums(100, 900, 1000), Sums(100, 900, 1000))]));

    [Fact]
    public void A_school_that_closes_a_day_before_the_others_waits_for_them()
    {
        var trust = TrustOf(Pack("odbst", 10), Pack("odst", 10));
        var terms = trust.Schools[0].Calendar.HalfTerms.Select(term => (term.From, term.To));
        var closed = trust.Schools[0] with { Calendar = new(terms, [LastNight]) };
        trust = trust with { Schools = [closed, .. trust.Schools.Skip(1)] };
        SchoolNight[] done = [NightOf("141234", "odbst", Sums(100, 900, 1000), Sums(100, 900, 1000))];

        Assert.Null(HoldOutReport.Of(trust, LastNight.AddDays(-1), done));
        Assert.NotNull(HoldOutReport.Of(trust, LastNight, done));
    }

    private static Policy Pack(string id, int holdOutPercent) =>
        BuiltInPolicies.TryFind(id, out var policy)
            ? policy with { HoldOutPercent = holdOutPercent }
            : throw new ArgumentException($"There is no pack {id}.", nameof(id));

    /// <summary>A trust with a school for each policy.</summary>
    private static Trust TrustOf(params Policy[] policies)
    {
        var others = policies.Skip(1).Select(
            (policy, index) => "," + Sample.School($"{999998 + index}", "Hilltop School", $", \"policy\": \"{policy.Id}\""));
        var read = new TrustReader(policies).Read(Sample.Settings(policies[0].Id, schools: string.Concat(others)));
        return Assert.IsType<Checked<Trust>.Valid>(read).Value;
    }

    private static SchoolNight NightOf(
        string school, string policy, (GroupSums Sums, int WrittenTo) nudged, (GroupSums Sums, int WrittenTo) heldOut) => new(
        LastNight, SchoolId.Parse(school), policy, Headcount.Nobody, new(0, 0, 0, 0, 0, 0, 0), 0, 0, 0, "")
        {
            HoldOut = new(new(2025, 9, 1), LastNight, nudged.Sums, heldOut.Sums, nudged.WrittenTo),
        };

    /// <summary>A group in which each pupil has the same possible sessions, and attendance is spread as it is in a school.</summary>
    private static (GroupSums Sums, int WrittenTo) Sums(int pupils, long attended, long possible, int writtenTo = 0, int without = 0) =>
        (
            new(
                pupils, attended, possible, attended * attended / pupils + 100L * pupils, attended * possible / pupils,
                possible * possible / pupils, without),
            writtenTo);
}
