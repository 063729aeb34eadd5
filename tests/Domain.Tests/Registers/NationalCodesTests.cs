using System.Globalization;
using AttendanceFunctions.Domain.Registers;

namespace AttendanceFunctions.Tests.Domain.Registers;

public sealed class NationalCodesTests
{
    private static readonly DateOnly LastDayOfTheOldCodes = new(2024, 8, 18);
    private static readonly DateOnly FirstDayOfTheNewCodes = new(2024, 8, 19);

    [Fact]
    public void The_table_is_the_published_one()
    {
        var published = Embedded.Figures("attendance-codes.csv");

        Assert.Equal(published.Select(row => string.Join(" | ", row)), NationalCodes.All.Select(AsPublished));
    }

    [Fact]
    public void Every_code_is_found_by_its_text()
    {
        foreach (var code in NationalCodes.All)
        {
            Assert.True(NationalCodes.TryFind(code.Text, out var found));
            Assert.Same(code, found);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("l")]
    [InlineData("F")]
    [InlineData("Y8")]
    [InlineData("C3")]
    [InlineData("//")]
    public void What_never_was_a_code_is_not_found(string text) => Assert.False(NationalCodes.TryFind(text, out _));

    [Fact]
    public void Letters_are_unique_and_lead_back_to_their_codes()
    {
        Assert.Equal(NationalCodes.All.Count, NationalCodes.All.Select(code => code.Letter).Distinct().Count());
        Assert.All(NationalCodes.All, code => Assert.Same(code, NationalCodes.OfLetter(code.Letter)));
    }

    [Fact]
    public void No_code_has_the_letter_of_a_missing_mark() =>
        Assert.DoesNotContain(NationalCodes.All, code => code.Letter == Mark.MissingLetter);

    [Theory]
    [InlineData('-')]
    [InlineData('h')]
    [InlineData('é')]
    [InlineData('\0')]
    public void Another_letter_stands_for_no_code(char letter) => Assert.Throws<ArgumentException>(() => NationalCodes.OfLetter(letter));

    [Theory]
    [InlineData("C1", '1')]
    [InlineData("C2", '2')]
    [InlineData("J1", 'j')]
    [InlineData("Y1", 'a')]
    [InlineData("Y7", 'g')]
    [InlineData("I", 'I')]
    [InlineData("#", '#')]
    public void Stored_years_keep_their_letters(string code, char letter) => Assert.Equal(letter, Marks.Code(code).Letter);

    [Theory]
    [InlineData("K"), InlineData("Q"), InlineData("C1"), InlineData("C2"), InlineData("J1"), InlineData("Y1"), InlineData("Y2")]
    [InlineData("Y3"), InlineData("Y4"), InlineData("Y5"), InlineData("Y6"), InlineData("Y7")]
    public void The_twelve_new_codes_begin_on_19_August_2024(string text)
    {
        Assert.False(Marks.Code(text).IsInForce(LastDayOfTheOldCodes));
        Assert.True(Marks.Code(text).IsInForce(FirstDayOfTheNewCodes));
    }

    [Theory]
    [InlineData("H"), InlineData("J"), InlineData("Y")]
    public void The_withdrawn_codes_end_on_18_August_2024(string text)
    {
        Assert.True(Marks.Code(text).IsInForce(LastDayOfTheOldCodes));
        Assert.False(Marks.Code(text).IsInForce(FirstDayOfTheNewCodes));
    }

    [Fact]
    public void All_other_codes_are_in_force_on_both_sides()
    {
        string[] dated = ["K", "Q", "C1", "C2", "J1", "Y1", "Y2", "Y3", "Y4", "Y5", "Y6", "Y7", "H", "J", "Y"];

        Assert.All(
            NationalCodes.All.Where(code => !dated.Contains(code.Text)),
            code => Assert.True(code.IsInForce(LastDayOfTheOldCodes) && code.IsInForce(FirstDayOfTheNewCodes)));
    }

    [Fact]
    public void An_interview_was_attended_and_is_an_absence_now()
    {
        Assert.True(Marks.Code("J").IsAttended);
        Assert.True(Marks.Code("J1").IsAbsent);
    }

    [Fact]
    public void A_code_is_attended_or_absent_or_not_possible() =>
        Assert.All(
            NationalCodes.All, code => Assert.Equal(1, new[] { code.IsAttended, code.IsAbsent, !code.IsPossible }.Count(yes => yes)));

    private static string AsPublished(AttendanceCode code) =>
        string.Join(" | ", code.Text, code.Meaning, Published(code.Class), Published(code.FirstDay), Published(code.LastDay));

    private static string Published(CodeClass codeClass) => codeClass switch
    {
        CodeClass.Present => "present",
        CodeClass.Approved => "approved",
        CodeClass.Authorised => "authorised",
        CodeClass.Unauthorised => "unauthorised",
        CodeClass.NotPossible => "not_possible",
        _ => throw new ArgumentOutOfRangeException(nameof(codeClass)),
    };

    private static string Published(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
