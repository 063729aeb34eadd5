using AttendanceFunctions.Domain.Summaries.Figures;
using Azure;
using Azure.Storage.Blobs.Models;

namespace AttendanceFunctions.Functions.Summaries;

/// <summary>A file that a school prints or copies from.</summary>
/// <param name="Night">The night that ended the period.</param>
/// <param name="Name">Its name, one of <see cref="SchoolPrints.All"/>.</param>
public sealed record SchoolPrint(DateOnly Night, PeriodKind Period, string Name)
{
    /// <summary>Its word in an address, which says nothing about a child: week-class-sheets.</summary>
    public string Word => WordOf(Period, Name);

    internal static string WordOf(PeriodKind period, string name) =>
        $"{period.Describe().Replace(' ', '-')}-{Path.GetFileNameWithoutExtension(name)}";
}

/// <summary>What a school prints, as people find it: by the night that ended the week, half term or term.</summary>
public sealed class PrintFolder(TrustStorage storage)
{
    /// <summary>How far back prints are listed, in days: a term and the holiday before it.</summary>
    private const int DaysBack = 120;

    private static readonly PeriodKind[] Periods = [PeriodKind.Week, PeriodKind.HalfTerm, PeriodKind.Term];

    /// <summary>The prints of the last weeks, half terms and terms, the newest first.</summary>
    public async Task<IReadOnlyList<SchoolPrint>> ReadAsync(
        Trust trust, SchoolId school, DateOnly today, CancellationToken cancellationToken)
    {
        var (calendar, found) = (TrustCalendar.Of(trust), new List<SchoolPrint>());
        for (var night = today; night > today.AddDays(-DaysBack); night = night.AddDays(-1))
        {
            if (calendar.PeriodsOf(night).Count > 1)
            {
                found.AddRange(await ReadAsync(school, night, cancellationToken));
            }
        }

        return found;
    }

    /// <summary>The content of a print; null if it is not there, or the word names none.</summary>
    /// <param name="word">The word of the address (<see cref="SchoolPrint.Word"/>).</param>
    public async Task<(SchoolPrint Print, BinaryData Content, string Type)?> DownloadAsync(
        SchoolId school, DateOnly night, string word, CancellationToken cancellationToken)
    {
        var named = from period in Periods
                    from name in SchoolPrints.All
                    where SchoolPrint.WordOf(period, name) == word
                    select new SchoolPrint(night, period, name);
        if (named.FirstOrDefault() is not { } print)
        {
            return null;
        }

        try
        {
            var path = $"{SummaryFolder.OfSchool(night, school, print.Period)}/{print.Name}";
            BlobDownloadResult blob = await storage.Container(Containers.Summaries).GetBlobClient(path)
                .DownloadContentAsync(cancellationToken);
            return (print, blob.Content, blob.Details.ContentType);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<SchoolPrint>> ReadAsync(SchoolId school, DateOnly night, CancellationToken cancellationToken)
    {
        var folder = $"{SummaryFolder.OfSchool(night, school, PeriodKind.Year)}/";
        var there = await storage.Container(Containers.Summaries)
            .GetBlobsAsync(BlobTraits.None, BlobStates.None, folder, cancellationToken)
            .Select(blob => blob.Name).ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
        return
        [
            .. from period in Periods
               from name in SchoolPrints.All
               where there.Contains($"{SummaryFolder.OfSchool(night, school, period)}/{name}")
               select new SchoolPrint(night, period, name),
        ];
    }
}
