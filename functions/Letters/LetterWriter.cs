using System.Collections.Concurrent;
using AttendanceFunctions.Domain.Letters;
using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Operations;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Functions.Letters;

/// <summary>A letter to be written about one pupil.</summary>
public sealed record LetterOrder(LetterKind Kind, LetterFacts Facts)
{
    /// <summary>The letter's key, which is the same if the night is repeated.</summary>
    public LetterKey Key => LetterKey.Of(Facts.School.Id, Facts.Pupil.Upn, Kind, Facts.Night, Facts.Penalty?.Parent.Slot);
}

/// <summary>A letter that was written.</summary>
/// <param name="File">The file's name in the folder of its school and night.</param>
/// <param name="LocalForm">The local authority's form that the policy asks for, if the trust has no template of it; else null.</param>
public sealed record WrittenLetter(LetterOrder Order, string File, string? LocalForm);

/// <summary>A trust's own template that cannot be used; the next template was used instead.</summary>
/// <param name="File">The file's path: settings/letters/concern-letter.docx.</param>
/// <param name="Faults">What is wrong with it, and where in the file.</param>
public sealed record TemplateRefusal(string File, IReadOnlyList<Fault> Faults)
{
    /// <summary>The refusal as text for the person who will correct the file.</summary>
    public override string ToString() => $"{File} cannot be used, and another template took its place. {string.Join(" ", Faults)}";
}

/// <summary>A letter that could not be written, neither from the chosen template nor from the built-in one.</summary>
/// <param name="Fault">The kind of fault and its place in the program, without data.</param>
public sealed record HeldLetter(LetterOrder Order, string Fault)
{
    /// <summary>What the worklist says about it.</summary>
    public override string ToString() => $"{Order.Kind.TitleOf()}: could not be written tonight. Please write it by hand, and tell the "
        + $"people who run this system: {Fault}.";
}

/// <summary>A night's letters, in the order of their orders, and the trust's own templates that could not be used for them.</summary>
public sealed record LettersOfNight(IReadOnlyList<WrittenLetter> Letters, IReadOnlyList<TemplateRefusal> Refusals)
{
    /// <summary>The letters that could not be written.</summary>
    public IReadOnlyList<HeldLetter> Held { get; init; } = [];
}

/// <summary>
/// Writes a school's letters of a night: letters/{school}/{date}/{letter}-{key}.docx, and index.csv, which names the pupil of each.
/// People read, change, sign and send them; the product sends none.
/// </summary>
public sealed partial class LetterWriter(TrustStorage storage, LetterTemplates templates, ILogger<LetterWriter> log)
{
    public const string Index = "index.csv";

    /// <summary>How many letters are made and stored at the same time; a school may need 1,500 at the end of a term.</summary>
    private const int AtOnce = 8;

    private const int KeyLength = 8;

    private const string Extension = ".docx";

    private static readonly string[] Columns = ["File", "Letter", "Surname", "Forename", "Class", "LocalForm"];

    /// <summary>Writes the letters. A repetition writes the same files, and deletes letters that are no longer ordered.</summary>
    /// <param name="orders">All letters of the school and night; at most one of each kind per pupil, or per parent.</param>
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
        var held = new ConcurrentDictionary<LetterKey, string>();
        await Parallel.ForEachAsync(
            orders.DistinctBy(order => order.Key),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (order, token) =>
            {
                if (Make(school.Id, chosen, order, held) is { } letter)
                {
                    await container.GetBlobClient(folder + files[order.Key]).UploadAsync(letter, overwrite: true, token);
                }
            });
        foreach (var key in held.Keys)
        {
            files.Remove(key);
        }

        var letters = orders.Where(order => files.ContainsKey(order.Key))
            .Select(order => new WrittenLetter(order, files[order.Key], LocalForm(school, order.Kind, chosen))).ToList();
        await WriteIndexAsync(container.GetBlobClient(folder + Index), letters, cancellationToken);
        foreach (var old in before.Except(files.Values.Append(Index).Select(file => folder + file), StringComparer.Ordinal).Where(IsOurs))
        {
            await container.DeleteBlobIfExistsAsync(old, cancellationToken: cancellationToken);
        }

        return new(letters, chosen.Refusals)
        {
            Held = [.. orders.Where(order => held.ContainsKey(order.Key)).Select(order => new HeldLetter(order, held[order.Key]))],
        };
    }

    /// <summary>The letter, from the built-in template if the chosen one fails; null if both do, with an entry in the held ones.</summary>
    private BinaryData? Make(SchoolId school, ChosenTemplates chosen, LetterOrder order, ConcurrentDictionary<LetterKey, string> held)
    {
        foreach (var template in new[] { chosen.ByKind[order.Kind], BuiltInLetters.Of(order.Kind) })
        {
            try
            {
                var letter = BinaryData.FromBytes(template.Write(order.Facts));
                held.TryRemove(order.Key, out _);
                return letter;
            }
            catch (Exception fault) when (UnexpectedFault.IsOfWork(fault))
            {
                held[order.Key] = UnexpectedFault.Describe(fault);
                LogNotWritten(school, order.Kind.NameOf(), held[order.Key]);
            }
        }

        return null;
    }

    /// <summary>The possible names of a letter's file: with the beginning of the key, or with the whole key.</summary>
    public static IReadOnlyList<string> NamesOf(LetterKind kind, LetterKey key) =>
        [NameOf(kind, key.ToString()[..KeyLength]), NameOf(kind, key.ToString())];

    /// <summary>The file names. Letters whose keys have the same beginning use the whole key.</summary>
    private static Dictionary<LetterKey, string> Name(IEnumerable<LetterOrder> orders) => orders.DistinctBy(order => order.Key)
        .GroupBy(order => (order.Kind, Short: order.Key.ToString()[..KeyLength]))
        .SelectMany(alike => alike.Select(order =>
            (order.Key, Name: NameOf(order.Kind, alike.Count() == 1 ? alike.Key.Short : order.Key.ToString()))))
        .ToDictionary(named => named.Key, named => named.Name);

    private static string NameOf(LetterKind kind, string key) => $"{kind.NameOf()}-{key}{Extension}";

    // Files that people put into the folder are kept.
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

    [LoggerMessage(Level = LogLevel.Error, Message = "School {School}: a {Letter} could not be written from a template: {Fault}.")]
    private partial void LogNotWritten(SchoolId school, string letter, string fault);

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
        var csv = CsvSheet.Make(Columns, rows, forPeople: true);
        await blob.UploadAsync(csv, overwrite: true, cancellationToken);
    }
}
