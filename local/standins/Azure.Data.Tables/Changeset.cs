using System.Globalization;
using System.Text;

namespace Azure.Data.Tables;

/// <summary>An entity-group transaction on the wire: one multipart/mixed batch that holds one changeset, a part for each change.</summary>
internal static class Changeset
{
    /// <summary>The body of the batch request, and its content type.</summary>
    public static (byte[] Body, string ContentType) Write(IEnumerable<EntityRequest> changes, Func<string, Uri> addressOf)
    {
        var (batch, changeset) = ($"batch_{Guid.NewGuid()}", $"changeset_{Guid.NewGuid()}");
        using var buffer = new MemoryStream();
        Line(buffer, $"--{batch}");
        Line(buffer, $"Content-Type: multipart/mixed; boundary={changeset}");
        Line(buffer, "");
        foreach (var change in changes)
        {
            Line(buffer, $"--{changeset}");
            Line(buffer, "Content-Type: application/http");
            Line(buffer, "Content-Transfer-Encoding: binary");
            Line(buffer, "");
            Line(buffer, $"{change.Method} {addressOf(change.Path).AbsoluteUri} HTTP/1.1");
            foreach (var (name, value) in change.Headers())
            {
                Line(buffer, $"{name}: {value}");
            }

            if (change.Body is not null)
            {
                Line(buffer, string.Create(CultureInfo.InvariantCulture, $"Content-Length: {change.Body.Length}"));
            }

            Line(buffer, "");
            buffer.Write(change.Body);
            Line(buffer, "");
        }

        Line(buffer, $"--{changeset}--");
        Line(buffer, $"--{batch}--");
        return (buffer.ToArray(), $"multipart/mixed; boundary={batch}");
    }

    /// <summary>The answers of the batch, one for each change; a refused transaction has a single one, that of the change at fault.</summary>
    public static IReadOnlyList<Response> Read(Response batch) =>
        [.. Read(batch.Headers.ContentType ?? "", batch.Content.ToString(), batch.ClientRequestId)];

    private static IEnumerable<Response> Read(string contentType, string body, string requestId)
    {
        foreach (var part in Parts(body, BoundaryOf(contentType)))
        {
            var reader = new StringReader(part);
            var headers = ReadHeaders(reader);
            var partType = headers.GetValueOrDefault("Content-Type", "");
            if (!partType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
            {
                yield return ReadAnswer(reader, requestId);
            }
            else
            {
                foreach (var answer in Read(partType, reader.ReadToEnd(), requestId))
                {
                    yield return answer;
                }
            }
        }
    }

    private static ChangeResponse ReadAnswer(StringReader reader, string requestId)
    {
        var status = (reader.ReadLine() ?? "").Split(' ', 3);
        if (status.Length < 2 || !int.TryParse(status[1], NumberStyles.None, CultureInfo.InvariantCulture, out var code))
        {
            throw new FormatException("The Table service answered a transaction with a part that has no status.");
        }

        var headers = ReadHeaders(reader);
        return new ChangeResponse(code, status.Length > 2 ? status[2] : "", headers, reader.ReadToEnd().TrimEnd(), requestId);
    }

    private static Dictionary<string, string> ReadHeaders(StringReader reader)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            if (line.Split(':', 2) is [var name, var value])
            {
                headers[name.Trim()] = value.Trim();
            }
        }

        return headers;
    }

    private static IEnumerable<string> Parts(string body, string boundary) => body
        .Split($"--{boundary}", StringSplitOptions.None)
        .Skip(1)
        .TakeWhile(part => !part.StartsWith("--", StringComparison.Ordinal))
        .Select(part => part.TrimStart('\r', '\n'));

    private static string BoundaryOf(string contentType) =>
        contentType.Split("boundary=", 2) is [_, var boundary]
            ? boundary.Split(';')[0].Trim().Trim('"')
            : throw new FormatException("The Table service answered a transaction with something that is not a multipart body.");

    private static void Line(MemoryStream buffer, string text) => buffer.Write(Encoding.UTF8.GetBytes(text + "\r\n"));
}
