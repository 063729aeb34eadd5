using Azure;
using Azure.Storage.Blobs.Models;

namespace AttendanceFunctions.Functions.Letters;

/// <summary>The templates of a school's letters on a night.</summary>
/// <param name="ByKind">The template of each letter that is to be made.</param>
/// <param name="LocalForms">The letters whose template is one for the school's local authority.</param>
/// <param name="Refusals">Files that could not be used.</param>
public sealed record ChosenTemplates(
    IReadOnlyDictionary<LetterKind, LetterTemplate> ByKind, IReadOnlySet<LetterKind> LocalForms, IReadOnlyList<TemplateRefusal> Refusals);

/// <summary>
/// Finds the template of each letter: settings/letters/{local authority}/{letter}.docx, else settings/letters/{letter}.docx, else
/// the built-in one. Where a file cannot be used, the worklist says so and the next is used, because a letter that is not made is worse
/// (decision 0010).
/// </summary>
public sealed class LetterTemplates(TrustStorage storage)
{
    public const string Folder = "letters/";

    private const string Extension = ".docx";

    /// <summary>Reads what a school's night needs, each file once.</summary>
    /// <param name="kinds">The letters that are to be made.</param>
    public async Task<ChosenTemplates> ChooseAsync(School school, IEnumerable<LetterKind> kinds, CancellationToken cancellationToken)
    {
        var files = await ListAsync(cancellationToken);
        var local = $"{Folder}{school.LocalAuthority}/";
        var refusals = files.Where(file => IsStray(file, local)).Select(Stray).ToList();
        var (chosen, localForms) = (new Dictionary<LetterKind, LetterTemplate>(), new HashSet<LetterKind>());
        foreach (var kind in kinds.Distinct().Order())
        {
            var own = await FindAsync(kind, Named(files, local, kind), refusals, cancellationToken);
            if (own is not null)
            {
                localForms.Add(kind);
            }

            chosen[kind] = own ?? await FindAsync(kind, Named(files, Folder, kind), refusals, cancellationToken) ?? BuiltInLetters.Of(kind);
        }

        return new(chosen, localForms, refusals);
    }

    private async Task<List<(string Name, long Bytes)>> ListAsync(CancellationToken cancellationToken)
    {
        var files = new List<(string Name, long Bytes)>();
        var container = storage.Container(Containers.Settings);
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, Folder, cancellationToken))
        {
            files.Add((blob.Name, blob.Properties.ContentLength ?? 0));
        }

        return files;
    }

    // People write "milton keynes" as well as "Milton Keynes".
    private static IEnumerable<(string Name, long Bytes)> Named(List<(string Name, long Bytes)> files, string folder, LetterKind kind) =>
        files.Where(file => file.Name.Equals($"{folder}{kind.NameOf()}{Extension}", StringComparison.OrdinalIgnoreCase)).Take(1);

    private async Task<LetterTemplate?> FindAsync(
        LetterKind kind, IEnumerable<(string Name, long Bytes)> named, List<TemplateRefusal> refusals, CancellationToken cancellationToken)
    {
        foreach (var (name, bytes) in named)
        {
            var read = bytes > TemplateReader.MostBytes
                ? TemplateReader.TooBig(bytes)
                : TemplateReader.Read(await DownloadAsync(name, cancellationToken), kind);
            switch (read)
            {
                case Checked<LetterTemplate>.Valid template:
                    return template.Value;
                case Checked<LetterTemplate>.Invalid template:
                    refusals.Add(new($"{Containers.Settings}/{name}", template.Faults));
                    break;
            }
        }

        return null;
    }

    private async Task<byte[]> DownloadAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var blob = storage.Container(Containers.Settings).GetBlobClient(name);
            return (await blob.DownloadContentAsync(cancellationToken)).Value.Content.ToArray();
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            // Deleted since it was listed; an empty file is refused because it is not a Word document.
            return [];
        }
    }

    /// <summary>Whether a file that would be a template of this school has a name that no letter has.</summary>
    private static bool IsStray((string Name, long Bytes) file, string local)
    {
        var folder = file.Name.StartsWith(local, StringComparison.OrdinalIgnoreCase) ? local : Folder;
        var name = file.Name[folder.Length..];
        return !name.Contains('/', StringComparison.Ordinal)
            && !LetterKinds.ByName.Keys.Any(kind => name.Equals($"{kind}{Extension}", StringComparison.OrdinalIgnoreCase));
    }

    private static TemplateRefusal Stray((string Name, long Bytes) file) => new(
        $"{Containers.Settings}/{file.Name}",
        [new("file", $"no letter has this name; a template has the name of its letter and {Extension}: "
            + $"{string.Join(", ", LetterKinds.ByName.Keys)}.")]);
}
