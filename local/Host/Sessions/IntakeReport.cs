using System.Globalization;
using System.Text;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Storage;
using Azure;
using Azure.Storage.Blobs.Models;
using CsvHelper;

namespace AttendanceFunctions.Local.Host.Sessions;

/// <summary>Describes every file that was not applied completely: whether it was rejected or held, and why.</summary>
/// <param name="storage">The trust's storage.</param>
/// <param name="ledger">The intake ledger.</param>
internal sealed class IntakeReport(TrustStorage storage, IntakeLedger ledger)
{
    /// <summary>The maximum number of rejected rows to list for each file. The rejected file contains all of them.</summary>
    private const int MaxRows = 5;

    public async Task<IReadOnlyList<string>> DescribeAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        foreach (var (school, entry) in (await ledger.ReadAllAsync(cancellationToken))
            .OrderBy(row => row.Entry.Name, StringComparer.Ordinal))
        {
            switch (entry.Outcome)
            {
                case IntakeOutcome.Rejected:
                    lines.Add($"{entry.Name}, line 1: rejected. {entry.Reason}");
                    break;
                case IntakeOutcome.Held:
                    lines.Add($"{entry.Name}: held. {entry.Reason}");
                    break;
                case IntakeOutcome.Applied when entry is { RowsRejected: 0, RowsHeld: > 0 }:
                    lines.Add($"{entry.Name}: {entry.RowsApplied} of {entry.RowsRead} rows applied{Held(entry)}.");
                    break;
                case IntakeOutcome.Applied when entry.RowsRejected > 0:
                    lines.Add(
                        $"{entry.Name}: {entry.RowsApplied} of {entry.RowsRead} rows applied{Held(entry)}, {entry.RowsRejected} rejected; "
                        + $"see "
                        + $"{Containers.Rejected}/{RejectedFiles.PathOf(school, entry.Name)}.");
                    var rows = await RowsAsync(RejectedFiles.PathOf(school, entry.Name), cancellationToken);
                    lines.AddRange(rows.Take(MaxRows).Select(row => $"  line {row}"));
                    lines.AddRange(rows.Count > MaxRows ? [$"  … and {rows.Count - MaxRows} more in that file."] : Array.Empty<string>());
                    break;
            }
        }

        return lines;
    }

    private static string Held(IntakeEntry entry) =>
        entry.RowsHeld > 0 ? $", {entry.RowsHeld} kept for the next school year" : "";

    private async Task<List<string>> RowsAsync(string path, CancellationToken cancellationToken)
    {
        var rows = new List<string>();
        try
        {
            BlobDownloadResult blob = await storage.Container(Containers.Rejected)
                .GetBlobClient(path)
                .DownloadContentAsync(cancellationToken);
            using var csv = CsvReader.FromText(Encoding.UTF8.GetString(blob.Content).TrimStart('\uFEFF'), new());
            while (csv.Read())
            {
                rows.Add(string.Create(CultureInfo.InvariantCulture, $"{csv.GetString("Line")}: {csv.GetString("Reason")}"));
            }
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            rows.Add($"?: {path} no longer exists.");
        }

        return rows;
    }
}
