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
    public async Task<ChosenTemplates> ChooseAsync(School school, IEnumerable<LetterKind> kinds, CancellationToken cancellationToken)
    {
        var files = await storage.Container(Containers.Settings)
            .GetBlobsAsync(BlobTraits.None, BlobStates.None, Folder, cancellationToken).ToListAsync(cancellationToken);
        var local = $"{Folder}{school.LocalAuthority}/";
        var refusals = files.Select(file => file.Name).Where(name => IsStray(name, local)).Select(Stray).ToList();
        var (chosen, localForms) = (new Dictionary<LetterKind, LetterTemplate>(), new HashSet<LetterKind>());
        foreach (var kind in kinds.Distinct().Order())
        {
            var own = await FindAsync(kind, local, files, refusals, cancellationToken);
            if (own is not null)
            {
                localForms.Add(kind);
            }

            chosen[kind] = own ?? await FindAsync(kind, Folder, files, refusals, cancellationToken) ?? BuiltInLetters.Of(kind);
        }

        return new(chosen, localForms, refusals);
    }

    private async Task<LetterTemplate?> FindAsync(
        LetterKind kind, string folder, List<BlobItem> files, List<TemplateRefusal> refusals, CancellationToken cancellationToken)
    {
        // People write "milton keynes" as well as "Milton Keynes".
        var path = $"{folder}{kind.NameOf()}{Extension}";
        if (files.Find(file => file.Name.Equals(path, StringComparison.OrdinalIgnoreCase)) is not { } found)
        {
            return null;
        }

        var read = found.Properties.ContentLength is { } bytes and > TemplateReader.MostBytes
            ? TemplateReader.TooBig(bytes)
            : TemplateReader.Read(await DownloadAsync(found.Name, cancellationToken), kind);
        if (read is Checked<LetterTemplate>.Invalid refused)
        {
            refusals.Add(new($"{Containers.Settings}/{found.Name}", refused.Faults));
        }

        return (read as Checked<LetterTemplate>.Valid)?.Value;
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
    private static bool IsStray(string file, string local)
    {
        var folder = file.StartsWith(local, StringComparison.OrdinalIgnoreCase) ? local : Folder;
        var name = file[folder.Length..];
        return !name.Contains('/', StringComparison.Ordinal)
            && !LetterKinds.ByName.Keys.Any(kind => name.Equals($"{kind}{Extension}", StringComparison.OrdinalIgnoreCase));
    }

    private static TemplateRefusal Stray(string file) => new(
        $"{Containers.Settings}/{file}",
        [new("file", $"no letter has this name; a template has the name of its letter and {Extension}: "
            + $"{string.Join(", ", LetterKinds.ByName.Keys)}.")]);
}
