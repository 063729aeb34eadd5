using System.Globalization;
using AttendanceFunctions.Local.Host.Files;
using CsvHelper;

namespace AttendanceFunctions.Local.Host.Commands;

/// <summary>Reads a night's summary as table rows: one for each school, then one for the trust.</summary>
internal static class SummaryTable
{
    private static readonly (string Column, string Heading)[] Shown =
    [
        ("name", "School"), ("pupils", "Pupils"), ("percent", "Attendance %"),
        ("persistent_absence", "PA"), ("severe_absence", "SA"), ("too_early", "Too early"),
    ];

    /// <summary>Reads the rows; the first row contains the headings.</summary>
    /// <exception cref="UserErrorException">The night has no summary.</exception>
    public static async Task<IReadOnlyList<IReadOnlyList<string>>> ReadAsync(
        OutputFolder output, DateOnly night, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(output.Path, "summaries", night.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        List<IReadOnlyList<string>> rows = [[.. Shown.Select(shown => shown.Heading)]];
        foreach (var file in new[] { "schools.csv", "trust.csv" })
        {
            rows.AddRange(await RowsAsync(Path.Combine(folder, file), cancellationToken));
        }

        return rows;
    }

    private static async Task<IReadOnlyList<IReadOnlyList<string>>> RowsAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            throw new UserErrorException($"The night did not write {path}.");
        }

        using var csv = CsvReader.FromText(await File.ReadAllTextAsync(path, cancellationToken), new());
        var rows = new List<IReadOnlyList<string>>();
        while (csv.Read())
        {
            rows.Add([.. Shown.Select(shown => csv.GetString(shown.Column))]);
        }

        return rows;
    }
}
