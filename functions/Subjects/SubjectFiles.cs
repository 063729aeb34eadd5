using System.Collections.Concurrent;
using AttendanceFunctions.Functions.Documents;
using AttendanceFunctions.Functions.Summaries;
using Azure;
using Azure.Storage.Blobs.Models;

namespace AttendanceFunctions.Functions.Subjects;

/// <summary>Finds the files with data about a pupil, and their rows about that pupil.</summary>
public sealed class SubjectFiles(TrustStorage storage)
{
    /// <summary>How many files are read at the same time; a school has several thousand.</summary>
    private const int AtOnce = 8;

    private static readonly string[] FirstNames = ["FORENAME", "PREFERREDNAME"];

    /// <summary>The containers with data about pupils.</summary>
    public static IReadOnlyList<string> Searched { get; } =
    [
        Containers.Registers, Containers.Rosters, Containers.Decisions, Containers.Summaries, Containers.Worklists, Containers.Letters,
        Containers.Rejected,
    ];

    /// <summary>All files with data about the pupil, in the order of containers and names.</summary>
    /// <param name="names">The pupil's names known so far; names beside the UPN in a file are added to them.</param>
    internal async Task<IReadOnlyList<HeldFile>> FindAsync(
        Subject subject, IEnumerable<NameOfSubject> names, CancellationToken cancellationToken)
    {
        var match = new SubjectMatch(subject);
        var (found, byName) = (new ConcurrentBag<HeldFile>(), new ConcurrentBag<(HeldFile File, byte[] Content)>());
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        foreach (var container in Searched)
        {
            var blobs = container switch
            {
                Containers.Summaries => await ListSummariesAsync(subject, cancellationToken),
                Containers.Rosters => await ListAsync(container, $"{subject.School}.", cancellationToken),
                _ => await ListAsync(container, $"{subject.School}/", cancellationToken),
            };
            await Parallel.ForEachAsync(blobs, parallel, async (name, token) =>
            {
                var (file, content) = await ReadAsync(container, name, match, token);
                if (file.Form == HeldForm.Letter || file.Rows.Count > 0
                    || (file.Form == HeldForm.Unreadable && OfficeArchive.TextsOf(content).Any(match.Mentions)))
                {
                    found.Add(file);
                }
                else if (SubjectSheet.Open(container, name, content, match) is { } sheet && SubjectMatch.IsByName(sheet.Header))
                {
                    byName.Add((file, content));
                }
            });
        }

        // Files without UPNs are searched last, when all names are known.
        var all = new SubjectMatch(subject) { Names = names.Concat(found.SelectMany(NamesIn)).ToHashSet() };
        var named = byName
            .Select(sheet => Describe(sheet.File.Container, sheet.File.Name, sheet.File.ETag, sheet.Content, all))
            .Where(file => file.Rows.Count > 0);
        var files = found.Concat(named);
        return [.. files.OrderBy(file => file.Container, StringComparer.Ordinal).ThenBy(file => file.Name, StringComparer.Ordinal)];
    }

    /// <summary>The pupil's names in a file's rows.</summary>
    internal static IEnumerable<NameOfSubject> NamesIn(HeldFile file)
    {
        var places = file.Columns.Select((name, index) => (Name: Plain(name), index))
            .DistinctBy(column => column.Name)
            .ToDictionary(column => column.Name, column => column.index, StringComparer.Ordinal);
        string? Cell(IReadOnlyList<string> row, string column) =>
            places.TryGetValue(column, out var place) ? row.ElementAtOrDefault(place) : null;

        return from row in file.Rows
               from column in FirstNames
               let surname = Cell(row, "SURNAME")
               let forename = Cell(row, column)
               where !string.IsNullOrEmpty(surname) && !string.IsNullOrEmpty(forename)
               select new NameOfSubject(surname, forename);
    }

    private static string Plain(string column) =>
        column.Replace(" ", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();

    private async Task<(HeldFile File, byte[] Content)> ReadAsync(
        string container, string name, SubjectMatch match, CancellationToken cancellationToken)
    {
        HeldFile WithoutRows(HeldForm form) => new(container, name, ETag.All, form, [], []);
        if (match.IsLetter(name) && container == Containers.Letters)
        {
            return (WithoutRows(HeldForm.Letter), []);
        }

        // Every other file that the product writes says what the CSV file beside it says, and goes with it.
        if (!name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
            && container is Containers.Letters or Containers.Summaries or Containers.Worklists)
        {
            return (WithoutRows(HeldForm.Rows), []);
        }

        try
        {
            BlobDownloadResult blob = await storage.Container(container).GetBlobClient(name).DownloadContentAsync(cancellationToken);
            var content = blob.Content.ToArray();
            return (Describe(container, name, blob.Details.ETag, content, match), content);
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            return (WithoutRows(HeldForm.Rows), []);
        }
    }

    private static HeldFile Describe(string container, string name, ETag version, byte[] content, SubjectMatch match)
    {
        if (SubjectSheet.Open(container, name, content, match) is not { } sheet)
        {
            return new(container, name, version, HeldForm.Unreadable, [], []);
        }

        var mine = sheet.Mine;
        return new(container, name, version, HeldForm.Rows, mine.Count > 0 ? sheet.Header.Names : [], mine);
    }

    // Other schools' summaries are skipped: each is about its own school only, and a trust makes thousands of files a night.
    private async Task<List<string>> ListSummariesAsync(Subject subject, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        foreach (var night in (await ListFolderAsync("", cancellationToken)).Where(entry => entry.IsPrefix))
        {
            var entries = await ListFolderAsync(night.Prefix, cancellationToken);
            names.AddRange(entries.Where(entry => entry.IsBlob).Select(entry => entry.Blob.Name));
            var ofSchool = $"{night.Prefix}{SummaryFolder.Schools}/{subject.School}/";
            names.AddRange(await ListAsync(Containers.Summaries, ofSchool, cancellationToken));
        }

        return names;
    }

    private async Task<List<BlobHierarchyItem>> ListFolderAsync(string folder, CancellationToken cancellationToken) =>
        await storage.Container(Containers.Summaries)
            .GetBlobsByHierarchyAsync(BlobTraits.None, BlobStates.None, "/", folder, cancellationToken).ToListAsync(cancellationToken);

    private async Task<List<string>> ListAsync(string container, string prefix, CancellationToken cancellationToken) =>
        await storage.Container(container).GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellationToken)
            .Select(blob => blob.Name).ToListAsync(cancellationToken);
}
