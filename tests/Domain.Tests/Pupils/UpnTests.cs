using AttendanceFunctions.Domain.Pupils;
using FsCheck;
using FsCheck.Fluent;

namespace AttendanceFunctions.Tests.Domain.Pupils;

/// <summary>The check letter of a UPN, by an example worked out by hand and by what it is for.</summary>
public sealed class UpnTests
{
    [Theory]
    [InlineData("P207000016049", true)] // (2×2) + (4×7) + (9×1) + (10×6) + (12×4) + (13×9) = 266 = 11×23 + 13, and P is 13.
    [InlineData("B207000016049", false)]
    [InlineData("p207000016049", true)]
    [InlineData("B801200005001", true)]
    [InlineData("A801200005001", false)]
    [InlineData("X80120000A001", false)] // A letter stands last or nowhere.
    [InlineData("B80120000500", false)]
    [InlineData("B8012000050010", false)]
    [InlineData("A1", false)]
    public void A_UPN_is_valid_by_its_form_and_check_letter(string upn, bool valid) => Assert.Equal(valid, Upn.Parse(upn).IsValid);

    [Theory]
    [InlineData('A', 0)]
    [InlineData('B', 1)]
    [InlineData('J', 8)]
    [InlineData('Z', 22)]
    public void The_last_letter_of_a_temporary_UPN_counts_as_its_value_times_thirteen(char last, int value)
    {
        const string letters = "ABCDEFGHJKLMNPQRTUVWXYZ";
        Assert.True(Upn.Parse($"{letters[13 * value % 23]}00000000000{last}").IsValid);
    }

    [Theory]
    [InlineData('I')]
    [InlineData('O')]
    [InlineData('S')]
    public void Letters_that_look_like_digits_are_in_no_UPN(char letter) => Assert.All(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ", first => Assert.False(Upn.Parse($"{first}00000000000{letter}").IsValid));

    [Fact]
    public void A_digit_that_is_typed_wrongly_and_two_neighbours_that_are_exchanged_are_noticed() => Prop
        .ForAll(
            Gen.Choose(0, 9).ArrayOf(12).ToArbitrary(),
            Gen.Choose(0, 11).ToArbitrary(),
            Gen.Choose(1, 9).ToArbitrary(),
            (digits, place, by) =>
            {
                var upn = "ABCDEFGHJKLMNPQRTUVWXYZ".Select(letter => $"{letter}{string.Concat(digits)}")
                    .Single(one => Upn.Parse(one).IsValid);
                var wrong = upn.ToCharArray();
                wrong[place + 1] = (char)('0' + (digits[place] + by) % 10);
                Assert.False(Upn.Parse(new string(wrong)).IsValid);
                var next = (place + 1) % 12;
                if (next > place && digits[place] != digits[next])
                {
                    var exchanged = upn.ToCharArray();
                    (exchanged[place + 1], exchanged[next + 1]) = (exchanged[next + 1], exchanged[place + 1]);
                    Assert.False(Upn.Parse(new string(exchanged)).IsValid);
                }
            })
        .QuickCheckThrowOnFailure();
}
