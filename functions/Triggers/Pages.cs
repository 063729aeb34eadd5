using AttendanceFunctions.Functions.Office;
using AttendanceFunctions.Functions.Office.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AttendanceFunctions.Functions.Triggers;

/// <summary>
/// The first page of the office. The level is anonymous because no key of the app stands before a page: the platform signs people in, and
/// the door asks who they are.
/// </summary>
public sealed class ShowOffice(OfficeDoor door, StartPages start)
{
    [Function(nameof(ShowOffice))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OfficePaths.StartRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenAsync(request, start.ShowAsync, cancellationToken);
}
