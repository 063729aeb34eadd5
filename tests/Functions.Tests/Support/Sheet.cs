using System.Globalization;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Summaries;

namespace AttendanceFunctions.Tests.Functions.Support;

/// <summary>An exported sheet, read back: rows of cells by their column's name.</summary>
public static class Sheet
{
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string text)
    {
        var lines = text.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(Cells).ToList();
        return [
            .. lines.Skip(1)
                .Select(cells => lines[0].Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal))
        ];
    }

    /// <summary>A worklist with further cells in the row of a key, as a program that decides writes it.</summary>
    public static string Fill(string text, string key, params (string Column, string Cell)[] filled)
    {
        var rows = Read(text).Select(row => row.ToDictionary()).ToList();
        foreach (var (column, cell) in filled)
        {
            foreach (var row in rows)
            {
                row[column] = row["Key"] == key ? cell : row.GetValueOrDefault(column, "");
            }
        }

        Assert.Single(rows, row => row["Key"] == key);

        IEnumerable<IEnumerable<string>> lines = [rows[0].Keys, .. rows.Select(row => row.Values)];
        return string.Concat(lines.Select(cells => string.Join(',', cells.Select(Quote)) + "\r\n"));
    }

    public static async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>> PupilsAsync(
        this TestTrust trust, string night) =>
        Read(await trust.GetAsync(Containers.Summaries, $"{night}/{SummaryExport.PupilsFile}")).ToDictionary(row => row["upn"]);

    public static async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> WorklistAsync(this TestTrust trust, string night) =>
        Read(await trust.GetAsync(Containers.Worklists, $"{TestTrust.School}/{night}.csv"));

    public static int Number(this IReadOnlyDictionary<string, string> row, string column) =>
        int.Parse(row[column], CultureInfo.InvariantCulture);

    private static string Quote(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static List<string> Cells(string line)
    {
        var (cells, quoted) = (new List<string> { "" }, false);
        for (var index = 0; index < line.Length; index++)
        {
            var isQuote = line[index] == '"';
            if (isQuote && quoted && index + 1 < line.Length && line[index + 1] == '"')
            {
                cells[^1] += line[index++];
            }
            else if (isQuote)
            {
                quoted = !quoted;
            }
            else if (line[index] == ',' && !quoted)
            {
                cells.Add("");
            }
            else
            {
                cells[^1] += line[index];
            }
        }

        return cells;
    }
}
