using System.Net;
using System.Net.Http.Headers;

namespace SendGrid;

/// <summary>SendGrid's answer: 202 where it accepted a message, which is not yet delivered.</summary>
public class Response
{
    /// <summary>Takes the parts of an answer.</summary>
    public Response(HttpStatusCode statusCode, HttpContent responseBody, HttpResponseHeaders responseHeaders)
    {
        StatusCode = statusCode;
        Body = responseBody;
        Headers = responseHeaders;
    }

    /// <summary>The status.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>Whether the status is 2xx.</summary>
    public bool IsSuccessStatusCode => (int)StatusCode is >= 200 and < 300;

    /// <summary>The body; a JSON of errors where the message was refused.</summary>
    public HttpContent Body { get; }

    /// <summary>The headers, among them X-Message-Id.</summary>
    public HttpResponseHeaders Headers { get; }
}
