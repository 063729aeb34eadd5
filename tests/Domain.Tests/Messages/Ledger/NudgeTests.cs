using AttendanceFunctions.Domain.Messages.Ledger;

namespace AttendanceFunctions.Tests.Domain.Messages.Ledger;

public sealed class NudgeTests
{
    private static readonly LedgerPlace First = new(A.School().Id, Marks.Year, NudgeKey.Parse(new('1', 32)));
    private static readonly LedgerPlace Second = First with { Key = NudgeKey.Parse(new('2', 32)) };

    [Fact]
    public void Lists_of_the_same_bundled_rows_are_equal()
    {
        Assert.Equal(new BundledNudges([First, Second]), new BundledNudges([First, Second]));
        Assert.Equal(new BundledNudges([First, Second]).GetHashCode(), new BundledNudges([First, Second]).GetHashCode());
        Assert.NotEqual(new BundledNudges([First]), new BundledNudges([First, Second]));
        Assert.Equal(BundledNudges.None, new BundledNudges([]));
    }
}
