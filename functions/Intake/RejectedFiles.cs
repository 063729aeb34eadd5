using AttendanceFunctions.Functions.Storage;
using Azure.Storage.Blobs;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>What goes back to a school: rejected/{school}/{file}.csv repeats each rejected row with its line and a reason in words.</summary>
public sealed class RejectedFiles(Storehouse storehouse)
{
    /// <summary>Sends a whole file back.</summary>
    public Task SendBackAsync(string school, IncomingFile file, string reason, CancellationToken cancellationToken) =>
        UploadAsync(school, file, RejectedCsv.WriteWhole(reason), cancellationToken);

    /// <summary>Sends rows back; where there are none, takes back what an earlier version of the file had brought.</summary>
    public async Task SendBackAsync(string school, IncomingFile file, string header, IReadOnlyList<RejectedRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count > 0)
        {
            await UploadAsync(school, file, RejectedCsv.Write(header, rows), cancellationToken);
        }
        else
        {
            await Blob(school, file).DeleteIfExistsAsync(cancellationToken: cancellationToken);
        }
    }

    private async Task UploadAsync(string school, IncomingFile file, byte[] content, CancellationToken cancellationToken) =>
        await Blob(school, file).UploadAsync(BinaryData.FromBytes(content), overwrite: true, cancellationToken);

    // rosters/141234.csv comes back as rejected/141234/roster.csv, registers/141234/x.csv as rejected/141234/x.csv.
    private BlobClient Blob(string school, IncomingFile file)
    {
        var name = file.Container == Containers.Rosters ? "roster.csv" : file.Path.StartsWith($"{school}/", StringComparison.Ordinal) ? file.Path[(school.Length + 1)..] : file.Path;
        var prefix = file.Container == Containers.Decisions ? "decisions-" : "";
        return storehouse.Container(Containers.Rejected).GetBlobClient($"{school}/{prefix}{(name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? name : name + ".csv")}");
    }
}
