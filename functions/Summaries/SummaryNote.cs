using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Documents.Pages;
using AttendanceFunctions.Functions.Messages.Senders;
using AttendanceFunctions.Functions.Summaries.Pages;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Sas;

namespace AttendanceFunctions.Functions.Summaries;

/// <summary>
/// The morning's email to the trust lead: how the night went, five lines of counts, one more at the end of a term, one about contacts that
/// two schools state differently, one about pauses of sending, and a link to the page; no pupil is named. Nothing is attached, because an
/// email is kept and passed on for longer than the link is valid.
/// </summary>
public sealed class SummaryNote(SummaryFolder folder, SummaryLink links, AllowList allowList, PauseLines pauses, TimeProvider time)
{
    /// <summary>The email about a night; null if this environment may not send to the lead.</summary>
    /// <param name="hasSummary">Whether there is a summary to lead to: there is none where no school's night is done.</param>
    public async Task<OutgoingMessage?> ComposeAsync(
        Trust trust, NightReport report, bool hasSummary, CancellationToken cancellationToken)
    {
        if (!EmailAddress.TryParse(trust.Lead.Email, out var to) || !allowList.Allows(to.Address))
        {
            return null;
        }

        var (night, verdict) = (report.Night, report.Verdict);
        IReadOnlyList<string> lines =
        [
            verdict.Sentence(night),
            .. await pauses.ReadAsync(night, cancellationToken),
            .. hasSummary ? await LinesAsync(trust, night, report.Done, cancellationToken) : ["There is no summary yet."],
        ];
        var link = hasSummary ? await links.ToAsync(night, SummaryFile.Page, cancellationToken) : null;
        var until = $"opens without signing in until {London.DayOf(time.GetUtcNow() + SummaryLink.Life)}";
        var subject = $"Attendance on {English.Weekday(night)}: {verdict.InShort}";
        var html = await PageRenderer.RenderAsync<LeadNoteEmail>(new Dictionary<string, object?>
        {
            [nameof(LeadNoteEmail.Subject)] = subject,
            [nameof(LeadNoteEmail.Lines)] = lines,
            [nameof(LeadNoteEmail.Link)] = link?.AbsoluteUri,
            [nameof(LeadNoteEmail.Until)] = until,
        });
        return new(
            TableKeys.Of(night), to.Address, subject,
            string.Join('\n', lines) + (link is null ? "\n" : $"\nThe summary, which {until}: {link}\n"), html);
    }

    private async Task<IReadOnlyList<string>> LinesAsync(
        Trust trust, DateOnly night, IReadOnlyList<SchoolNight> schools, CancellationToken cancellationToken)
    {
        var all = schools.Select(school => school.Published).Aggregate(Headcount.Nobody, (sum, next) => sum.And(next));
        var attendance = !all.ShowsRate ? $"No rate is shown for fewer than {Headcount.SmallestGroup} pupils"
            : Rate.TryOf(all.Tally, out var rate) ? $"Attendance {rate}% of {English.Number(all.Tally.Possible)} possible sessions"
            : "No possible sessions yet";
        var nudges = schools.Select(school => school.Nudges).Aggregate(NudgeCounts.None, (sum, next) => sum.And(next));
        return
        [
            $"{trust.Name}: attendance in the year to {English.Weekday(night)}",
            $"{attendance}; {English.Number(schools.Sum(school => school.Headcount.Pupils))} pupils on roll",
            !all.ShowsStages
                ? $"Persistent absence is not shown for fewer than {Headcount.SmallestGroup} pupils"
                : $"Persistently absent {English.Number(all.PersistentAbsence)}, severely absent {English.Number(all.SevereAbsence)}, "
                    + $"too early to say {English.Number(all.TooEarly)}",
            $"Schools worked out {schools.Count} of {trust.Schools.Count}, "
                + $"without a roster {schools.Count(school => school.Headcount.Pupils == 0)}; "
                + $"files held {schools.Sum(school => school.Intake.FilesHeld)}, "
                + $"sent back {schools.Sum(school => school.Intake.FilesRejected)}, "
                + $"rows sent back {English.Number(schools.Sum(school => school.Intake.RowsRejected))}, "
                + $"sessions without a mark {English.Number(schools.Sum(school => school.MissingMarks))}",
            Messages(nudges),
            .. await SharedAsync(night, cancellationToken),
            .. HoldOutReport.Of(trust, night, schools) is { Headline: var headline }
                ? [$"Do nudges help? {headline} {await links.ToAsync(night, SummaryExport.HoldOutFile, cancellationToken)}"]
                : Array.Empty<string>(),
        ];
    }

    private async Task<IReadOnlyList<string>> SharedAsync(DateOnly night, CancellationToken cancellationToken)
    {
        var path = $"{SummaryFolder.OfTrust(night, PeriodKind.Year)}/{SummaryExport.SharedFile}";
        var metadata = await folder.MetadataOfAsync(path, cancellationToken);
        return metadata.TryGetValue(SummaryExport.SharedCount, out var count) && count != "0"
            ? [$"Numbers and addresses of parents that stand under different names at two schools: {count}. Please ask the schools "
                + $"which is right; summaries/{path} says whose contacts they are"]
            : [];
    }

    private static string Messages(NudgeCounts nudges)
    {
        var sent = nudges.Messages(NudgeOutcome.Accepted, NudgeOutcome.Delivered, NudgeOutcome.Undeliverable);
        return $"Messages to parents since September: {English.Number(sent)} sent, "
            + $"{English.Number(nudges.Messages(NudgeOutcome.Waiting))} waiting for a person, "
            + $"{English.Number(nudges.Messages(NudgeOutcome.ExpiredUnreleased))} expired unreleased, "
            + $"{English.Number(nudges.Messages(NudgeOutcome.Unknown))} not known whether sent";
    }
}

/// <summary>
/// Makes links that open one file of a summary without an account, for three days. In Azure they are signed with a key that the
/// app requests under its own identity; if storage is accessed with its account key, they are signed with that.
/// </summary>
public sealed class SummaryLink(TrustStorage storage, TimeProvider time)
{
    /// <summary>How long a link is valid: a link from Friday must still open on Monday morning.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(3);

    /// <summary>Links begin this much earlier, because clocks differ and a link must not begin in the service's future.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(15);

    /// <summary>A link that allows reading one file of a night's summary and nothing else.</summary>
    /// <exception cref="Azure.RequestFailedException">403: the app's identity lacks the role Storage Blob Delegator.</exception>
    public async Task<Uri> ToAsync(DateOnly night, string file, CancellationToken cancellationToken)
    {
        var container = storage.Container(Containers.Summaries);
        var (blob, now) = (container.GetBlobClient($"{TableKeys.Of(night)}/{file}"), time.GetUtcNow());
        var access = new BlobSasBuilder(BlobSasPermissions.Read, now + Life)
        {
            BlobContainerName = blob.BlobContainerName,
            BlobName = blob.Name,
            Resource = "b",
            StartsOn = now - Skew,
            // Local storage has no certificate.
            Protocol = blob.Uri.Scheme == Uri.UriSchemeHttps ? SasProtocol.Https : SasProtocol.HttpsAndHttp,
        };
        if (blob.CanGenerateSasUri)
        {
            return blob.GenerateSasUri(access);
        }

        UserDelegationKey key = await container.GetParentBlobServiceClient().GetUserDelegationKeyAsync(
            access.StartsOn, access.ExpiresOn, cancellationToken);
        return new BlobUriBuilder(blob.Uri) { Sas = access.ToSasQueryParameters(key, blob.AccountName) }.ToUri();
    }
}
