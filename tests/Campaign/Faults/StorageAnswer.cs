using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Tests.Campaign.Faults;

/// <summary>An answer of storage.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">All headers but those of the connection.</param>
/// <param name="Body">The body.</param>
public sealed record StorageAnswer(int Status, IReadOnlyDictionary<string, string[]> Headers, byte[] Body)
{
    private static readonly string[] OfConnection = ["Connection", "Keep-Alive", "Transfer-Encoding"];

    public static async Task<StorageAnswer> OfAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        return new(
            (int)answer.StatusCode,
            answer.Headers.Concat(answer.Content.Headers)
                .Where(header => !OfConnection.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
                .ToDictionary(header => header.Key, header => header.Value.ToArray()),
            body);
    }

    /// <summary>An error in place of storage's answer.</summary>
    public static StorageAnswer OfError(int status, string code, params (string Name, string Value)[] headers) => new(
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
