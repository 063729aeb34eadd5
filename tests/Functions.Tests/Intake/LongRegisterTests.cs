using System.Text;
using AttendanceFunctions.Domain.Registers;
using static AttendanceFunctions.Tests.Functions.Intake.Samples;

namespace AttendanceFunctions.Tests.Functions.Intake;

public class LongRegisterTests
{
    private const string Header = "UPN,Date,Session,Code,MinutesLate,Comment";

    [Fact]
    public void A_row_states_one_mark()
    {
        var file = ReadRegister(Header, $"{First},2025-09-08,AM,/,,", $"{Second},08/09/2025,pm,L,12,bus");

        Assert.Equal([$"{First} 2025-09-08 AM /", $"{Second} 2025-09-08 PM L"], Said(file));
        Assert.Equal((2, 2, 0), (file.Rows, file.RowsApplied, file.UnknownPupils));
        Assert.Equal(Header, file.Header);
    }

    [Fact]
    public void Minutes_stand_beside_late_marks_alone()
    {
        var file = ReadRegister(
            Header,
            $"{First},2025-09-08,AM,L,12,",
            $"{First},2025-09-08,PM,U,45,",
            $"{Second},2025-09-08,AM,/,9,",
            $"{Second},2025-09-08,PM,L,,");

        Assert.Equal([12, 45, 0, 0], file.Values.Select(mark => mark.Stated.MinutesLate));
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("361")]
    [InlineData("a while")]
    [InlineData("1.5")]
    public void Minutes_that_cannot_be_read_come_back_and_the_mark_is_applied(string minutes)
    {
        var file = ReadRegister(Header, $"{First},2025-09-08,AM,L,{minutes},");

        Assert.Equal([$"{First} 2025-09-08 AM L"], Said(file));
        Assert.Equal(
            $"The rest of the row was applied. MinutesLate: \"{minutes}\" is not a whole number of minutes from 0 to 360: correct it, or "
                + "leave it empty.",
            Assert.Single(file.Rejections).Reason);
    }

    [Fact]
    public void Headers_are_matched_without_case_spaces_or_underscores_and_in_any_order()
    {
        var file = ReadRegister("Pupil Name, code ,SESSION,_date_,u p n", $"Somebody,I,AM,2025-09-08,{First}");

        Assert.Equal([$"{First} 2025-09-08 AM I"], Said(file));
    }

    [Theory]
    [InlineData("2025-09-08T00:00:00")]
    [InlineData("08/09/2025 00:00:00")]
    [InlineData("08/09/2025 00:00")]
    public void Midnight_after_a_date_does_no_harm(string date) =>
        Assert.Equal([$"{First} 2025-09-08 AM I"], Said(ReadRegister(Header, $"{First},{date},AM,I,,")));

