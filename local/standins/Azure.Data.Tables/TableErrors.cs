using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>Reads the service's error body ({"odata.error":{"code","message":{"value"}}}); in a transaction the message starts with the failing change's index.</summary>
internal sealed partial class TableErrors : RequestFailedDetailsParser
{
    public static RequestFailedException Of(Response response) => new(response, null, new TableErrors());

    public override bool TryParse(Response response, [NotNullWhen(true)] out ResponseError? error, [NotNullWhen(true)] out IDictionary<string, string>? data)
    {
        data = new Dictionary<string, string>();
        if (!TryReadBody(response, out var code, out var text) && !response.Headers.TryGetValue("x-ms-error-code", out code))
        {
            error = null;
            return false;
        }

        error = new ResponseError(code, text);
        if (IndexOfChange().Match(text ?? "") is { Success: true } match)
        {
            data[TableTransactionFailedException.FailedIndexKey] = match.Groups["index"].Value;
        }

        return true;
    }

    private static bool TryReadBody(Response response, out string? code, out string? text)
    {
        (code, text) = (null, null);
        try
        {
            using var body = JsonDocument.Parse(response.Content);
            if (body.RootElement.ValueKind != JsonValueKind.Object || !body.RootElement.TryGetProperty("odata.error", out var details))
            {
                return false;
            }

            code = details.GetProperty("code").GetString();
            text = details.GetProperty("message").GetProperty("value").GetString();
            return code is not null;
        }
        catch (Exception notTheServicesForm) when (notTheServicesForm is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // A proxy's page or an empty body: the status and the x-ms-error-code header are all there is.
            return false;
        }
    }

    [GeneratedRegex(@"^(?<index>\d{1,3}):")]
    private static partial Regex IndexOfChange();
}
