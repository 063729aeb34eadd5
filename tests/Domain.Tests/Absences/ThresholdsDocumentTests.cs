using AttendanceFunctions.Domain.Absences.Patterns;
using AttendanceFunctions.Domain.Absences.Thresholds;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Tests.Domain.Absences;

/// <summary>docs/statutory-lines.md says the names and numbers that the product has.</summary>
public sealed class ThresholdsDocumentTests
{
    private static readonly string Document = Embedded.Text("docs/statutory-lines.md").ReplaceLineEndings("\n");

    private static readonly AuthorityReturns Usual = AuthorityReturns.Usual("Oxfordshire");

    [Fact]
    public void Its_table_has_every_threshold_by_the_name_that_policies_use() =>
        Assert.Equal(
            StatutoryThresholds.ByName.Keys.Order(StringComparer.Ordinal),
            NamesUnder("| threshold | reached at |").Order(StringComparer.Ordinal));

    [Fact]
    public void Its_numbers_are_those_of_the_thresholds() => AssertSays(
        $"| {Usual.UnauthorisedDays} consecutive school days of unauthorised absence",
        $"| {Usual.IllnessOnCourse} school days of illness in the school year: the sickness return is made of a pupil who will miss "
        + $"{Usual.IllnessDays} |",
        $"| {Usual.IllnessDays} school days of illness in the school year",
        $"| {PenaltySearch.Sessions} unauthorised sessions in {SchoolWeeks.InWindow} school weeks",
        $"| `noticeToImproveWeeks` | school weeks, {AuthorityReturns.LeastWeeksToImprove} to {AuthorityReturns.MostWeeksToImprove},",
        $"| {Usual.NoticeToImproveWeeks} |",
        $"| `unauthorisedDays` | days of the attendance return | {Usual.UnauthorisedDays} |",
        $"| `illnessDays` | days of the sickness return | {Usual.IllnessDays} |",
        $"| {Usual.IllnessOnCourse} |");

    [Fact]
    public void Its_patterns_have_the_numbers_of_their_rules() => AssertSays(
        $"newest day lies in the last {PupilYear.RecentWeeks} school weeks",
        $"| {PatternRules.OnOneWeekday} days with absence on one weekday",
        $"| {PatternRules.BesideHolidays} sessions missed",
        $"| {PatternRules.ShortIllnesses} illnesses of up to {PatternRules.ShortIllness} school days in {SchoolWeeks.InWindow} school "
        + $"weeks",
        $"| {Siblings.DaysTogether} whole days in {SchoolWeeks.InWindow} school weeks",
        $"in the last {PupilYear.RecentWeeks} school weeks {PatternRules.Drop} percentage points below the year before them; from "
        + $"{PatternRules.SessionsForDrop} possible sessions in the weeks and {2 * PatternRules.SessionsForDrop} before",
        $"| {PatternRules.Minutes} minutes in {PupilYear.RecentWeeks} school weeks, where registers say the minutes; or "
        + $"{PatternRules.TimesLate} times");

    private static void AssertSays(params string[] words) =>
        Assert.All(words, word => Assert.Contains(word, Document, StringComparison.Ordinal));

    private static IEnumerable<string> NamesUnder(string heading) =>
        Document.Split(heading)[1].Split("\n\n")[0].Split('\n').Skip(2).Select(row => row.Split('`')[1]);
}
