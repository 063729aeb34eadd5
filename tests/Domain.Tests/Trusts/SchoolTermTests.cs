using System.Globalization;
using AttendanceFunctions.Domain.Calendar;

namespace AttendanceFunctions.Tests.Domain.Trusts;

public sealed class SchoolTermTests
{
    private static readonly SchoolCalendar Calendar = A.Calendar();

    [Theory]
    [InlineData("2025-09-03", "2025-term-1", "autumn term 2025/26")]
    [InlineData("2025-12-19", "2025-term-1", "autumn term 2025/26")]
    [InlineData("2026-01-05", "2025-term-2", "spring term 2025/26")]
    [InlineData("2026-06-01", "2025-term-3", "summer term 2025/26")]
    public void Two_half_terms_are_a_term(string date, string id, string name)
    {
        var term = SchoolTerm.Of(Calendar, DateOnly.Parse(date, CultureInfo.InvariantCulture));

        Assert.Equal((id, name), (term?.Id, term?.ToString()));
    }

    [Fact]
    public void A_holiday_belongs_to_the_term_before_it_and_the_summer_before_the_first_to_none()
    {
        Assert.Equal("2025-term-1", SchoolTerm.Of(Calendar, new(2025, 12, 27))?.Id);
        Assert.Null(SchoolTerm.Of(Calendar, Calendar.HalfTerms[0].From.AddDays(-1)));
    }
}
