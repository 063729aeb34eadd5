using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Tests.Campaign.Faults;

/// <summary>A response of storage.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">The headers, except those about the connection.</param>
/// <param name="Body">The body.</param>
public sealed record StorageResponse(int Status, IReadOnlyDictionary<string, string[]> Headers, byte[] Body)
{
    private static readonly string[] ConnectionHeaders = ["Connection", "Keep-Alive", "Transfer-Encoding"];

    public static async Task<StorageResponse> OfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return new(
            (int)response.StatusCode,
            response.Headers.Concat(response.Content.Headers)
                .Where(header => !ConnectionHeaders.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
                .ToDictionary(header => header.Key, header => header.Value.ToArray()),
            body);
    }

    /// <summary>Creates an error response.</summary>
    public static StorageResponse OfError(int status, string code, params (string Name, string Value)[] headers) => new(
        status,
        headers.Append(("x-ms-error-code", code))
            .Append(("Content-Length", "0"))
            .ToDictionary(header => header.Item1, header => new[] { header.Item2 }),
        []);

    public async Task WriteAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        response.StatusCode = Status;
        foreach (var (name, values) in Headers)
        {
            response.Headers[name] = values;
        }

        if (Body.Length > 0)
        {
            await response.Body.WriteAsync(Body, cancellationToken);
        }
    }
}
