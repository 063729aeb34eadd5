using AttendanceFunctions.Domain.Messages.Ledger;

namespace AttendanceFunctions.Tests.Domain.Messages.Ledger;

public sealed class NudgeTests
{
    private static readonly LedgerPlace First = new(A.School().Id, Marks.Year, NudgeKey.OfLeadNote(A.Day(2025, 9, 8)));
    private static readonly LedgerPlace Second = First with { Key = NudgeKey.OfLeadNote(A.Day(2025, 9, 9)) };

    [Fact]
    public void Rows_with_the_same_travellers_are_equal()
    {
        Assert.Equal(new BundledNudges([First, Second]), new BundledNudges([First, Second]));
        Assert.Equal(new BundledNudges([First, Second]).GetHashCode(), new BundledNudges([First, Second]).GetHashCode());
        Assert.NotEqual(new BundledNudges([First]), new BundledNudges([First, Second]));
        Assert.Equal(BundledNudges.None, new BundledNudges([]));
    }
}
