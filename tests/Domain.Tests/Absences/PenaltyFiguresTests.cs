using AttendanceFunctions.Domain.Absences.Thresholds;

namespace AttendanceFunctions.Tests.Domain.Absences;

/// <summary>
/// Education (Penalty Notices) (England) Regulations 2007, as amended by SI 2024/210 from 19 August 2024: the amounts, and how many notices
/// there may be to one parent for one child.
/// </summary>
public sealed class PenaltyFiguresTests
{
    private const string First = "It would be the first notice: £160, or £80 if it is paid within 21 days.";

    [Theory]
    [InlineData("2024-08-18", "2024-09-02", First, "the earlier scheme does not count")]
    [InlineData(
        "2024-08-19", "2024-09-02",
        "A notice was issued on 19 August 2024; another within 3 years of it is the second: £160, with nothing off for paying soon.",
        "from 19 August 2024 on, notices count")]
    [InlineData(
        "2025-09-08", "2028-09-07",
        "A notice was issued on 8 September 2025; another within 3 years of it is the second: £160, with nothing off for paying soon.",
        "the last day of three years")]
    [InlineData("2025-09-08", "2028-09-08", First, "three years ago to the day")]
    public void A_second_notice_is_one_within_three_years_of_the_first(string issued, string on, string words, string because) =>
        Assert.True(words == PenaltyFigures.Describe([Date(issued)], Date(on)), because);

    [Theory]
    [InlineData(
        "2028-09-07", false,
        "2 notices were issued within 3 years, on 8 September 2025 and 2 March 2026: no further one may be, and the local authority "
        + "considers other steps.")]
    [InlineData(
        "2028-09-08", true,
        "A notice was issued on 2 March 2026; another within 3 years of it is the second: £160, with nothing off for paying soon.")]
    public void After_two_within_three_years_there_is_no_third(string on, bool another, string words)
    {
        DateOnly[] issued = [Date("2026-03-02"), Date("2025-09-08")];

        Assert.Equal((another, words), (PenaltyFigures.MayBeAnother(issued, Date(on)), PenaltyFigures.Describe(issued, Date(on))));
    }

    [Fact]
    public void The_figures_have_the_day_from_which_they_hold() =>
        Assert.Equal(new(new(2024, 8, 19), 160, 80, 21, 28, 160, 2, 3), PenaltyFigures.On(new(2026, 3, 27)));

    [Fact]
    public void The_first_notice_has_an_amount_off_for_paying_soon() => Assert.Equal(First, PenaltyFigures.Describe([], new(2026, 3, 27)));

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
