using System.Text;
using System.Text.RegularExpressions;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Tests.Functions.Support;
using static AttendanceFunctions.Tests.Functions.Intake.MisExports;
using static AttendanceFunctions.Tests.Functions.Intake.Samples;

namespace AttendanceFunctions.Tests.Functions.Intake;

/// <summary>Exports are taken in as systems make them, without a setting or with the one that the refusal proposes.</summary>
public sealed partial class MisExportTests
{
    private static readonly IReadOnlySet<Upn> Pupils = new[] { Zoe, Ben, Ada }.Select(Upn.Parse).ToHashSet();

    private static readonly string[] Marks =
    [
        $"{Zoe} 2025-09-08 AM / 0", $"{Zoe} 2025-09-08 PM \\ 0", $"{Ben} 2025-09-08 AM I 0", $"{Ben} 2025-09-08 PM I 0",
        $"{Ada} 2025-09-08 AM L 12", $"{Ada} 2025-09-08 PM \\ 0",
    ];

    public static TheoryData<int> RegisterNumbers => [.. Enumerable.Range(0, MisExports.Registers.Count)];

    public static TheoryData<int> RosterNumbers => [.. Enumerable.Range(0, Rosters.Count)];

    [Theory]
    [MemberData(nameof(RegisterNumbers))]
    public void A_register_of_each_system_is_read_without_a_setting(int number)
    {
        var export = MisExports.Registers[number];

        var file = Valid(ReaderOf().Read(export.Content));

        Assert.Empty(file.Rejections);
        Assert.Equal((export.Rows, export.Rows), (file.Rows, file.RowsApplied));
        Assert.Equal(Marks, Said(file));
        Assert.Equal(export.Others, file.Columns.Others);
    }

    [Theory]
    [MemberData(nameof(RosterNumbers))]
    public void A_roster_of_each_system_is_read_without_a_setting(int number)
    {
        var export = Rosters[number];

        var file = Valid(RosterReader.Read(export.Content, Night));

        Assert.Empty(file.Rejections);
        Assert.Empty(file.Remarks);
        Assert.Equal(export.Rows, file.RowsApplied);
        Assert.Equal([Zoe, Ben, Ada], file.Values.Select(pupil => $"{pupil.Upn}"));
        Assert.Equal(["Müller", "Hill", "O'Brien"], file.Values.Select(pupil => pupil.Surname));
        Assert.Equal(["4B", "4B", "4B"], file.Values.Select(pupil => pupil.Class));
        Assert.Equal([Sen.None, Sen.Support, Sen.Plan], file.Values.Select(pupil => pupil.Characteristics.Sen));
        Assert.Equal([false, false, true], file.Values.Select(pupil => pupil.Characteristics.LookedAfter));
        Assert.Equal([true, true, false], file.Values.Select(pupil => pupil.Contacts[0].HasParentalResponsibility));
        Assert.All(file.Values, pupil => Assert.Equal(11, pupil.Contacts[0].Mobile.Count(char.IsAsciiDigit)));
        Assert.Equal(export.Others, file.Columns.Others);
    }

    [Fact]
    public void Headings_that_nobody_knows_are_read_with_the_mapping_that_the_refusal_proposes()
    {
        var reason = Rejected(ReaderOf().Read(OwnHeadings.Content)).Reason;

        Assert.EndsWith(
            "If your system gives these columns other names, write \"columns\": { \"UPN\": \"Candidate\", \"Date\": \"When\", "
            + "\"Session\": \"Half\", \"Code\": \"Symbol\" } into settings/trust.json and send the file again.",
            reason, StringComparison.Ordinal);
        var columns = Pair().Matches(reason[reason.IndexOf('{', StringComparison.Ordinal)..])
            .ToDictionary(pair => pair.Groups[1].Value, pair => pair.Groups[2].Value, StringComparer.Ordinal);
        var file = Valid((ReaderOf() with { Columns = columns }).Read(OwnHeadings.Content));
        Assert.Equal((6, 0), (file.RowsApplied, file.Rejections.Count));
        Assert.Equal(Marks, Said(file));
    }

