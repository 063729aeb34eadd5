using AttendanceFunctions.Domain.Letters;
using AttendanceFunctions.Functions.Documents.Sheets;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace AttendanceFunctions.Functions.Letters;

/// <summary>A letter that is to be made about one pupil.</summary>
public sealed record LetterOrder(LetterKind Kind, LetterFacts Facts)
{
    /// <summary>What the letter is known by, on this night and when the night is repeated.</summary>
    public LetterKey Key => LetterKey.Of(Facts.School.Id, Facts.Pupil.Upn, Kind, Facts.Night);
}

/// <summary>A letter that was made.</summary>
/// <param name="File">The file's name in the folder of its school and night.</param>
/// <param name="LocalForm">The policy's form of the local authority, which is wanted instead where the trust has no template of it.</param>
public sealed record WrittenLetter(LetterOrder Order, string File, string? LocalForm);

/// <summary>A trust's own template that cannot be used; another of its templates or the built-in one took its place.</summary>
/// <param name="File">The file: settings/letters/concern-letter.docx.</param>
/// <param name="Faults">What is wrong with it, and where.</param>
public sealed record TemplateRefusal(string File, IReadOnlyList<Fault> Faults)
{
    /// <summary>The refusal for the person who will mend the file.</summary>
    public override string ToString() => $"{File} cannot be used, and another template took its place. {string.Join(" ", Faults)}";
}

/// <summary>The letters of a night in the order of their orders, and the trust's own templates that could not be used for them.</summary>
public sealed record LettersOfNight(IReadOnlyList<WrittenLetter> Letters, IReadOnlyList<TemplateRefusal> Refusals);

/// <summary>
/// Writes a night's letters of a school: letters/{school}/{date}/{letter}-{key}.docx, and index.csv, which says whom each is about.
/// People read them, change them, sign them and send them; the product sends none.
/// </summary>
public sealed class LetterWriter(TrustStorage storage, LetterTemplates templates)
{
    public const string Index = "index.csv";

    /// <summary>Letters that are made and stored at the same time, because a school may need 1,500 at the end of a term.</summary>
    private const int AtOnce = 8;

    private const int KeyLength = 8;

    private const string Extension = ".docx";

    private static readonly string[] Columns = ["File", "Letter", "Surname", "Forename", "Class", "LocalForm"];

    /// <summary>Writes the letters. Run again, it writes the same files, and deletes letters that are no longer ordered.</summary>
    /// <param name="orders">All letters of the school and night; a pupil gets one of a kind at most.</param>
    public async Task<LettersOfNight> WriteAsync(
        School school, DateOnly night, IReadOnlyList<LetterOrder> orders, CancellationToken cancellationToken)
    {
        var container = storage.Container(Containers.Letters);
        var folder = $"{school.Id}/{TableKeys.Of(night)}/";
        var before = await container.GetBlobsAsync(BlobTraits.None, BlobStates.None, folder, cancellationToken)
            .Select(blob => blob.Name).ToListAsync(cancellationToken);
        if (orders.Count == 0 && before.Count == 0)
        {
            return new([], []);
        }

        var chosen = await templates.ChooseAsync(school, orders.Select(order => order.Kind), cancellationToken);
        var files = Name(orders);
        await Parallel.ForEachAsync(
            orders.DistinctBy(order => order.Key),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (order, token) => await container.GetBlobClient(folder + files[order.Key])
                .UploadAsync(BinaryData.FromBytes(chosen.ByKind[order.Kind].Write(order.Facts)), overwrite: true, token));

        var letters = orders.Select(order => new WrittenLetter(order, files[order.Key], LocalForm(school, order.Kind, chosen))).ToList();
        await WriteIndexAsync(container.GetBlobClient(folder + Index), letters, cancellationToken);
        foreach (var old in before.Except(files.Values.Append(Index).Select(file => folder + file), StringComparer.Ordinal).Where(IsOurs))
        {
            await container.DeleteBlobIfExistsAsync(old, cancellationToken: cancellationToken);
        }

        return new(letters, chosen.Refusals);
    }

    /// <summary>The names that a letter's file may have: with the key's beginning, or with all of it.</summary>
    public static IReadOnlyList<string> NamesOf(LetterKind kind, LetterKey key) =>
        [NameOf(kind, key.ToString()[..KeyLength]), NameOf(kind, key.ToString())];

    /// <summary>The files' names. Two letters whose keys begin alike have the whole key in their names.</summary>
    private static Dictionary<LetterKey, string> Name(IEnumerable<LetterOrder> orders) => orders.DistinctBy(order => order.Key)
        .GroupBy(order => (order.Kind, Short: order.Key.ToString()[..KeyLength]))
        .SelectMany(alike => alike.Select(order =>
            (order.Key, Name: NameOf(order.Kind, alike.Count() == 1 ? alike.Key.Short : order.Key.ToString()))))
        .ToDictionary(named => named.Key, named => named.Name);

    private static string NameOf(LetterKind kind, string key) => $"{kind.NameOf()}-{key}{Extension}";

    // Files that somebody else put into the folder are kept.
    private static bool IsOurs(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return name == Index || (name.EndsWith(Extension, StringComparison.Ordinal)
            && name[..^Extension.Length].Split('-')[^1] is { Length: >= KeyLength } key && key.All(char.IsAsciiHexDigitLower)
            && LetterKinds.ByName.ContainsKey(name[..^(Extension.Length + key.Length + 1)]));
    }

    private static string? LocalForm(School school, LetterKind kind, ChosenTemplates chosen) => chosen.LocalForms.Contains(kind)
        ? null
        : school.Policy.LocalForms.FirstOrDefault(form =>
            form.Letter == kind && form.LocalAuthority.Equals(school.LocalAuthority, StringComparison.OrdinalIgnoreCase))?.Form;

    private static async Task WriteIndexAsync(BlobClient blob, List<WrittenLetter> letters, CancellationToken cancellationToken)
    {
        var rows = letters.DistinctBy(letter => letter.File)
            .Select(letter => (Letter: letter, letter.Order.Kind, letter.Order.Facts.Pupil))
            .OrderBy(row => row.Pupil.Class, StringComparer.Ordinal).ThenBy(row => row.Pupil.Surname, StringComparer.Ordinal)
            .ThenBy(row => row.Pupil.Forename, StringComparer.Ordinal).ThenBy(row => row.Kind)
            .Select(row => new Cell[]
            {
                row.Letter.File, row.Kind.TitleOf(), row.Pupil.Surname, row.Pupil.Forename, row.Pupil.Class, row.Letter.LocalForm ?? "",
            });
        var csv = await CsvSheet.MakeAsync(Columns, rows, forPeople: true, cancellationToken);
        await blob.UploadAsync(csv, overwrite: true, cancellationToken);
    }
}
