using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Tests.Domain.Messages.Ledger;

public sealed class NudgeKeyTests
{
    private static readonly SchoolId School = SchoolId.Parse("141234");
    private static readonly Upn Upn = Upn.Parse("A100000000001");

    [Fact]
    public void A_key_is_the_same_whenever_it_is_worked_out() =>
        Assert.Equal("4a926dc779d64ee2f095d46a281e01a8", NudgeKey.Of(School, Upn, MessageKind.Stage, "2025-1", Channel.Text, 1).ToString());

    [Fact]
    public void Every_part_of_a_key_makes_a_difference()
    {
        NudgeKey[] keys =
        [
            NudgeKey.Of(School, Upn, MessageKind.Stage, "2025-1", Channel.Text, 1),
            NudgeKey.Of(SchoolId.Parse("141235"), Upn, MessageKind.Stage, "2025-1", Channel.Text, 1),
            NudgeKey.Of(School, Upn.Parse("A100000000002"), MessageKind.Stage, "2025-1", Channel.Text, 1),
            NudgeKey.Of(School, Upn, MessageKind.Meeting, "2025-1", Channel.Text, 1),
            NudgeKey.Of(School, Upn, MessageKind.Stage, "2025-2", Channel.Text, 1),
            NudgeKey.Of(School, Upn, MessageKind.Stage, "2025-1", Channel.Email, 1),
            NudgeKey.Of(School, Upn, MessageKind.Stage, "2025-1", Channel.Text, 2),
        ];

        Assert.Equal(keys.Length, keys.Distinct().Count());
    }

    [Fact]
    public void Parts_that_run_together_alike_are_kept_apart() =>
        Assert.NotEqual(
            NudgeKey.Of(SchoolId.Parse("1"), Upn.Parse("23"), MessageKind.Stage, "2025-1", Channel.Text, 1),
            NudgeKey.Of(SchoolId.Parse("12"), Upn.Parse("3"), MessageKind.Stage, "2025-1", Channel.Text, 1));

    [Fact]
    public void A_key_is_read_back()
    {
        var key = NudgeKey.Of(School, Upn, MessageKind.Stage, "2025-1", Channel.Text, 1);

        Assert.Equal(key, NudgeKey.Parse(key.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("A100000000001")]
    [InlineData("07700900001")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF")]
    [InlineData("0123456789abcdef0123456789abcdeg")]
    [InlineData("0123456789abcdef0123456789abcdef0")]
    public void A_key_cannot_be_made_of_a_name_a_number_or_an_address(string text)
    {
        Assert.False(NudgeKey.TryParse(text, out _));
        Assert.Throws<FormatException>(() => NudgeKey.Parse(text));
    }
}
