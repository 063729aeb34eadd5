using AttendanceFunctions.Functions.Documents;
using AttendanceFunctions.Functions.Intake;
using Azure.Storage.Blobs.Models;

namespace AttendanceFunctions.Functions.Letters;

/// <summary>Which template a school's letter is made from.</summary>
/// <param name="Used">Where the template comes from that is used.</param>
/// <param name="IsOwnThere">Whether the school has a template of its own, used or not.</param>
/// <param name="Refusals">The files that cannot be used.</param>
/// <param name="Uploaded">Who uploaded the school's own; null if it has none.</param>
public sealed record TemplateOfLetter(
    LetterKind Kind, TemplateSource Used, bool IsOwnThere, IReadOnlyList<TemplateRefusal> Refusals, UploadMark? Uploaded);

/// <summary>
/// A school's own templates, which its people upload in the office. They lie in a container of their own: the app may write there, and not
/// into the trust's settings.
/// </summary>
public sealed class SchoolTemplates(TrustStorage storage, LetterTemplates templates, TimeProvider time)
{
    /// <summary>Every letter with its template.</summary>
    public async Task<IReadOnlyList<TemplateOfLetter>> ReadAsync(Trust trust, School school, CancellationToken cancellationToken)
    {
        var kinds = Enum.GetValues<LetterKind>();
        var chosen = await templates.ChooseAsync(school, trust.Colours, kinds, cancellationToken);
        var own = await storage.Container(Containers.Templates)
            .GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, $"{school.Id}/", cancellationToken)
            .ToDictionaryAsync(
                blob => blob.Name, blob => UploadMark.Read(blob.Metadata), StringComparer.OrdinalIgnoreCase, cancellationToken);
        return
        [
            .. kinds.Select(kind => new TemplateOfLetter(
                kind, chosen.Sources[kind], own.ContainsKey(LetterTemplates.PathOf(school.Id, kind)),
                [.. chosen.Refusals.Where(refusal => refusal.Letter == kind)],
                own.GetValueOrDefault(LetterTemplates.PathOf(school.Id, kind)))),
        ];
    }

    /// <summary>Puts a school's own template in the place of the one in use, if it can be used.</summary>
    /// <returns>Everything that is wrong with it; nothing if it was taken.</returns>
    public async Task<IReadOnlyList<Fault>> TakeAsync(
        School school, LetterKind kind, byte[] content, Author.SignedIn by, CancellationToken cancellationToken)
    {
        if (templates.Check(content, kind) is Checked<LetterTemplate>.Invalid invalid)
        {
            return invalid.Faults;
        }

        var options = new BlobUploadOptions
        {
            HttpHeaders = new() { ContentType = OfficeArchive.WordType },
            Metadata = new UploadMark(by, time.GetUtcNow()).Write(),
            // One request writes the whole file or nothing.
            TransferOptions = new() { InitialTransferSize = SettingsBounds.LetterBytes, MaximumTransferSize = SettingsBounds.LetterBytes },
        };
        await storage.Container(Containers.Templates).GetBlobClient(LetterTemplates.PathOf(school.Id, kind))
            .UploadAsync(BinaryData.FromBytes(content), options, cancellationToken);
        return [];
    }

    /// <summary>Takes a school's own template back, so that the next source is used again.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> TakeBackAsync(School school, LetterKind kind, CancellationToken cancellationToken) =>
        (await storage.Container(Containers.Templates).GetBlobClient(LetterTemplates.PathOf(school.Id, kind))
            .DeleteIfExistsAsync(cancellationToken: cancellationToken)).Value;
}
