using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Tests.Domain.Messages.Ledger;

public sealed class NudgeKeyTests
{
    private static readonly SchoolId School = SchoolId.Parse("141234");
    private static readonly Upn Upn = Upn.Parse("A100000000001");

    [Fact]
    public void A_key_is_the_same_whenever_it_is_worked_out() =>
        Assert.Equal("6b5e0134094b9cd2549bd33ee909317e", Key(TestSecret.Value).ToString());

    [Fact]
    public void With_another_secret_the_key_is_another_so_that_nobody_without_it_can_make_or_test_one() =>
        Assert.NotEqual(Key(TestSecret.Value), Key(new(new byte[KeySecret.Length])));

    [Theory]
    [InlineData(KeySecret.Length - 1)]
    [InlineData(KeySecret.Length + 1)]
    public void A_secret_has_32_bytes(int length) => Assert.Throws<ArgumentException>(() => new KeySecret(new byte[length]));

    [Fact]
    public void Every_part_of_a_key_makes_a_difference()
    {
        NudgeKey[] keys =
        [
            NudgeKey.Of(TestSecret.Value, School, Upn, MessageKind.Stage, "2025-1", Channel.Text, 1),
            NudgeKey.Of(TestSecret.Value, SchoolId.Parse("141235"), Upn, MessageKind.Stage, "2025-1", Channel.Text, 1),
            NudgeKey.Of(TestSecret.Value, School, Upn.Parse("A100000000002"), MessageKind.Stage, "2025-1", Channel.Text, 1),
            NudgeKey.Of(TestSecret.Value, School, Upn, MessageKind.Meeting, "2025-1", Channel.Text, 1),
            NudgeKey.Of(TestSecret.Value, School, Upn, MessageKind.Stage, "2025-2", Channel.Text, 1),
            NudgeKey.Of(TestSecret.Value, School, Upn, MessageKind.Stage, "2025-1", Channel.Email, 1),
            NudgeKey.Of(TestSecret.Value, School, Upn, MessageKind.Stage, "2025-1", Channel.Text, 2),
        ];

        Assert.Equal(keys.Length, keys.Distinct().Count());
    }

    [Fact]
    public void Parts_that_run_together_alike_are_kept_apart() =>
        Assert.NotEqual(
            NudgeKey.Of(TestSecret.Value, SchoolId.Parse("1"), Upn.Parse("23"), MessageKind.Stage, "2025-1", Channel.Text, 1),
            NudgeKey.Of(TestSecret.Value, SchoolId.Parse("12"), Upn.Parse("3"), MessageKind.Stage, "2025-1", Channel.Text, 1));

    [Fact]
    public void A_key_is_read_back()
    {
        var key = NudgeKey.Of(TestSecret.Value, School, Upn, MessageKind.Stage, "2025-1", Channel.Text, 1);

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

    private static NudgeKey Key(KeySecret secret) => NudgeKey.Of(secret, School, Upn, MessageKind.Stage, "2025-1", Channel.Text, 1);
}
