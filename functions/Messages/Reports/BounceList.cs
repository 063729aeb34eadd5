using System.Text.Json;
using System.Text.RegularExpressions;
using SendGrid;

namespace AttendanceFunctions.Functions.Messages.Reports;

/// <summary>An email that came back, as SendGrid lists it.</summary>
/// <param name="Created">When, in seconds since 1970.</param>
/// <param name="Reason">The receiving server's answer.</param>
/// <param name="Status">Its enhanced status code (RFC 3463); may be empty.</param>
public sealed partial record Bounce(long Created, string? Email, string? Reason, string? Status)
{
    public DateTimeOffset At => DateTimeOffset.FromUnixTimeSeconds(Created);

    /// <summary>Whether it came back for good: class 5. Where no code is given, the server's answer may hold it.</summary>
    public bool IsHard =>
        (string.IsNullOrEmpty(Status) ? Code().Match(Reason ?? "").Value : Status).StartsWith("5.", StringComparison.Ordinal);

    [GeneratedRegex(@"\b[245]\.\d{1,3}\.\d{1,3}\b")]
    private static partial Regex Code();
}

/// <summary>SendGrid could not be asked which emails came back.</summary>
public sealed class BouncesNotReadException(string why) : Exception(why);

/// <summary>SendGrid's list of emails that came back (GET /v3/suppression/bounces), read page by page.</summary>
public sealed class BounceList(SendGridClient client)
{
    /// <summary>Bounces on a page: the most that the service gives.</summary>
    public const int PageSize = 500;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>All that came back since an instant.</summary>
    /// <exception cref="BouncesNotReadException">The service refused or answered with something else.</exception>
    public async Task<IReadOnlyList<Bounce>> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var bounces = new List<Bounce>();
        IReadOnlyList<Bounce> page;
        do
        {
            page = await ReadPageAsync(since, bounces.Count, cancellationToken);
            bounces.AddRange(page);
        }
        while (page.Count == PageSize);

        return bounces;
    }

    private async Task<IReadOnlyList<Bounce>> ReadPageAsync(DateTimeOffset since, int offset, CancellationToken cancellationToken)
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

        try
        {
            return JsonSerializer.Deserialize<List<Bounce>>(await answer.Body.ReadAsStringAsync(cancellationToken), Json) ?? [];
        }
        catch (JsonException)
        {
            // What it answered may hold addresses.
            throw new BouncesNotReadException("SendGrid's list of bounced emails was none that could be read.");
        }
    }
}
