using System.Text;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;
using static AttendanceFunctions.Tests.Functions.Intake.Samples;

namespace AttendanceFunctions.Tests.Functions.Intake;

/// <summary>What is within a bound is read; what is over it is refused in a sentence.</summary>
public sealed class BoundsTests(AzuriteFixture azurite)
{
    private const string Header = "UPN,Date,Session,Code";

    private const string Row = $"{First},2025-09-08,AM,/";

    [Fact]
    public async Task A_file_with_too_many_bytes_is_refused_without_being_read_and_said_once()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Registers.AnyCoverage);
        await trust.PutRosterAsync(["A1"]);
        await trust.PutRegisterAsync("a.csv", Registers.Day(["A1"], "2025-09-25"));
        await trust.NightAsync("2025-09-25");
        await trust.PutAsync(Containers.Rosters, Registers.Roster, Registers.RosterOf(["A1"]) + new string('x', Bounds.Roster.Bytes));

        await trust.NightAsync("2025-09-26");

        const string reason = "The roster has 8.0 MB and no more than 8 MB are read: export the pupils of this school year alone.";
        var entry = (await trust.IntakeAsync())["rosters/141234.csv"];
        Assert.Equal((IntakeOutcome.Rejected, reason), (entry.Outcome, entry.Reason));
        Assert.Contains(reason, await trust.RejectedAsync("roster.csv"), StringComparison.Ordinal);
        Assert.Single(await trust.WorklistAsync("2025-09-26"), row => row["What"].EndsWith(reason, StringComparison.Ordinal));
        await trust.NightAsync("2025-09-29");
        Assert.DoesNotContain(await trust.WorklistAsync("2025-09-29"), row => row["What"].EndsWith(reason, StringComparison.Ordinal));
        Assert.Equal("//", await trust.MarksAsync("A1", "2025-09-25"));
    }

    [Fact]
    public void A_size_is_refused_above_its_bound()
    {
        Assert.Null(Bounds.Register.RefusalOfSize(Bounds.Register.Bytes));
        Assert.Equal(
            "The register has 31.5 MB and no more than 16 MB are read: send it in parts, such as a file for each half term.",
            Bounds.Register.RefusalOfSize(33_030_144));
    }

    [Fact]
    public void A_file_has_at_most_as_many_lines_as_its_bound_allows()
    {
        Assert.Equal(9_999, Valid(RosterReader.Read(Lines("UPN,Forename,Surname,YearGroup", 9_999), Night)).Rows);
        Assert.Equal(
            "The roster has 10,001 lines and no more than 10,000 are read: export the pupils of this school year alone.",
            Rejected(RosterReader.Read(Lines("UPN,Forename,Surname,YearGroup", 10_000), Night)).Reason);
        Assert.Contains(
            "20,001 lines",
            Rejected(DecisionReader.Read("monday.csv", new(Lines("School,UPN", 20_000), Uploader: null))).Reason,
            StringComparison.Ordinal);
        Assert.Contains("250,001 lines", Rejected(Reader().Read(Lines(Header, 250_000))).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_has_at_most_256_columns()
    {
        Assert.Equal(0, ReadRegister(Header + string.Concat(Enumerable.Repeat(",x", 252))).Rows);
        Assert.StartsWith(
            "The header has more than 256 columns", RejectedReason(Header + string.Concat(Enumerable.Repeat(",x", 253))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_with_more_cells_than_any_file_has_is_returned_shortened()
    {
        var file = ReadRegister(Header, Row + new string(',', 60_000) + "x", Row);

        Assert.Equal(1, file.RowsApplied);
        Assert.StartsWith("The row has more than 256 cells", Assert.Single(file.Rejections).Reason, StringComparison.Ordinal);
        Assert.InRange(RejectedCsv.Write(file)!.Length, 0, 10_000);
    }

    [Fact]
    public void A_cell_has_at_most_4000_characters()
    {
        var header = Header + ",Comment";

        Assert.Equal(1, ReadRegister(header, $"{Row},{new string('x', 4_000)}").RowsApplied);
        Assert.Equal(
            "A cell has 4,001 characters and no more than 4,000 are read: shorten it.",
            OnlyReason(ReadRegister(header, $"{Row},{new string('x', 4_001)}")));
    }

    [Fact]
    public void A_row_goes_over_at_most_20_lines()
    {
        var header = Header + ",Comment";
        string Comment(int lines) => $"{Row},\"{string.Join('\n', Enumerable.Repeat("x", lines))}\"";

        Assert.Equal((1, 1), (ReadRegister(header, Comment(20)).Rows, ReadRegister(header, Comment(20)).RowsApplied));
        var file = ReadRegister(header, Comment(21), $"{Row},");
        Assert.Contains("quotation mark", file.Rejections[0].Reason, StringComparison.Ordinal);
        Assert.Equal(1, file.RowsApplied);
    }

    [Fact]
    public void A_register_states_at_most_1500000_marks()
    {
        string Marks(int rows) => string.Concat(Enumerable.Repeat($"{First},2025-09-03,{new string('-', 100)}\n", rows));
        Checked<ReadFile<PupilMark>> Read(int rows) => Reader().Read(Encoding.UTF8.GetBytes("UPN,StartDate,Marks\n" + Marks(rows)));

        Assert.Equal(1_500_000, Valid(Read(15_000)).Values.Count);
        Assert.Equal(
            "The register states more than 1,500,000 marks, and no more are read: send it in parts, such as a file for each half term.",
            Rejected(Read(15_001)).Reason);
    }

    [Fact]
    public void Rows_beyond_the_first_5000_are_returned_as_a_count()
    {
        var file = ReadRegister([Header, .. Enumerable.Repeat("x,y,z,QQ", 6_000)]);
        var returned = RejectedCsvTests.Parse(RejectedCsv.Write(file)!);

        Assert.Equal((6_000, 6_000), (file.Rows, file.Rejections.Count));
        Assert.Equal(1 + 5_000 + 1, returned.Count);
        Assert.Equal("5002", returned[^1][0]);
        Assert.StartsWith("From this line to line 6001, 1,000 rows could not be applied either", returned[^1][1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5_000)]
    [InlineData(5_001)]
    public void Unknown_pupils_are_counted_in_rows_that_are_not_repeated_too(int rows) =>
        Assert.Equal(rows, ReadRegister([Header, .. Enumerable.Repeat("Z999,2025-09-08,AM,/", rows)]).UnknownPupils);

    private static byte[] Lines(string header, int rows) => Encoding.UTF8.GetBytes(header + string.Concat(Enumerable.Repeat("\nx", rows)));
}
