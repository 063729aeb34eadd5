using AttendanceFunctions.Domain.Nudges;

namespace AttendanceFunctions.Tests.Domain.Nudges;

public sealed class NudgeTests
{
    private static readonly LedgerPlace First = new(A.School().Id, Marks.Year, NudgeKey.OfLeadNote(A.Day(2025, 9, 8)));
    private static readonly LedgerPlace Second = First with { Key = NudgeKey.OfLeadNote(A.Day(2025, 9, 9)) };

    [Fact]
    public void Rows_with_the_same_travellers_are_equal()
    {
        Assert.Equal(new Travellers([First, Second]), new Travellers([First, Second]));
        Assert.Equal(new Travellers([First, Second]).GetHashCode(), new Travellers([First, Second]).GetHashCode());
        Assert.NotEqual(new Travellers([First]), new Travellers([First, Second]));
        Assert.Equal(Travellers.None, new Travellers([]));
    }
}