    [Fact]
    public void The_settings_give_a_heading_to_the_trust_and_another_one_to_a_school()
    {
        var trust = Settled(Sample.Settings(
            extra: "\"columns\": { \"UPN\": \"Candidate\", \"Code\": \"Symbol\" },",
            schools: ", " + Sample.School("141235", "Millstream Academy", ", \"columns\": { \"Code\": \"Sign\" }"))).Value.Trust;

        Assert.Equal(
            [("Code", "Symbol"), ("UPN", "Candidate"), ("Code", "Sign"), ("UPN", "Candidate")],
            trust.Schools.SelectMany(school => school.Columns.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                .Select(pair => (pair.Key, pair.Value)));
    }

    [Fact]
    public void A_column_that_is_none_is_a_remark_with_the_nearest()
    {
        var remark = Assert.Single(Settled(Sample.Settings(extra: "\"columns\": { \"UPNN\": \"Number\" },")).Remarks);

        Assert.Equal(
            ("settings/trust.json $.columns.UPNN", "is not a setting here and is ignored; do you mean \"UPN\"?"),
            (remark.Path, remark.Sentence));
    }

    [Fact]
    public void What_stands_above_the_header_and_below_the_rows_is_left_out_and_said_once()
    {
        var file = Valid(ReaderOf().Read(SimsWeek.Content));

        Assert.Equal(
            [
                "Left out: lines 1 to 2 above the header and lines 9 to 10 below the rows.",
                "2 marks had a comment in the cell, such as \"I (flu)\": the marks were read, and the comments left out.",
            ],
            file.Notes);
        Assert.Equal(
            ["Left out: lines 1 to 2 above the header and line 15 below the rows."], Valid(ReaderOf().Read(SimsSessions.Content)).Notes);
        Assert.Empty(Valid(ReaderOf().Read(WondeSessions.Content)).Notes);
    }

    [Theory]
    [InlineData("Report produced by J. Hill", 0)]
    [InlineData("Page 1 of 3", 0)]
    [InlineData("Total:,237", 0)]
    [InlineData("Total pupils,3,,", 0)]
    [InlineData("\nRiverside Primary School", 0)]
    [InlineData("Moss,Alex", 1)]
    [InlineData("Pageant", 1)]
    [InlineData(First, 1)]
    [InlineData(First + ",2025-09", 1)]
    [InlineData("Report,2025-09-08,AM,/", 1)]
    public void A_line_at_the_end_is_a_footer_only_if_no_row_can_end_like_that(string last, int returned)
    {
        var file = ReadRegister(["UPN,Date,Session,Code", $"{First},2025-09-08,AM,/", .. last.Split('\n')]);

        Assert.Equal((1, returned), (file.RowsApplied, file.Rejections.Count));
        Assert.Equal(returned == 0 ? 1 : 0, file.Notes.Count);
    }

    [Fact]
    public void A_line_like_a_footer_between_rows_comes_back()
    {
        var file = ReadRegister("UPN,Date,Session,Code", $"{First},2025-09-08,AM,/", "Page 1 of 2", $"{First},2025-09-08,PM,\\");

        Assert.Equal((2, 1), (file.RowsApplied, file.Rejections.Count));
    }

    [Fact]
    public void A_header_is_found_below_twenty_lines_and_not_below_more()
    {
        ReadFile<PupilMark>? Read(int above) => Reader().Read(Utf8(
            [.. Enumerable.Repeat("A title", above), "UPN,Date,Session,Code", $"{First},2025-09-08,AM,/"]))
            is Checked<ReadFile<PupilMark>>.Valid valid ? valid.Value : null;

        Assert.Equal(1, Read(20)?.RowsApplied);
        Assert.Null(Read(21));
    }

    [Fact]
    public void Every_heading_of_the_table_belongs_to_one_column_and_is_not_the_name_of_another()
    {
        var headings = Headings.Table.Select(row => Headings.Plain(row.Heading)).ToList();

        Assert.Equal(headings.Distinct(StringComparer.Ordinal), headings);
        Assert.Empty(Headings.Table.Select(row => Headings.Plain(row.Column)).Intersect(headings, StringComparer.Ordinal));
        Assert.All(Headings.Table, row => Assert.Contains(row.System, new[] { "SIMS", "Arbor", "Bromcom", "ScholarPack", "Wonde" }));
    }

    private static Checked<Settings>.Valid Settled(string trust) => Assert.IsType<Checked<Settings>.Valid>(
        SettingsReader.Read([new(SettingsReader.TrustFile, "1", Encoding.UTF8.GetBytes(trust))]));

    private static RegisterReader ReaderOf() => Reader() with { Roster = Pupils };

    private static IEnumerable<string> Said(ReadFile<PupilMark> file) => file.Values
        .OrderBy(mark => new[] { Zoe, Ben, Ada }.ToList().IndexOf($"{mark.Upn}"))
        .Select(mark => $"{mark.Upn} {mark.Stated.Session} {mark.Stated.Mark} {mark.Stated.MinutesLate}");

    [GeneratedRegex("\"([^\"]+)\": \"([^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Pair();
}