    [Fact]
    public void Padded_cells_are_trimmed_and_codes_read_in_either_case() =>
        Assert.Equal(
            [$"{First} 2025-09-08 AM C1"], Said(ReadRegister(Header, $"  {First.ToLowerInvariant()} , 2025-09-08 ,\"AM   \", c1 ,,")));

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Any_line_end_will_do_and_line_numbers_count_every_line(string lineEnd)
    {
        var text = string.Join(lineEnd, Header, "", $"{First},2025-09-08,AM,/,,\"fell", "down\"", $"{First},2025-09-08,PM,QQ,,");

        var file = Reader().ReadWhole(Encoding.UTF8.GetBytes(text));

        Assert.Equal([$"{First} 2025-09-08 AM /"], Said(file));
        Assert.Equal(5, Assert.Single(file.Rejections).Line);
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_header() =>
        Assert.Single(Reader().ReadWhole([0xEF, 0xBB, 0xBF, .. Utf8(Header, $"{First},2025-09-08,AM,/,,")]).Values);

    [Fact]
    public void Bytes_that_are_no_utf_8_are_windows_1252()
    {
        var bytes = Encoding.Latin1.GetBytes($"{Header}\n{First},2025-09-08,XX,/,,Zo\u00EB \u0093ill\u0094\n");

        Assert.Contains("Zo\u00EB \u201Cill\u201D", Assert.Single(Reader().ReadWhole(bytes).Rejections).Source, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(';')]
    [InlineData('\t')]
    public void Semicolons_and_tabs_separate_too(char separator) =>
        Assert.Single(
            Reader().ReadWhole(Utf8(Header.Replace(',', separator), $"{First},2025-09-08,AM,/,,".Replace(',', separator))).Values);

    [Fact]
    public void Every_code_in_force_is_read_as_itself()
    {
        var codes = NationalCodes.All.Where(code => code.IsInForce(new(2025, 9, 8))).ToList();

        var file = ReadRegister([Header, .. codes.Select(code => $"{First},2025-09-08,AM,{code},,")]);

        Assert.Equal(codes, file.Values.Select(mark => mark.Stated.Mark.Code));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public void An_empty_code_states_nothing_and_its_row_counts_as_applied(string code)
    {
        var file = ReadRegister(Header, $"{First},2025-09-08,AM,{code},,");

        Assert.Empty(file.Values);
        Assert.Equal(1, file.RowsApplied);
    }

    [Theory]
    [InlineData("-")]
    [InlineData("No mark")]
    public void A_missing_mark_clears(string code) =>
        Assert.Equal(Mark.Missing, Assert.Single(ReadRegister(Header, $"{First},2025-09-08,AM,{code},,").Values).Stated.Mark);

    [Fact]
    public void Of_two_rows_about_one_session_both_are_stated_in_their_order()
    {
        var file = ReadRegister(Header, $"{First},2025-09-08,AM,N,,", $"{First},2025-09-08,AM,I,,");

        Assert.Equal([$"{First} 2025-09-08 AM N", $"{First} 2025-09-08 AM I"], Said(file));
    }

    [Fact]
    public void A_row_is_rejected_once_with_all_of_its_faults()
    {
        var row = "A 1,31/09/2025,EV,QQ,,";

        var rejection = Assert.Single(ReadRegister(Header, row).Rejections);

        Assert.Equal((2, row), (rejection.Line, rejection.Source));
        Assert.Equal(
            "UPN \"A 1\" is not a pupil number: use up to 32 letters and digits. "
            + "Date \"31/09/2025\" is not a day: write it as 2025-09-08 or 08/09/2025. "
            + "Session \"EV\" is neither AM nor PM. "
            + "Code: \"QQ\" is not an attendance code: use a national code, or - where there is no mark.",
            rejection.Reason);
    }

    [Fact]
    public void A_pupil_who_is_not_on_the_roster_is_rejected_and_counted()
    {
        var file = ReadRegister(Header, "Z999,2025-09-08,AM,/,,", $"{First},2025-09-08,AM,QQ,,", $"{Second},2025-09-08,AM,/,,");

        Assert.Equal((3, 1, 1), (file.Rows, file.RowsApplied, file.UnknownPupils));
        Assert.Contains("Z999 is not on the school's roster", file.Rejections[0].Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2025-09-01", true)]
    [InlineData("2026-08-31", true)]
    [InlineData("2025-08-29", false)]
    [InlineData("2026-09-01", false)]
    public void A_date_belongs_to_the_school_year_from_1_September_to_31_August(string date, bool applied) =>
        Assert.Equal(applied ? 1 : 0, ReadRegister(Header, $"{First},{date},AM,/,,").RowsApplied);

    [Theory]
    [InlineData("#", true)]
    [InlineData("-", true)]
    [InlineData("", true)]
    [InlineData("/", false)]
    public void On_a_weekend_only_a_closure_or_no_mark_can_stand(string code, bool applied) =>
        Assert.Equal(applied ? 1 : 0, ReadRegister(Header, $"{First},2025-09-13,AM,{code},,").RowsApplied);

    [Fact]
    public void Marks_on_closed_weekdays_and_of_planned_leave_are_applied() =>
        Assert.Equal(2, ReadRegister(Header, $"{First},2025-09-19,AM,/,,", $"{First},2025-12-15,AM,C,,").Values.Count);

    [Theory]
    [InlineData("2024-08-16", "H", true)]
    [InlineData("2024-08-16", "J", true)]
    [InlineData("2024-08-16", "Y", true)]
    [InlineData("2024-08-16", "Y1", false)]
    [InlineData("2024-08-16", "K", false)]
    [InlineData("2024-08-19", "H", false)]
    [InlineData("2024-08-19", "J", false)]
    [InlineData("2024-08-19", "Y", false)]
    [InlineData("2024-08-19", "Y1", true)]
    [InlineData("2024-08-19", "K", true)]
    public void Codes_are_dated(string date, string code, bool applied) =>
        Assert.Equal(applied ? 1 : 0, ReformReader().ReadWhole(Utf8(Header, $"{First},{date},AM,{code},,")).RowsApplied);

    [Fact]
    public void A_withdrawn_code_is_told_its_successors() =>
        Assert.Equal(
            "Code: H was withdrawn on 19 August 2024; a holiday is C only as leave in exceptional circumstances, otherwise G.",
            OnlyReason(ReadRegister(Header, $"{First},2025-09-08,AM,H,,")));

    [Theory]
    [InlineData("A123456789012,2025-09-08,AM")]
    [InlineData("A123456789012,2025-09-08,AM,/,,late, and ill")]
    public void A_row_with_too_few_or_too_many_cells_is_rejected(string row) =>
        Assert.Contains("and the header 6 columns", OnlyReason(ReadRegister(Header, row)), StringComparison.Ordinal);

    [Fact]
    public void Empty_cells_beyond_the_header_and_blank_rows_do_no_harm() =>
        Assert.Equal(1, ReadRegister(Header, $"{First},2025-09-08,AM,/,,,,", ",,,,,", "").RowsApplied);

    [Fact]
    public void A_quotation_mark_that_is_never_closed_costs_its_own_row_only()
    {
        var file = ReadRegister(
            Header, $"{First},2025-09-08,AM,/,,\"ill", $"{First},2025-09-08,PM,\\,,", $"{Second},2025-09-08,AM,/,,\"dentist\"",
            $"{Second},2025-09-08,PM,\"C");

        Assert.Equal([$"{First} 2025-09-08 PM \\", $"{Second} 2025-09-08 AM /"], Said(file));
        Assert.Equal([2, 5], file.Rejections.Select(rejection => rejection.Line));
        Assert.Equal($"{First},2025-09-08,AM,/,,\"ill", file.Rejections[0].Source);
        Assert.All(file.Rejections, rejection => Assert.Contains("quotation mark", rejection.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void A_stray_quotation_mark_in_a_comment_does_no_harm() =>
        Assert.Single(ReadRegister(Header, $"{First},2025-09-08,AM,/,,hit by a 12\" ruler").Values);
}
