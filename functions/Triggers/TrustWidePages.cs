using AttendanceFunctions.Functions.Office;
using AttendanceFunctions.Functions.Office.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AttendanceFunctions.Functions.Triggers;

/// <summary>Whether messages leave, and who paused all sending when and why.</summary>
public sealed class ShowSending(OfficeDoor door, SendingPages sending)
{
    [Function(nameof(ShowSending))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OfficePaths.SendingRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenTrustAsync(request, SendingPages.Sending, sending.ShowAsync, cancellationToken);
}

/// <summary>Pauses all sending for a signed-in person, or lets messages leave again.</summary>
public sealed class PauseSending(OfficeDoor door, SendingPages sending)
{
    [Function(nameof(PauseSending))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = OfficePaths.SendingRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenTrustAsync(request, SendingPages.Change, sending.ChangeAsync, cancellationToken);
}

/// <summary>How the system runs: a night school by school, work that failed, queues, messages in counts.</summary>
public sealed class ShowSystem(OfficeDoor door, SystemPages system)
{
    [Function(nameof(ShowSystem))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OfficePaths.SystemRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenTrustAsync(request, SystemPages.Overview, system.ShowAsync, cancellationToken);
}

/// <summary>Puts failed work back on its queue for a signed-in person.</summary>
public sealed class TryAgain(OfficeDoor door, SystemPages system)
{
    [Function(nameof(TryAgain))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = OfficePaths.SystemFailuresRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenTrustAsync(request, SystemPages.Again, system.TryAgainAsync, cancellationToken);
}

/// <summary>Where a trust lead acts first, and all schools in that order.</summary>
public sealed class ShowTrust(OfficeDoor door, TrustLeadPages trust)
{
    [Function(nameof(ShowTrust))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OfficePaths.TrustRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenTrustAsync(request, TrustLeadPages.Schools, trust.ShowSchoolsAsync, cancellationToken);
}

/// <summary>One school in counts, for a trust lead.</summary>
public sealed class ShowTrustSchool(OfficeDoor door, TrustLeadPages trust)
{
    [Function(nameof(ShowTrustSchool))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OfficePaths.TrustSchoolRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenTrustAsync(request, TrustLeadPages.School, trust.ShowSchoolAsync, cancellationToken);
}

/// <summary>The trust's summaries of past nights.</summary>
public sealed class ShowTrustSummaries(OfficeDoor door, TrustLeadPages trust)
{
    [Function(nameof(ShowTrustSummaries))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OfficePaths.TrustSummariesRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenTrustAsync(request, TrustLeadPages.Summaries, trust.ShowSummariesAsync, cancellationToken);
}

/// <summary>Gives out a summary of the trust as a file.</summary>
public sealed class OpenTrustSummary(OfficeDoor door, TrustLeadPages trust)
{
    [Function(nameof(OpenTrustSummary))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OfficePaths.TrustSummaryRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenTrustAsync(request, TrustLeadPages.Download, trust.DownloadAsync, cancellationToken);
}
