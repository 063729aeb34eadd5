using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Communication.Sms;
using Azure.Core.Pipeline;

namespace AttendanceFunctions.Tests.Local.Sms;

public class SmsClientTests
{
    private const string Number = "+447700900123";

    private static readonly byte[] Key = Encoding.UTF8.GetBytes("a key of a test");

    private static readonly ScriptedResponse Accepted = new(
        202,
        """{"value":[{"to":"+447700900123","messageId":"Outgoing_1","httpStatusCode":202,"""
        + """ "repeatabilityResult":"accepted","successful":true}]}""");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_text_is_posted_with_its_recipient_report_and_tag()
    {
        await using var server = await LoopbackServer.StartAsync(Accepted);
        var sent = await Client(server).SendAsync(
            "OakTrust", Number, "Zoë hat 3 Tage gefehlt", new SmsSendOptions(enableDeliveryReport: true) { Tag = "key-1" }, Cancellation);

        var request = Assert.Single(server.Requests);
        Assert.Equal(("POST", "/sms?api-version=2021-03-07"), (request.Method, request.Target));
        Assert.Equal(("application/json", "application/json"), (request.Header("Content-Type"), request.Header("Accept")));

        var body = JsonDocument.Parse(request.Body).RootElement;
        Assert.Equal(["from", "smsRecipients", "message", "smsSendOptions"], body.EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            ("OakTrust", "Zoë hat 3 Tage gefehlt"), (body.GetProperty("from").GetString(), body.GetProperty("message").GetString()));
        Assert.Equal("""{"enableDeliveryReport":true,"tag":"key-1"}""", body.GetProperty("smsSendOptions").GetRawText());
        var recipient = Assert.Single(body.GetProperty("smsRecipients").EnumerateArray());
        Assert.Equal(Number, recipient.GetProperty("to").GetString());
        Assert.True(recipient.GetProperty("repeatabilityRequestId").TryGetGuid(out _));
        Assert.True(
            DateTimeOffset.TryParseExact(
                recipient.GetProperty("repeatabilityFirstSent").GetString(),
                "r",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out _));

        Assert.Equal(
            (Number, "Outgoing_1", 202, true), (sent.Value.To, sent.Value.MessageId, sent.Value.HttpStatusCode, sent.Value.Successful));
        Assert.Null(sent.Value.ErrorMessage);
        Assert.Equal(202, sent.GetRawResponse().Status);
    }

    [Fact]
    public async Task A_request_is_signed_over_method_path_date_host_and_body()
    {
        await using var server = await LoopbackServer.StartAsync(Accepted);
        await Client(server).SendAsync("OakTrust", Number, "text", cancellationToken: Cancellation);

        var request = Assert.Single(server.Requests);
        Assert.Equal(Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(request.Body))), request.Header("x-ms-content-sha256"));
        Assert.Equal(Authorization(request), request.Header("Authorization"));
        Assert.False(JsonDocument.Parse(request.Body).RootElement.TryGetProperty("smsSendOptions", out _));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_retry_keeps_its_repeatability_id_and_another_text_has_another_id(int status)
    {
        await using var server = await LoopbackServer.StartAsync(new ScriptedResponse(status, "", ("Retry-After", "0")), Accepted);
        var client = Client(server);
        await client.SendAsync("OakTrust", Number, "text", cancellationToken: Cancellation);
        await client.SendAsync("OakTrust", Number, "text", cancellationToken: Cancellation);

        Assert.Equal(3, server.Requests.Count);
        Assert.Equal(server.Requests[0].Body, server.Requests[1].Body);
        Assert.Equal(2, server.Requests.Select(RepeatabilityId).Distinct().Count());
        Assert.All(server.Requests, request => Assert.Equal(Authorization(request), request.Header("Authorization")));
    }

    [Fact]
    public async Task A_rejected_request_throws_with_the_status_and_code_of_the_service()
    {
        await using var server = await LoopbackServer.StartAsync(
            new ScriptedResponse(
                400, """{"error":{"code":"BadRequest","message":"The sender is not yours."}}""", ("Content-Type", "application/json")));
        var refused = await Assert.ThrowsAsync<RequestFailedException>(
            () => Client(server).SendAsync("OakTrust", Number, "text", cancellationToken: Cancellation));
        Assert.Equal((400, "BadRequest"), (refused.Status, refused.ErrorCode));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_rejected_recipient_is_returned_as_a_result()
    {
        await using var server = await LoopbackServer.StartAsync(new ScriptedResponse(
            202,
            """{"value":[{"to":"+447700900123","httpStatusCode":400,"successful":false,"errorMessage":"Invalid To number format."}]}"""));
        var sent = (await Client(server).SendAsync("OakTrust", Number, "text", cancellationToken: Cancellation)).Value;
        Assert.Equal((400, false, "Invalid To number format."), (sent.HttpStatusCode, sent.Successful, sent.ErrorMessage));
        Assert.Null(sent.MessageId);
    }

    [Fact]
    public async Task A_token_for_communication_services_is_requested_and_only_sent_over_https()
    {
        await using var secure = await LoopbackServer.StartAsync(_ => Accepted, https: true);
        using var trusting = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator
        };
        var credential = new StaticCredential();
        var options = new SmsClientOptions { Transport = new HttpClientTransport(trusting) };
        await new SmsClient(secure.Address, credential, options).SendAsync("OakTrust", Number, "text", cancellationToken: Cancellation);
        Assert.Equal("Bearer a-token", Assert.Single(secure.Requests).Header("Authorization"));
        Assert.Equal(["https://communication.azure.com//.default"], Assert.Single(credential.Scopes));

        await using var plain = await LoopbackServer.StartAsync(Accepted);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => new SmsClient(plain.Address, credential).SendAsync("OakTrust", Number, "text", cancellationToken: Cancellation));
        Assert.Empty(plain.Requests);
    }

    [Fact]
    public async Task A_cancelled_send_stops_without_another_attempt()
    {
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        await using var server = await LoopbackServer.StartAsync(_ =>
        {
            cancelled.Cancel();
            return new ScriptedResponse(503, "", ("Retry-After", "3600"));
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Client(server).SendAsync("OakTrust", Number, "text", cancellationToken: cancelled.Token));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("endpoint=https://sms.example.org/", "accesskey=")]
    [InlineData("accesskey=YQ==", "endpoint=")]
    public void A_missing_part_of_the_connection_string_is_named_in_the_error(string connectionString, string part)
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => new SmsClient(connectionString));
        Assert.Contains(part, refusal.Message, StringComparison.Ordinal);
    }

    private static SmsClient Client(LoopbackServer server) => new(
        $"endpoint={server.Address};accesskey={Convert.ToBase64String(Key)}",
        new SmsClientOptions { Retry = { Delay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(1) } });

    private static string Authorization(RecordedRequest request)
    {
        var text =
            $"POST\n{request.Target}\n{request.Header("x-ms-date")};{request.Header("Host")};{request.Header("x-ms-content-sha256")}";
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(text)));
        return $"HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}";
    }

    private static string? RepeatabilityId(RecordedRequest request) =>
        JsonDocument.Parse(request.Body).RootElement.GetProperty("smsRecipients")[0].GetProperty("repeatabilityRequestId").GetString();
}
