using AttendanceFunctions.Domain.Registers;

namespace AttendanceFunctions.Tests.Domain.Registers;

public sealed class MarkTests
{
    [Fact]
    public void A_missing_mark_has_no_code()
    {
        Assert.True(Mark.Missing.IsMissing);
        Assert.Equal(('-', "-"), (Mark.Missing.Letter, Mark.Missing.ToString()));
        Assert.Throws<InvalidOperationException>(() => Mark.Missing.Code);
    }

    [Fact]
    public void Every_mark_leads_back_from_its_letter() =>
        Assert.All(NationalCodes.All.Select(Mark.Of).Append(Mark.Missing), mark => Assert.Equal(mark, Mark.OfLetter(mark.Letter)));
}
