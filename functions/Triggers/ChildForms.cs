using AttendanceFunctions.Functions.Office;
using AttendanceFunctions.Functions.Office.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AttendanceFunctions.Functions.Triggers;

/// <summary>Takes a reason for a child's absence that a family told, which a signed-in person writes down.</summary>
public sealed class TellReason(OfficeDoor door, EntryPages entries)
{
    [Function(nameof(TellReason))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = OfficePaths.ReasonRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenSchoolAsync(request, EntryPages.Reason, entries.TellReasonAsync, cancellationToken);
}

/// <summary>Puts a circumstance of a child on file, or ends it.</summary>
public sealed class NoteCircumstance(OfficeDoor door, EntryPages entries)
{
    [Function(nameof(NoteCircumstance))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = OfficePaths.CircumstanceRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenSchoolAsync(request, EntryPages.Circumstance, entries.NoteCircumstanceAsync, cancellationToken);
}

/// <summary>Makes a letter about a child that a signed-in person asks for.</summary>
public sealed class MakeLetter(OfficeDoor door, EntryPages entries)
{
    [Function(nameof(MakeLetter))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = OfficePaths.LetterNowRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenSchoolAsync(request, EntryPages.Letter, entries.MakeLetterAsync, cancellationToken);
}
