using System.Text.RegularExpressions;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Summaries.Pages;
using AttendanceFunctions.Functions.Summaries.Tables;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Summaries.Tables;

/// <summary>Pages of sample schools, and what holds of every page.</summary>
internal static partial class SamplePages
{
    public const string Night = "2025-12-19";

    public static readonly Trust One = SampleSchool.TrustOf(Sample.Settings());

    public static readonly Trust Two = SampleSchool.TrustOf(Sample.Settings(schools: "," + Sample.School("999999", "Hilltop School")));

    public static readonly SampleSchool School = SampleSchool.Draw(One, "141234", 40, Night);

    public static void AssertSound(SummaryTable table)
    {
        Assert.Matches(TableName(), table.Name);
        Assert.InRange(table.Sheet.Length, 1, 31);
        Assert.All([table.Title, table.About], text => Assert.NotEqual("", text));
        Assert.All(table.Columns, column => Assert.Matches(ColumnName(), column.Name));
        Assert.All(table.Columns, column => Assert.InRange(column.Width, 6, 60));
        Assert.Equal(table.Columns.Select(column => column.Name).Distinct(), table.Columns.Select(column => column.Name));
        // A workbook's table has no two headings alike.
        Assert.Equal(
            table.Columns.Select(column => column.Heading).Distinct(StringComparer.OrdinalIgnoreCase),
            table.Columns.Select(column => column.Heading));
        Assert.All(table.Rows, row => Assert.Equal(table.Columns.Count, row.Cells.Count));
        Assert.All(table.Rows, row => Assert.NotEqual(CellKind.Empty, row.Cells[0].Kind));
        Assert.True(table.Rows.Count > 0 || table.WhenEmpty.Length > 0, table.Name);
        var charted = table.Chart?.Column ?? "";
        if (charted.Length > 0)
        {
            Assert.True(table.Rows.Count(row => !row.IsTotal && table.At(row, charted).Length > 0) > 1, table.Name);
        }
    }

    public static void AssertNothingToDraw(SummaryPage page)
    {
        Assert.All(page.Tables, AssertSound);
        Assert.All(page.Tables, table => Assert.Null(table.Chart));
        Assert.All(page.Glance, figure => Assert.NotEqual("", figure.Beside));
    }

    public static string TextOf(SummaryPage page) =>
        string.Join(
            '\n', page.Tables.Select(TextOf).Concat(page.Glance.Select(figure => $"{figure.Name} {figure.Value.Content} {figure.Beside}")));

    public static string TextOf(SummaryTable table) =>
        string.Join('\n', table.Rows.SelectMany(row => row.Cells).Select(cell => cell.Content).Append(table.About));

    public static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>So many pupils with so many sessions each, from 1 September on.</summary>
    public static SampleSchool Pupils(
        int count, int present, int absent, Func<RawPupil, int, RawPupil>? change = null, Trust? trust = null, string id = "141234") =>
        SampleSchool.Draw(trust ?? One, id, count, Night).Changed((raw, number) => (change ?? ((same, _) => same))(
            raw with
            {
                Marks = Marks(present, absent),
                Pupil = raw.Pupil with { YearGroup = "1", Class = "4A", Characteristics = new(Sen.None, false, false, false, false) },
            }, number));

    public static IReadOnlyList<RawMark> Marks(int present, int absent) =>
    [
        .. One.Schools[0].Calendar.SchoolDaysFrom(new(2025, 9, 1)).SelectMany(day => new[] { (day, HalfDay.AM), (day, HalfDay.PM) })
            .Take(present + absent).Select((session, place) => new RawMark(session.Item1, session.Item2, place < absent ? "I" : "/", 0)),
    ];

    public static IReadOnlyList<RawMark> Week(string code) =>
        [.. One.Schools[0].Calendar.SchoolDaysOfWeek(new(2025, 12, 19)).Select(day => new RawMark(day, HalfDay.AM, code, 0))];

    public static Task<TrustSums> SumsAsync(Trust trust, params SampleSchool[] schools) => TrustSums.OfAsync(
        trust, schools.Select(school => school.Row()).ToAsyncEnumerable(), TestContext.Current.CancellationToken);

    public static async Task<SummaryPage> PageAsync(Trust trust, PeriodKind kind, params SampleSchool[] schools) =>
        TrustPage.Of(trust, schools[0].Period(kind), await SumsAsync(trust, schools), []);

    public static SummaryPage PageOf(SampleSchool school, PeriodKind kind) =>
        SchoolPage.Of(school.School, school.Period(kind), school.Row(), school.Pupils, []);

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$")]
    private static partial Regex TableName();

    [GeneratedRegex("^[a-z]+(_[a-z]+)*$")]
    private static partial Regex ColumnName();
}
