using AttendanceFunctions.Domain.Letters;
using AttendanceFunctions.Functions.Operations;
using Azure;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Functions.Letters;

/// <summary>
/// Makes a letter that somebody asks for by day: it lies in the school's folder of the day beside the night's letters, with a list of its
/// own, and the night leaves both alone, so that what was sent stays what it was (decision 0054).
/// </summary>
public sealed partial class LetterByHand(TrustStorage storage, LetterTemplates templates, ILogger<LetterByHand> log)
{
    /// <summary>Makes the letter, with a copy for each household of parents, unless it was made on this day already.</summary>
    /// <returns>Why it could not be made; null if it is there.</returns>
    public async Task<string?> MakeAsync(LetterOrder order, CancellationToken cancellationToken)
    {
        var (school, night) = (order.Facts.School, order.Facts.Night);
        var (folder, file) = (LetterWriter.FolderOf(school.Id, night), LetterNames.ByHand(order));
        var container = storage.Container(Containers.Letters);
        if (!await container.GetBlobClient(folder + file).ExistsAsync(cancellationToken))
        {
            var chosen = await templates.ChooseAsync(school, order.Facts.Trust.Colours, [order.Kind], cancellationToken);
            var made = new[] { chosen.ByKind[order.Kind], chosen.BuiltIn[order.Kind] }.Select(template => Make(school.Id, template, order))
                .FirstOrDefault(letter => letter is not null);
            if (made is null)
            {
                return "The letter could not be made: neither its template nor the built-in one could be filled in. Write it by hand, and "
                    + "tell the people who run this system.";
            }

            await container.GetBlobClient(folder + file).UploadAsync(made, overwrite: true, cancellationToken);
        }

        // After the letter: a run that died here adds it to the list when it is asked for again.
        await AddAsync(folder + LetterNames.IndexByHand, CopiesOf(order, file), cancellationToken);
        return null;
    }

    private BinaryData? Make(SchoolId school, LetterTemplate template, LetterOrder order)
    {
        try
        {
            var households = PrintRun.Of(order.Facts.CopiesOf(order.Kind));
            // A template with a numbered list has no run; the letter itself is then to all parents at the child's address.
            return BinaryData.FromBytes(template.WriteRun(households) ?? template.Write(order.Facts));
        }
        catch (Exception fault) when (UnexpectedFault.IsOfWork(fault))
        {
            LogNotMade(school, order.Kind.NameOf(), UnexpectedFault.Describe(fault));
            return null;
        }
    }

    private static IReadOnlyList<PrintedCopy> CopiesOf(LetterOrder order, string file) =>
    [
        .. PrintRun.Of(order.Facts.CopiesOf(order.Kind)).SelectMany((household, index) => household.Select(facts => (facts, index)))
            .Select((copy, place) => PrintedCopy.Of(order.Kind, copy.facts, copy.index + 1, place + 1, file)),
    ];

    private async Task AddAsync(string path, IReadOnlyList<PrintedCopy> copies, CancellationToken cancellationToken)
    {
        var blob = storage.Container(Containers.Letters).GetBlobClient(path);
        while (true)
        {
            var (before, tag) = ((IReadOnlyList<PrintedCopy>)[], (ETag?)null);
            try
            {
                BlobDownloadResult read = await blob.DownloadContentAsync(cancellationToken);
                (before, tag) = (LetterIndex.Read(read.Content.ToArray()), read.Details.ETag);
            }
            catch (RequestFailedException missing) when (missing.Status == 404)
            {
                // The first one of the day.
            }

            if (before.Any(copy => copy.File == copies[0].File))
            {
                return;
            }

            try
            {
                var conditions = tag is { } of
                    ? new BlobRequestConditions { IfMatch = of } : new BlobRequestConditions { IfNoneMatch = ETag.All };
                await blob.UploadAsync(
                    LetterIndex.Write(before.Concat(copies)), new BlobUploadOptions { Conditions = conditions }, cancellationToken);
                return;
            }
            catch (RequestFailedException moved) when (moved.Status is 409 or 412)
            {
                // Somebody else had a letter made at the same moment: read and add again.
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "School {School}: a {Letter} could not be made by hand: {Fault}.")]
    private partial void LogNotMade(SchoolId school, string letter, string fault);
}
