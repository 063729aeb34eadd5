using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace AttendanceFunctions.Functions.Office;

/// <summary>A file that somebody opens from a page: it is saved under its name, and stays in no store on the way.</summary>
/// <param name="name">The name under which it is saved.</param>
/// <param name="type">Its media type.</param>
/// <param name="content">The file.</param>
public sealed class OfficeFile(string name, string type, BinaryData content) : IResult
{
    /// <summary>The name under which the file is saved.</summary>
    public string Name => name;

    /// <summary>The file.</summary>
    public BinaryData Content => content;

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = type;
        OfficeAnswer.AddHeaders(response);
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(name);
        response.Headers.ContentDisposition = disposition.ToString();
        return response.Body.WriteAsync(content.ToMemory(), httpContext.RequestAborted).AsTask();
    }
}
