using static AttendanceFunctions.Tests.Functions.Intake.Samples;

namespace AttendanceFunctions.Tests.Functions.Intake;

public class MarksRegisterTests
{
    private const string Header = "UPN,StartDate,Marks";
    private const string Week = "/\\/\\/\\/\\/\\";

    [Fact]
    public void Tokens_are_matched_longest_first_and_spaces_between_them_are_passed_over()
    {
        var file = ReadRegister(Header, $"{First},2025-09-08,\" / \\ C1CJ1 Y7-Qy1#\"");

        Assert.Equal(["/", "\\", "C1", "C", "J1", "Y7", "-", "Q", "Y1", "#"], file.Values.Select(mark => mark.Stated.Mark.ToString()));
    }

    [Fact]
    public void Marks_stand_for_sessions_of_school_days_over_weekends_and_closures()
    {
        // From Thursday 18 September; the 19th is a closure.
        var file = ReadRegister(Header, $"{First},2025-09-18,/\\II/");

        Assert.Equal(
            [
                $"{First} 2025-09-18 AM /", $"{First} 2025-09-18 PM \\", $"{First} 2025-09-22 AM I", $"{First} 2025-09-22 PM I",
                $"{First} 2025-09-23 AM /",
            ],
            Said(file));
    }

    [Fact]
    public void A_start_that_is_no_school_day_starts_at_the_next_one() =>
        Assert.Equal([$"{First} 2025-09-22 AM I"], Said(ReadRegister(Header, $"{First},2025-09-19,I")));

    [Fact]
    public void A_file_with_closures_on_every_day_without_school_is_read_by_the_calendar()
    {
        var file = ReadRegister(Header, $"{Second},2025-09-15,/\\", $"{First},2025-09-15,/\\/\\/\\/\\######II");

        Assert.Equal(18, file.Values.Count);
        Assert.Equal([$"{First} 2025-09-22 AM I", $"{First} 2025-09-22 PM I"], Said(file).TakeLast(2));
    }

    [Fact]
    public void A_file_with_closures_on_every_weekday_without_school_is_read_by_weekdays()
    {
        var file = ReadRegister(Header, $"{First},2025-09-15,/\\/\\/\\/\\##II");

        Assert.Equal([$"{First} 2025-09-22 AM I", $"{First} 2025-09-22 PM I"], Said(file).TakeLast(2));
    }

    [Fact]
    public void The_reading_is_decided_by_all_rows_together()
    {
        // Alone, the first row would be read by weekdays: its closure falls on the closed Friday.
        var file = ReadRegister(Header, $"{First},2025-09-15,/\\/\\/\\/\\##II", $"{Second},2025-09-15,/\\/\\/\\/\\/\\/\\");

        Assert.Equal([$"{First} 2025-09-23 AM I", $"{First} 2025-09-23 PM I"], Said(file).Skip(10).Take(2));
    }

    [Fact]
    public void Marks_that_run_past_the_night_are_rejected_where_closed_days_may_be_printed_as_no_mark()
    {
        // Two calendar weeks with weekends printed as no mark: as school days they run past their own Friday.
        var content = Utf8(Header, $"{First},2025-09-08,{Week}----{Week[..8]}", $"{Second},2025-09-08,{Week}");

        var file = Reader(new(2025, 9, 18)).ReadWhole(content);

        Assert.Equal(10, file.Values.Count);
        Assert.Contains(
            "one mark for each session (AM, PM) of a school day", Assert.Single(file.Rejections).Reason, StringComparison.Ordinal);
    }

    /// <summary>A day's file that is read early, such as the later ones of <c>night --from</c>: nothing would read it again.</summary>
    [Fact]
    public void Marks_after_the_night_are_planned()
    {
        var file = Reader(new(2025, 9, 9)).ReadWhole(Utf8(Header, $"{First},2025-09-11,CC", $"{Second},2025-09-08,{Week}"));

        Assert.Empty(file.Rejections);
        Assert.Equal([$"{First} 2025-09-11 AM C", $"{First} 2025-09-11 PM C"], Said(file).Take(2));
        Assert.Equal(12, file.Values.Count);
    }

    [Fact]
    public void Marks_after_the_night_go_on_over_closed_days_where_nothing_is_printed_on_these()
    {
        var file = Reader(new(2025, 9, 9)).ReadWhole(Utf8(Header, $"{First},2025-09-13,CC", $"{Second},2025-09-11,CCCCCC"));

        Assert.Equal([$"{First} 2025-09-15 AM C", $"{First} 2025-09-15 PM C"], Said(file).Take(2));
        Assert.Equal($"{Second} 2025-09-15 PM C", Said(file).Last());
    }

    [Fact]
    public void Marks_may_run_up_to_the_night() =>
        Assert.Equal(10, Reader(new(2025, 9, 12)).ReadWhole(Utf8(Header, $"{First},2025-09-08,{Week}")).Values.Count);

    [Fact]
    public void A_bad_token_rejects_its_row_with_its_place_and_leaves_the_reading_to_the_others()
    {
        var file = ReadRegister(Header, $"{First},2025-09-15,/\\/1", $"{Second},2025-09-15,/\\/\\/\\/\\######II");

        Assert.Contains("Marks, mark 4: \"1\" is not an attendance code", Assert.Single(file.Rejections).Reason, StringComparison.Ordinal);
        Assert.Contains($"{Second} 2025-09-22 AM I", Said(file));
    }

    [Fact]
    public void A_withdrawn_code_is_named_with_its_sessions()
    {
        var file = ReadRegister(Header, $"{First},2025-09-08,/HHHHH");

        Assert.Equal([$"{First} 2025-09-08 AM /"], Said(file));
        Assert.StartsWith(
            "The rest of the row was applied. H on 8 September 2025 PM, H on 9 September 2025 AM, H on 9 September 2025 PM and 2 more: "
                + "H was withdrawn",
            Assert.Single(file.Rejections).Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Codes_change_within_a_string()
    {
        var file = ReformReader()
            .ReadWhole(Utf8(Header, $"{First},2024-08-16,HHGG", $"{Second},2024-08-16,GGHH", $"{Third},2024-08-16,GGY1Y1"));

        Assert.Equal((2, 10), (file.RowsApplied, file.Values.Count));
        Assert.True(Assert.Single(file.Rejections).IsInPart);
    }

    [Theory]
    [InlineData("2025-08-31,/")]
    [InlineData("2027-09-01,/")]
    [InlineData("8 Sept,/")]
    public void A_start_outside_the_year_or_unreadable_rejects_the_row(string cells) =>
        Assert.Contains("StartDate", OnlyReason(ReadRegister(Header, $"{First},{cells}")), StringComparison.Ordinal);

    [Fact]
    public void More_marks_than_a_year_has_reject_the_row() =>
        Assert.Contains(
            "733 marks", OnlyReason(ReadRegister(Header, $"{First},2025-09-03,{new string('#', 733)}")), StringComparison.Ordinal);

    [Fact]
    public void An_empty_string_states_nothing() => Assert.Equal(1, ReadRegister(Header, $"{First},2025-09-08,").RowsApplied);
}
