using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Tests.Domain.Pupils;

public sealed class SchoolTextTests
{
    [Theory]
    [InlineData("Maggie")]
    [InlineData("Zoë O'Brien-Smythe")]
    [InlineData("D’Arcy")]
    [InlineData("J.R.R. Moss")]
    [InlineData("Siân Llywelyn ap Gruffudd")]
    [InlineData("Zoe\u0308")]
    [InlineData("Nguyễn Thị Ánh")]
    [InlineData("Łukasz Żółć")]
    [InlineData("محمد")]
    [InlineData("علی\u200Cرضا")]
    [InlineData("王小明")]
    [InlineData("சிவகுமார்")]
    [InlineData("Kaʻiulani")]
    public void A_name_is_of_any_script(string name)
    {
        Assert.True(SchoolText.Name.Allows(name));
        Assert.Equal(name, SchoolText.Name.Tidy(name));
    }

    [Theory]
    [InlineData("R2D2")]
    [InlineData("http://example.org")]
    [InlineData("me@example.org")]
    [InlineData("Maggie/Tom")]
    [InlineData("Maggie:")]
    [InlineData("Maggie\u0007")]
    [InlineData("Maggie\u202Egnp.exe")]
    [InlineData("Mag\u200Bgie")]
    [InlineData("\uFEFFMaggie")]
    [InlineData("\u200DMaggie")]
    [InlineData("Maggie\uD800")]
    [InlineData("Maggie 😀")]
    [InlineData("\u0308")]
    [InlineData("-")]
    [InlineData("Maggie { }")]
    [InlineData("example。org")]
    [InlineData("example．org")]
    public void A_name_with_anything_else_is_none(string name) => Assert.False(SchoolText.Name.Allows(SchoolText.Name.Tidy(name)));

    [Fact]
    public void A_name_has_at_most_60_characters()
    {
        Assert.True(SchoolText.Name.Allows(new('a', 60)));
        Assert.False(SchoolText.Name.Allows(new('a', 61)));
    }

    [Theory]
    [InlineData("example.org", "example. org")]
    [InlineData("www.example.org", "www. example. org")]
    [InlineData("t.co", "t. co")]
    [InlineData("x.\uD835\uDC1C\uD835\uDC28", "x. \uD835\uDC1C\uD835\uDC28")]
    [InlineData("St.John", "St. John")]
    [InlineData("St. John", "St. John")]
    [InlineData("J.R.R. Moss", "J.R.R. Moss")]
    [InlineData("O`Brien", "O'Brien")]
    [InlineData("O´Brien", "O'Brien")]
    [InlineData("Mr & Mrs Moss", "Mr  and  Mrs Moss")]
    public void No_full_stop_in_a_name_can_make_a_link(string name, string tidy) => Assert.Equal(tidy, SchoolText.Name.Tidy(name));

    [Theory]
    [InlineData("5B", true)]
    [InlineData("Year 9", true)]
    [InlineData("10.2 (Tu/Th)", true)]
    [InlineData("2026/27", true)]
    [InlineData("07700 900123", false)]
    [InlineData("http://x", false)]
    [InlineData("a@b", false)]
    [InlineData("5B\u202E", false)]
    public void A_class_holds_neither_a_link_nor_a_number_to_call(string name, bool allowed) =>
        Assert.Equal(allowed, SchoolText.Label.Allows(SchoolText.Label.Tidy(name)));

    [Theory]
    [InlineData("Rang an: 07700 900123, https://example.org ☎ 👨‍👩‍👧 ❤️", true)]
    [InlineData("x\u0000", false)]
    [InlineData("x\u202Ey", false)]
    [InlineData("x\uD800y", false)]
    public void A_note_for_staff_holds_all_that_can_be_seen(string note, bool allowed) =>
        Assert.Equal(allowed, SchoolText.Note.Allows(note));

    [Fact]
    public void A_note_has_as_many_characters_as_a_cell()
    {
        Assert.True(SchoolText.Note.Allows(new('a', Bounds.CellCharacters)));
        Assert.False(SchoolText.Note.Allows(new('a', Bounds.CellCharacters + 1)));
    }
}
