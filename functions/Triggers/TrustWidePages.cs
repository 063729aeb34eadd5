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
