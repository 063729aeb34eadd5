using AttendanceFunctions.Functions.Storage;
using Azure.Storage.Blobs;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>What goes back to a school: rejected/{school}/{file}.csv repeats each rejected row with its line and a reason in words.</summary>
public sealed class RejectedFiles(TrustStorage storehouse)
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

    /// <summary>
    /// Where a file comes back to, in the container: registers/141234/x.csv as 141234/x.csv, rosters/141234.csv as 141234/roster.csv,
    /// decisions/141234/x.csv as 141234/decisions-x.csv.
    /// </summary>
    public static string PathOf(string school, string name)
    {
        var file = name[(name.LastIndexOf('/') + 1)..];
        var path = name.StartsWith(Containers.Rosters + "/", StringComparison.Ordinal) ? "roster.csv"
            : name.StartsWith(Containers.Decisions + "/", StringComparison.Ordinal) ? "decisions-" + file
            : name[(name.IndexOf($"/{school}/", StringComparison.Ordinal) + school.Length + 2)..];
        return $"{school}/{path}{(path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? "" : ".csv")}";
    }

    private BlobClient Blob(string school, IncomingFile file) => storehouse.Container(Containers.Rejected).GetBlobClient(PathOf(school, file.Name));
}
