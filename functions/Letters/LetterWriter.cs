using System.Collections.Concurrent;
using AttendanceFunctions.Domain.Letters;
using AttendanceFunctions.Functions.Operations;
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
    /// <summary>The letter of which it is a template; null if its name is that of none.</summary>
    public LetterKind? Letter { get; init; }

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
/// Writes a school's letters of a night into letters/{school}/{date}/: each letter by itself, a print run of each kind, the list of what is
/// in them, and index.csv. People read, change, sign and send them; the product sends none.
/// </summary>
public sealed partial class LetterWriter(TrustStorage storage, LetterTemplates templates, ILogger<LetterWriter> log)
{
    /// <summary>How many letters are made and stored at the same time; a school may need 1,500 at the end of a term.</summary>
    private const int AtOnce = 8;

    /// <summary>The folder of a school's letters of a night.</summary>
    public static string FolderOf(SchoolId school, DateOnly night) => $"{school}/{TableKeys.Of(night)}/";

    /// <summary>Writes the letters. A repetition writes the same files, and deletes letters that are no longer ordered.</summary>
    /// <param name="orders">All letters of the school and night; at most one of each kind per pupil, or per parent.</param>
    public async Task<LettersOfNight> WriteAsync(
        School school, DateOnly night, IReadOnlyList<LetterOrder> orders, CancellationToken cancellationToken)
    {
        var container = storage.Container(Containers.Letters);
        var folder = FolderOf(school.Id, night);
        var before = await container.GetBlobsAsync(BlobTraits.None, BlobStates.None, folder, cancellationToken)
            .Select(blob => blob.Name).ToListAsync(cancellationToken);
        if (orders.Count == 0 && before.Count == 0)
        {
            return new([], []);
        }

        var chosen = await templates.ChooseAsync(
            school, orders.Count > 0 ? orders[0].Facts.Trust.Colours : TrustColours.Default, orders.Select(order => order.Kind),
            cancellationToken);
        var files = LetterNames.Of(orders);
        var made = new ConcurrentDictionary<LetterKey, LetterTemplate>();
        var held = new ConcurrentDictionary<LetterKey, string>();
        await Parallel.ForEachAsync(
            orders.DistinctBy(order => order.Key),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (order, token) =>
            {
                if (Make(school.Id, chosen, order, held) is var (template, letter))
                {
                    made[order.Key] = template;
                    await container.GetBlobClient(folder + files[order.Key]).UploadAsync(letter, overwrite: true, token);
                }
            });

        var letters = orders.Where(order => made.ContainsKey(order.Key))
            .Select(order => new WrittenLetter(order, files[order.Key], LocalForm(school, order.Kind, chosen))).ToList();
        var copies = new List<PrintedCopy>();
        foreach (var run in RunsOf(night, letters, made))
        {
            copies.AddRange(await PrintAsync(school.Id, folder, run, cancellationToken));
        }

        var index = container.GetBlobClient(folder + LetterNames.Index);
        await index.UploadAsync(LetterIndex.Write(copies), overwrite: true, cancellationToken);
        var written = letters.Select(letter => letter.File).Concat(copies.Select(copy => copy.Run).OfType<string>())
            .Append(LetterNames.Index).ToHashSet(StringComparer.Ordinal);
        if (copies.Count > 0)
        {
            written.Add(LetterNames.ListOf(night));
            var list = BinaryData.FromBytes(PrintList.Make(orders[0].Facts.Trust, school, night, copies));
            await container.GetBlobClient(folder + LetterNames.ListOf(night)).UploadAsync(list, overwrite: true, cancellationToken);
        }

        foreach (var old in before.Select(name => name[folder.Length..]).Where(name => !written.Contains(name) && LetterNames.IsOurs(name)))
        {
            await container.DeleteBlobIfExistsAsync(folder + old, cancellationToken: cancellationToken);
        }

        return new(letters, chosen.Refusals)
        {
            Held = [.. orders.Where(order => held.ContainsKey(order.Key)).Select(order => new HeldLetter(order, held[order.Key]))],
        };
    }

