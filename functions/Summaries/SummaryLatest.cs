using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Summaries.Pages;

namespace AttendanceFunctions.Functions.Summaries;

/// <summary>summaries/latest/: copies of the newest night's files, in one place that does not change, for whatever reads them every day.</summary>
public sealed class SummaryLatest(SummaryFolder folder)
{
    /// <summary>The file that says of which night the others are.</summary>
    public const string NightFile = "night.txt";

    /// <summary>Puts a night's files there, unless those of a later night are: an older one that is made again is not the newest for it.</summary>
    public async Task WriteAsync(DateOnly night, IReadOnlyCollection<SummaryFile> files, CancellationToken cancellationToken)
    {
        var newest = (await folder.ReadAsync($"{SummaryFolder.Latest}/{NightFile}", cancellationToken)).Trim();
        if (string.CompareOrdinal(newest, TableKeys.Of(night)) <= 0)
        {
            await folder.ReplaceAsync(SummaryFolder.Latest, [.. files, SummaryFile.Text(NightFile, TableKeys.Of(night) + "\n")], cancellationToken);
        }
    }
}
