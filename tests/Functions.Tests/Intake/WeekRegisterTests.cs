using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Functions.Intake;
using static AttendanceFunctions.Tests.Functions.Intake.Samples;

namespace AttendanceFunctions.Tests.Functions.Intake;

public class WeekRegisterTests
{
    private const string Header = "UPN,WeekStarting,MonAM,MonPM,TueAM,TuePM,WedAM,WedPM,ThuAM,ThuPM,FriAM,FriPM";

    [Fact]
    public void A_row_states_the_ten_sessions_of_a_week()
    {
        var file = ReadRegister(Header, $"{First},08/09/2025,/,\\,L,\\,C1,C1,Y7,#,-,O");

        Assert.Equal(["/", "\\", "L", "\\", "C1", "C1", "Y7", "#", "-", "O"], file.Values.Select(mark => mark.Stated.Mark.ToString()));
        Assert.Equal(new Session(new(2025, 9, 8), HalfDay.AM), file.Values[0].Stated.Session);
        Assert.Equal(new Session(new(2025, 9, 12), HalfDay.PM), file.Values[9].Stated.Session);
    }

    [Fact]
    public void Any_of_the_ten_columns_will_do_and_an_empty_cell_states_nothing()
    {
        var file = ReadRegister("UPN,Week Starting,Tue PM,Mon AM", $"{First},2025-09-08,I,/", $"{Second},2025-09-08,,");

        Assert.Equal([$"{First} 2025-09-08 AM /", $"{First} 2025-09-09 PM I"], Said(file));
        Assert.Equal(2, file.RowsApplied);
    }

    [Fact]
    public void Bad_marks_come_back_and_every_place_is_named()
    {
        var file = ReadRegister(Header, $"{First},2025-09-08,H,H,H,H,H,QQ,/,\\,/,\\");

        var reason = Assert.Single(file.Rejections).Reason;
        Assert.Equal(4, file.Values.Count);
        Assert.StartsWith(
            "The rest of the row was applied. MonAM, MonPM, TueAM and 2 more: H was withdrawn on 19 August 2024", reason,
            StringComparison.Ordinal);
        Assert.Contains("WedPM: \"QQ\" is not an attendance code", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_week_starts_on_its_Monday() =>
        Assert.Contains(
            "9 September 2025 is a Tuesday",
            OnlyReason(ReadRegister(Header, $"{First},2025-09-09,/,\\,/,\\,/,\\,/,\\,/,\\")),
            StringComparison.Ordinal);

    [Fact]
    public void A_week_may_lap_over_the_edge_of_the_year_with_closed_days_only()
    {
        var reader = new RegisterReader(new(2026), Calendar, new(2026, 9, 4), Roster);

        var file = reader.ReadWhole(Utf8(
            Header, $"{First},2026-08-31,#,#,/,\\,/,\\,/,\\,/,\\", $"{First},2026-08-31,/,\\,/,\\,/,\\,/,\\,/,\\",
            $"{First},2026-08-24,#,#,#,#,#,#,#,#,#,#"));

        Assert.Equal(16, file.Values.Count);
        Assert.Contains(
            "MonAM, MonPM: 31 August 2026 is outside the school year 2026/27", file.Rejections[0].Reason, StringComparison.Ordinal);
        Assert.Contains("WeekStarting 24 August 2026 is outside the school year", file.Rejections[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_week_of_two_thousand_pupils_is_read_whole()
    {
        var upns = Enumerable.Range(0, 2000).Select(number => $"P{number:000000000000}").ToList();
        var reader = Reader() with { Roster = upns.Select(Upn.Parse).ToHashSet() };

        var file = reader.ReadWhole(Utf8([Header, .. upns.Select(upn => $"{upn},2025-09-08,/,\\,/,\\,I,I,/,\\,L,\\")]));

        Assert.Equal((2000, 2000, 20000), (file.Rows, file.RowsApplied, file.Values.Count));
    }
}
