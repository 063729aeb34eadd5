using System.Text.Json;
using System.Text.RegularExpressions;
using SendGrid;

namespace AttendanceFunctions.Functions.Messages.Reports;

/// <summary>A bounced email in SendGrid's list.</summary>
/// <param name="Created">When it bounced, in seconds since 1970.</param>
/// <param name="Reason">The receiving server's answer.</param>
/// <param name="Status">The server's enhanced status code (RFC 3463); may be empty.</param>
public sealed partial record Bounce(long Created, string? Email, string? Reason, string? Status)
{
    /// <summary>When it bounced; only where <see cref="HasTime"/>.</summary>
    public DateTimeOffset At => DateTimeOffset.FromUnixTimeSeconds(Created);

    /// <summary>Whether its time exists.</summary>
    public bool HasTime => Created >= 0 && Created <= DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>Whether the bounce is permanent: class 5. If no code is given, it is looked for in the server's answer.</summary>
    public bool IsHard =>
        (string.IsNullOrEmpty(Status) ? Code().Match(Reason ?? "").Value : Status).StartsWith("5.", StringComparison.Ordinal);

    [GeneratedRegex(@"\b[245]\.\d{1,3}\.\d{1,3}\b", RegexOptions.NonBacktracking)]
    private static partial Regex Code();
}

/// <summary>SendGrid's list of bounces could not be read.</summary>
public sealed class BouncesNotReadException(string why) : Exception(why);

/// <summary>SendGrid's list of bounced emails (GET /v3/suppression/bounces), read page by page.</summary>
public sealed class BounceList(SendGridClient client)
{
    /// <summary>Bounces per page: the service's maximum.</summary>
    public const int PageSize = 500;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>All bounces since an instant, no more than <see cref="Bounds.Bounces"/>.</summary>
    /// <exception cref="BouncesNotReadException">The service refused, lists more, or its answer could not be read.</exception>
    public async Task<IReadOnlyList<Bounce>> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var bounces = new List<Bounce>();
        IReadOnlyList<Bounce?> page;
        var read = 0;
        do
        {
            page = await ReadPageAsync(since, read, cancellationToken);
            bounces.AddRange(page.OfType<Bounce>());
            read += page.Count;
        }
        while (page.Count == PageSize && read < Bounds.Bounces);

        return page.Count < PageSize ? bounces : throw new BouncesNotReadException(
            $"SendGrid lists more than {English.Number(Bounds.Bounces)} bounced emails. Delete those from its list that are long settled.");
    }

    private async Task<IReadOnlyList<Bounce?>> ReadPageAsync(DateTimeOffset since, int offset, CancellationToken cancellationToken)
    {
        var query = string.Create(
            CultureInfo.InvariantCulture, $$"""{"start_time":{{since.ToUnixTimeSeconds()}},"limit":{{PageSize}},"offset":{{offset}}}""");
        var answer = await client.RequestAsync(
            SendGridClient.Method.GET, queryParams: query, urlPath: "suppression/bounces", cancellationToken: cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            throw new BouncesNotReadException(
                $"SendGrid answered {(int)answer.StatusCode} when it was asked for bounced emails. The key in Email__ApiKey needs the "
                + $"permission to read suppressions beside the one to send.");
        }

        return Read(await answer.Body.ReadAsStringAsync(cancellationToken));
    }

    /// <summary>Reads a page of the list.</summary>
    /// <returns>Its bounces; null for each entry that says nothing, or a time that does not exist.</returns>
    /// <exception cref="BouncesNotReadException">The text is no such list.</exception>
    public static IReadOnlyList<Bounce?> Read(string page)
    {
        try
        {
            var bounces = JsonSerializer.Deserialize<List<Bounce?>>(page, Json) ?? [];
            return [.. bounces.Select(bounce => bounce is { HasTime: true } ? bounce : null)];
        }
        catch (JsonException)
        {
            // The answer may contain addresses, so it is not logged.
            throw new BouncesNotReadException("SendGrid's list of bounced emails was none that could be read.");
        }
    }
}
