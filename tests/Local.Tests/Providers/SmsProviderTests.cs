using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AttendanceFunctions.Local.Providers;

namespace AttendanceFunctions.Tests.Local.Providers;

public sealed class SmsProviderTests : IAsyncLifetime
{
    private const string Number = "+447700900123";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("attendance-sms-");
    private readonly HttpClient client = new();
    private SmsProvider provider = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string OutboxPath => Path.Combine(folder.FullName, "outbox", "sms.jsonl");

    public async ValueTask InitializeAsync() =>
        provider = await SmsProvider.StartAsync(OutboxPath, new StoppedClock("2026-09-07T08:15:00Z"), Cancellation);

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await provider.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_signed_text_is_in_the_outbox_when_its_response_arrives()
    {
        using var response = await SendAsync("Hello, é", "key-1");

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var result = (await JsonAsync(response)).GetProperty("value")[0];
        Assert.Equal(Number, result.GetProperty("to").GetString());
        Assert.Equal(202, result.GetProperty("httpStatusCode").GetInt32());
        Assert.True(result.GetProperty("successful").GetBoolean());
        Assert.Equal("accepted", result.GetProperty("repeatabilityResult").GetString());
        Assert.NotEmpty(result.GetProperty("messageId").GetString()!);
        Assert.Equal(
            """{"to":"+447700900123","body":"Hello, é","key":"key-1","at":"2026-09-07T08:15:00Z"}""" + "\n",
            await ReadOutboxAsync());
    }

    [Fact]
    public async Task A_text_in_the_outbox_is_reported_even_if_its_response_is_lost()
    {
        var reported = new List<int>();
        provider.Reports.DeliverTo((_, _) =>
        {
            reported.Add(provider.Accepted.Count);
            return Task.CompletedTask;
        });
        provider.FailNext(new ProviderFault.AcceptAndDropConnection());
        provider.FailNext(new ProviderFault.AcceptAndCorruptResponse());
        provider.FailNext(new ProviderFault.Refuse(500));

        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync("Hello", "key-1"));
        foreach (var key in new[] { "key-2", "key-3", "key-4" })
        {
            (await SendAsync("Hello", key)).Dispose();
        }

