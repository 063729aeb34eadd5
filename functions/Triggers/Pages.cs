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

/// <summary>A school's morning: what has to be done, in the order in which it is done.</summary>
public sealed class ShowToday(OfficeDoor door, ListPages lists)
{
    [Function(nameof(ShowToday))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OfficePaths.TodayRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenSchoolAsync(request, ListPages.Today, lists.ShowTodayAsync, cancellationToken);
}

/// <summary>The messages of a kind that wait at a school.</summary>
public sealed class ShowMessages(OfficeDoor door, ListPages lists)
{
    [Function(nameof(ShowMessages))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OfficePaths.MessagesRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenSchoolAsync(request, ListPages.Messages, lists.ShowMessagesAsync, cancellationToken);
}

/// <summary>Everything that is open at a school, with filters; a name is searched for in a form.</summary>
public sealed class ShowEverythingOpen(OfficeDoor door, ListPages lists)
{
    [Function(nameof(ShowEverythingOpen))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = OfficePaths.EverythingRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenSchoolAsync(request, ListPages.Everything, lists.ShowEverythingAsync, cancellationToken);
}

/// <summary>A school's children by the stage at which their attendance lies.</summary>
public sealed class ShowChildrenByStage(OfficeDoor door, StagePages stages)
{
    [Function(nameof(ShowChildrenByStage))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OfficePaths.ChildrenRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenSchoolAsync(request, StagePages.Children, stages.ShowAsync, cancellationToken);
}

/// <summary>A child's story at a school.</summary>
public sealed class ShowChild(OfficeDoor door, ChildPages children)
{
    [Function(nameof(ShowChild))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OfficePaths.ChildRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenSchoolAsync(request, ChildPages.Child, children.ShowAsync, cancellationToken);
}

/// <summary>A school's letters of the last night that made any.</summary>
public sealed class ShowLetters(OfficeDoor door, LetterPages letters)
{
    [Function(nameof(ShowLetters))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OfficePaths.LettersRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenSchoolAsync(request, LetterPages.Letters, letters.ShowAsync, cancellationToken);
}

/// <summary>A school's letters of a night.</summary>
public sealed class ShowLettersOfNight(OfficeDoor door, LetterPages letters)
{
    [Function(nameof(ShowLettersOfNight))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OfficePaths.LettersOfNightRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenSchoolAsync(request, LetterPages.Letters, letters.ShowAsync, cancellationToken);
}

/// <summary>A letter, a print run or its list, as a Word document.</summary>
public sealed class OpenLetter(OfficeDoor door, LetterPages letters)
{
    [Function(nameof(OpenLetter))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OfficePaths.LetterRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenSchoolAsync(request, LetterPages.Download, letters.DownloadAsync, cancellationToken);
}

/// <summary>The letters about a child.</summary>
public sealed class ShowChildLetters(OfficeDoor door, ChildLetterPages letters)
{
    [Function(nameof(ShowChildLetters))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OfficePaths.ChildLettersRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenSchoolAsync(request, ChildLetterPages.OfChild, letters.ShowAsync, cancellationToken);
}

/// <summary>What a school prints or copies, of the last weeks, half terms and terms.</summary>
public sealed class ShowPrints(OfficeDoor door, PrintPages prints)
{
    [Function(nameof(ShowPrints))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OfficePaths.PrintsRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenSchoolAsync(request, PrintPages.Prints, prints.ShowAsync, cancellationToken);
}

/// <summary>Class sheets, the classes of the week, or lines to copy, as a file.</summary>
public sealed class OpenPrint(OfficeDoor door, PrintPages prints)
{
    [Function(nameof(OpenPrint))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OfficePaths.PrintRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenSchoolAsync(request, PrintPages.Download, prints.DownloadAsync, cancellationToken);
}

/// <summary>Who opened which page of a school.</summary>
public sealed class ShowWhoLooked(OfficeDoor door, LookPages looks)
{
    [Function(nameof(ShowWhoLooked))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OfficePaths.LooksRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenSchoolAsync(request, LookPages.WhoLooked, looks.ShowAsync, cancellationToken);
}

/// <summary>Takes a signed-in person's decision about a child, and carries it out at once.</summary>
public sealed class DecideAboutChild(OfficeDoor door, DecisionPages decisions)
{
    [Function(nameof(DecideAboutChild))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = OfficePaths.DecisionsRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenSchoolAsync(request, DecisionPages.Decision, decisions.DecideAsync, cancellationToken);
}

/// <summary>Takes a family's request for leave of absence, which a signed-in person writes down.</summary>
public sealed class AskForLeave(OfficeDoor door, EntryPages entries)
{
    [Function(nameof(AskForLeave))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = OfficePaths.LeaveRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenSchoolAsync(request, EntryPages.Leave, entries.AskForLeaveAsync, cancellationToken);
}

/// <summary>Takes what a signed-in person ticks off on a child's checklist.</summary>
public sealed class TickChecklist(OfficeDoor door, EntryPages entries)
{
    [Function(nameof(TickChecklist))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = OfficePaths.ChecklistRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenSchoolAsync(request, EntryPages.Ticks, entries.TickAsync, cancellationToken);
}

/// <summary>Records what a meeting about a formal step agreed.</summary>
public sealed class RecordAgreement(OfficeDoor door, EntryPages entries)
{
    [Function(nameof(RecordAgreement))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = OfficePaths.AgreementRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenSchoolAsync(request, EntryPages.Agreed, entries.AgreeAsync, cancellationToken);
}

/// <summary>Writes what a signed-in person enters into a child's log.</summary>
public sealed class WriteIntoLog(OfficeDoor door, EntryPages entries)
{
    [Function(nameof(WriteIntoLog))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = OfficePaths.LogRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenSchoolAsync(request, EntryPages.Log, entries.WriteAsync, cancellationToken);
}

/// <summary>A child's log as a file for the school's safeguarding record.</summary>
public sealed class DownloadChildLog(OfficeDoor door, LogFiles files)
{
    [Function(nameof(DownloadChildLog))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OfficePaths.LogRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenSchoolAsync(request, LogFiles.OfChild, files.ShowChildAsync, cancellationToken);
}

/// <summary>A school's log of a term as such a file.</summary>
public sealed class DownloadSchoolLog(OfficeDoor door, LogFiles files)
{
    [Function(nameof(DownloadSchoolLog))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OfficePaths.SchoolLogRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenSchoolAsync(request, LogFiles.OfSchool, files.ShowSchoolAsync, cancellationToken);
}

/// <summary>Takes a signed-in person's decision about the messages of a kind that wait.</summary>
public sealed class DecideAboutMessages(OfficeDoor door, DecisionPages decisions)
{
    [Function(nameof(DecideAboutMessages))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = OfficePaths.MessagesRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenSchoolAsync(request, DecisionPages.Messages, decisions.DecideMessagesAsync, cancellationToken);
}

/// <summary>The term's review of a school's policy.</summary>
public sealed class ShowPolicyReview(OfficeDoor door, PolicyPages policy)
{
    [Function(nameof(ShowPolicyReview))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OfficePaths.PolicyRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenSchoolAsync(request, PolicyPages.Review, policy.ShowAsync, cancellationToken);
}

/// <summary>Takes a signed-in person's answer about a sentence of the school's policy.</summary>
public sealed class AnswerPolicyReview(OfficeDoor door, PolicyPages policy)
{
    [Function(nameof(AnswerPolicyReview))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = OfficePaths.PolicyRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenSchoolAsync(request, PolicyPages.Answer, policy.AnswerAsync, cancellationToken);
}
