using System.Globalization;
using System.Text.RegularExpressions;

namespace AttendanceFunctions.Tests.EndToEnd.Campaigns;

/// <summary>The fault campaign's figures in docs/reliability.md, a table of three columns, are those of docs/reliability.csv.</summary>
public sealed partial class ReliabilityDocumentTests
{
    [Fact]
    public void Every_figure_in_the_table_is_in_the_csv_file()
    {
        var rows = Row()
            .Matches(Embedded("docs/reliability.md"))
            .Select(row => string.Join(',', row.Value.Split('|')[1..^1].Select(Plain)));

        Assert.Empty(rows.Except(Embedded("docs/reliability.csv").Split('\n')));
        Assert.Contains("findings,0,", rows);
    }

    private static string Plain(string cell) =>
        int.TryParse(cell.Trim(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)
            ? number.ToString(CultureInfo.InvariantCulture)
            : cell.Trim().StartsWith("not ", StringComparison.Ordinal) ? "" : cell.Trim();

    private static string Embedded(string name)
    {
        using var reader = new StreamReader(typeof(ReliabilityDocumentTests).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"^\| [a-z][^|\n]*\|[^|\n]*\|[^|\n]*\|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