    /// <summary>The letter, from the built-in template if the chosen one fails; null if both do, with an entry in the held ones.</summary>
    private (LetterTemplate Template, BinaryData Letter)? Make(
        SchoolId school, ChosenTemplates chosen, LetterOrder order, ConcurrentDictionary<LetterKey, string> held)
    {
        foreach (var template in new[] { chosen.ByKind[order.Kind], chosen.BuiltIn[order.Kind] })
        {
            try
            {
                var letter = BinaryData.FromBytes(template.Write(order.Facts));
                held.TryRemove(order.Key, out _);
                return (template, letter);
            }
            catch (Exception fault) when (UnexpectedFault.IsOfWork(fault))
            {
                held[order.Key] = UnexpectedFault.Describe(fault);
                LogNotWritten(school, order.Kind.NameOf(), held[order.Key]);
            }
        }

        return null;
    }

    /// <summary>The letters of a kind that were made from one template.</summary>
    private sealed record Run(LetterTemplate Template, string File, IReadOnlyList<WrittenLetter> Letters);

    // Nearly always one of a kind: a letter for which the trust's own template failed was made from the built-in one.
    private static IEnumerable<Run> RunsOf(
        DateOnly night, IEnumerable<WrittenLetter> letters, ConcurrentDictionary<LetterKey, LetterTemplate> made) =>
        from kind in letters.DistinctBy(letter => letter.Order.Key).GroupBy(letter => letter.Order.Kind).OrderBy(kind => kind.Key)
        from run in kind.GroupBy(letter => made[letter.Order.Key]).OrderByDescending(run => run.Count()).Index()
        select new Run(run.Item.Key, LetterNames.RunOf(kind.Key, night, run.Index + 1), [.. run.Item]);

    /// <summary>Writes a print run.</summary>
    /// <returns>What is in it, in its order.</returns>
    private async Task<IReadOnlyList<PrintedCopy>> PrintAsync(
        SchoolId school, string folder, Run run, CancellationToken cancellationToken)
    {
        var kind = run.Letters[0].Order.Kind;
        var byPupil = run.Letters.ToDictionary(letter => (letter.Order.Facts.Pupil.Upn, letter.Order.Facts.Penalty?.Parent.Slot));
        var households = PrintRun.Of(run.Letters.SelectMany(letter => letter.Order.Facts.CopiesOf(kind)));
        var document = MakeRun(school, kind, run.Template, households);
        if (document is not null)
        {
            var blob = storage.Container(Containers.Letters).GetBlobClient(folder + run.File);
            await blob.UploadAsync(document, overwrite: true, cancellationToken);
        }

        return
        [
            .. households.SelectMany((household, index) => household.Select(facts => (facts, Envelope: index + 1)))
                .Select((copy, index) =>
                {
                    var letter = byPupil[(copy.facts.Pupil.Upn, copy.facts.Penalty?.Parent.Slot)];
                    return PrintedCopy.Of(
                        kind, copy.facts, copy.Envelope, index + 1, letter.File, document is null ? null : run.File, letter.LocalForm);
                }),
        ];
    }

    private BinaryData? MakeRun(
        SchoolId school, LetterKind kind, LetterTemplate template, IReadOnlyList<IReadOnlyList<LetterFacts>> households)
    {
        try
        {
            return template.WriteRun(households) is { } document ? BinaryData.FromBytes(document) : null;
        }
        catch (Exception fault) when (UnexpectedFault.IsOfWork(fault))
        {
            // The letters are there one by one, and the list says so.
            LogNoRun(school, kind.NameOf(), UnexpectedFault.Describe(fault));
            return null;
        }
    }

    private static string? LocalForm(School school, LetterKind kind, ChosenTemplates chosen) =>
        chosen.Sources[kind] == TemplateSource.Authority ? null
        : school.Policy.LocalForms.FirstOrDefault(form =>
            form.Letter == kind && form.LocalAuthority.Equals(school.LocalAuthority, StringComparison.OrdinalIgnoreCase))?.Form;

    [LoggerMessage(Level = LogLevel.Error, Message = "School {School}: a {Letter} could not be written from a template: {Fault}.")]
    private partial void LogNotWritten(SchoolId school, string letter, string fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "School {School}: the print run of {Letter} could not be made: {Fault}.")]
    private partial void LogNoRun(SchoolId school, string letter, string fault);
}
