using AttendanceFunctions.Functions.Office;
using AttendanceFunctions.Functions.Office.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AttendanceFunctions.Functions.Triggers;

/// <summary>A school's files: what came in, what became of it, and which registers are missing.</summary>
public sealed class ShowFiles(OfficeDoor door, FilePages files)
{
    [Function(nameof(ShowFiles))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OfficePaths.FilesRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenSchoolAsync(request, FilePages.Files, files.ShowAsync, cancellationToken);
}

/// <summary>Takes a register or the roster that a signed-in person uploads, and says at once what the night will make of it.</summary>
public sealed class UploadFile(OfficeDoor door, FilePages files)
{
    [Function(nameof(UploadFile))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = OfficePaths.FilesRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenSchoolAsync(request, FilePages.Upload, files.UploadAsync, cancellationToken);
}

/// <summary>A file that came in, with what it says.</summary>
public sealed class ShowFile(OfficeDoor door, FilePages files)
{
    [Function(nameof(ShowFile))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OfficePaths.FileRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenSchoolAsync(request, FilePages.File, files.ShowFileAsync, cancellationToken);
}

/// <summary>The rows of a file that came back, with the reasons.</summary>
public sealed class DownloadReturnedRows(OfficeDoor door, FilePages files)
{
    [Function(nameof(DownloadReturnedRows))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OfficePaths.FileRowsRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenSchoolAsync(request, FilePages.Rows, files.DownloadRowsAsync, cancellationToken);
}

/// <summary>The templates of a school's letters.</summary>
public sealed class ShowTemplates(OfficeDoor door, TemplatePages templates)
{
    [Function(nameof(ShowTemplates))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OfficePaths.TemplatesRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenSchoolAsync(request, TemplatePages.Templates, templates.ShowAsync, cancellationToken);
}

/// <summary>A template as a Word document.</summary>
public sealed class DownloadTemplate(OfficeDoor door, TemplatePages templates)
{
    [Function(nameof(DownloadTemplate))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OfficePaths.TemplateRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenSchoolAsync(request, TemplatePages.Download, templates.DownloadAsync, cancellationToken);
}

/// <summary>Takes a template of the school's own, or takes one back.</summary>
public sealed class ChangeTemplate(OfficeDoor door, TemplatePages templates)
{
    [Function(nameof(ChangeTemplate))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = OfficePaths.TemplatesRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenSchoolAsync(request, TemplatePages.Change, templates.ChangeAsync, cancellationToken);
}