        Assert.Equal([1, 2, 3], reported);
    }

    [Fact]
    public async Task A_lost_report_can_be_sent_again()
    {
        (await SendAsync("Hello", "key-1")).Dispose();
        (await SendAsync("Hello", "key-2")).Dispose();
        var bodies = new List<string>();
        provider.Reports.DeliverTo((body, _) =>
        {
            bodies.Add(Encoding.UTF8.GetString(Convert.FromBase64String(body)));
            return Task.CompletedTask;
        });

        await provider.ReportAgainAsync(new HashSet<string> { "key-2", "key-9" }, Cancellation);

        Assert.Contains("\"Tag\":\"key-2\"", Assert.Single(bodies), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signature_by_another_key_or_over_another_body_is_denied()
    {
        using var otherKey = await SendAsync("Hello", "key-1", accessKey: RandomNumberGenerator.GetBytes(32));
        using var otherBody = await SendAsync("Hello", "key-1", signedBody: "something else");

        Assert.Equal(HttpStatusCode.Unauthorized, otherKey.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, otherBody.StatusCode);
        Assert.Empty(provider.Accepted);
    }

    [Fact]
    public async Task A_body_without_a_message_is_a_bad_request()
    {
        using var response = await PostAsync("""{"from":"TRUST","smsRecipients":[{"to":"+447700900123"}]}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty(provider.Accepted);
    }

    [Fact]
    public async Task A_planned_rejection_occurs_the_planned_number_of_times_with_its_retry_after()
    {
        provider.FailNext(new ProviderFault.RefuseForNow(429, TimeSpan.FromSeconds(7)), times: 2);

        using var first = await SendAsync("Hello", "key-1");
        using var second = await SendAsync("Hello", "key-1");
        using var third = await SendAsync("Hello", "key-1");

        Assert.Equal(HttpStatusCode.TooManyRequests, first.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), second.Headers.RetryAfter!.Delta);
        Assert.Equal(HttpStatusCode.Accepted, third.StatusCode);
        Assert.Single(provider.Accepted);
    }

    [Fact]
    public async Task A_fault_for_one_number_does_not_affect_other_numbers()
    {
        provider.FailNextTo("+447700900999", new ProviderFault.Refuse(500));

        using var fine = await SendAsync("Hello", "key-1");
        using var refused = await SendAsync("Hello", "key-2", to: "+447700900999");

        Assert.Equal(HttpStatusCode.Accepted, fine.StatusCode);
        Assert.Equal(HttpStatusCode.InternalServerError, refused.StatusCode);
    }

    [Fact]
    public async Task A_rejected_recipient_is_not_accepted_although_the_request_succeeds()
    {
        provider.FailNext(new ProviderFault.RefuseRecipients(400));

        using var response = await SendAsync("Hello", "key-1");

        var result = (await JsonAsync(response)).GetProperty("value")[0];
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.False(result.GetProperty("successful").GetBoolean());
        Assert.Equal(400, result.GetProperty("httpStatusCode").GetInt32());
        Assert.Empty(provider.Accepted);
    }

    [Fact]
    public async Task A_dropped_connection_loses_the_response_but_keeps_the_text()
    {
        provider.FailNext(new ProviderFault.AcceptAndDropConnection());

        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync("Hello", "key-1"));

        Assert.Equal("key-1", Assert.Single(provider.Accepted).Key);
    }

    [Fact]
    public async Task A_corrupt_response_accepts_the_text_but_cannot_be_parsed()
    {
        provider.FailNext(new ProviderFault.AcceptAndCorruptResponse());

        using var response = await SendAsync("Hello", "key-1");

        await Assert.ThrowsAnyAsync<JsonException>(() => JsonAsync(response));
        Assert.Single(provider.Accepted);
    }

    [Fact]
    public async Task A_hanging_request_ends_with_the_provider()
    {
        provider.FailNext(new ProviderFault.AcceptAndHang());
        var sending = SendAsync("Hello", "key-1");
        while (provider.Accepted.Count == 0)
        {
            await Task.Yield();
        }

        await provider.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => sending);
    }

    [Fact]
    public async Task A_restarted_provider_appends_after_the_last_complete_line()
    {
        (await SendAsync("One", "key-1")).Dispose();
        await provider.DisposeAsync();
        await File.AppendAllTextAsync(OutboxPath, """{"to":"+4477009""", Cancellation);

        await InitializeAsync();
        (await SendAsync("Two", "key-2")).Dispose();

        Assert.Equal(["key-1", "key-2"], provider.Accepted.Select(text => text.Key));
        Assert.Equal(2, (await ReadOutboxAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    private Task<HttpResponseMessage> SendAsync(
        string message, string key, string to = Number, byte[]? accessKey = null, string? signedBody = null) =>
        PostAsync(
            JsonSerializer.Serialize(new
            {
                from = "TRUST",
                smsRecipients = new[]
                {
                    new { to, repeatabilityRequestId = key, repeatabilityFirstSent = "Mon, 07 Sep 2026 08:15:00 GMT" }
                },
                message,
                smsSendOptions = new { enableDeliveryReport = true, tag = key },
            }),
            accessKey,
            signedBody);

    private async Task<HttpResponseMessage> PostAsync(string body, byte[]? accessKey = null, string? signedBody = null)
    {
        var parts = provider.ConnectionString.Split(';', 2);
        var endpoint = new Uri(parts[0]["endpoint=".Length..]);
        var key = accessKey ?? Convert.FromBase64String(parts[1]["accesskey=".Length..]);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(endpoint, "sms?api-version=2021-03-07"));
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        var date = DateTimeOffset.UtcNow.ToString("r", CultureInfo.InvariantCulture);
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(signedBody ?? body)));
        var signed = $"POST\n/sms?api-version=2021-03-07\n{date};{endpoint.Authority};{hash}";
        var signature = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(signed)));
        request.Headers.Add("x-ms-date", date);
        request.Headers.Add("x-ms-content-sha256", hash);
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "HMAC-SHA256", $"SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}");
        return await client.SendAsync(request, Cancellation);
    }

    private async Task<string> ReadOutboxAsync()
    {
        await using var file = new FileStream(OutboxPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync(Cancellation);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response) =>
        JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(Cancellation));
}
