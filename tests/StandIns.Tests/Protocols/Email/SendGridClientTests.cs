using System.Net;
using System.Text.Json.Nodes;
using AttendanceFunctions.Tests.StandIns.Loopback;
using SendGrid;
using SendGrid.Helpers.Mail;

namespace AttendanceFunctions.Tests.StandIns.Protocols.Email;

public class SendGridClientTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_is_posted_as_the_service_documents_it()
    {
        await using var server = await LoopbackServer.StartAsync(new Answer(202, "", ("X-Message-Id", "m-1")));
        using var http = new HttpClient();
        var message = Message();
        message.AddCustomArg("nudge", "key-1");
        message.SetClickTracking(false, false);
        message.SetOpenTracking(false);
        message.AddContent("text/html", "<p>Zoë & \"Tom\"</p>");
        message.AddContent("text/plain", "Zoë & \"Tom\"");
        var answer = await Client(http, server).SendEmailAsync(message, Cancellation);

        var request = Assert.Single(server.Requests);
        Assert.Equal(("POST", "/v3/mail/send"), (request.Method, request.Target));
        Assert.Equal(("Bearer SG.key", "application/json", "application/json"), (request.Header("Authorization"), request.Header("Content-Type"), request.Header("Accept")));
        Assert.StartsWith("sendgrid/9.29.3", request.Header("User-Agent"), StringComparison.Ordinal);
        var expected = JsonNode.Parse("""
            {
              "from": { "name": "Oak Trust", "email": "attendance@example.org" },
              "personalizations": [
                { "to": [ { "name": "Ann", "email": "ann@example.org" } ], "subject": "Three days", "custom_args": { "nudge": "key-1" } }
              ],
              "content": [
                { "type": "text/plain", "value": "Zoë & \"Tom\"" },
                { "type": "text/html", "value": "<p>Zoë & \"Tom\"</p>" }
              ],
              "tracking_settings": { "click_tracking": { "enable": false, "enable_text": false }, "open_tracking": { "enable": false } }
            }
            """);
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(request.Body)), request.Body);
        Assert.Equal((HttpStatusCode.Accepted, true), (answer.StatusCode, answer.IsSuccessStatusCode));
        Assert.Equal("m-1", answer.Headers.GetValues("X-Message-Id").Single());
    }

    [Fact]
    public async Task The_two_bodies_take_the_place_of_added_content_and_plain_text_comes_first()
    {
        await using var server = await LoopbackServer.StartAsync(new Answer(202));
        using var http = new HttpClient();
        var message = Message();
        message.AddContent("text/plain", "not sent");
        message.HtmlContent = "<p>h</p>";
        message.PlainTextContent = "p";
        await Client(http, server).SendEmailAsync(message, Cancellation);

        var contents = JsonNode.Parse(server.Requests.Single().Body)!["content"]!.AsArray();
        Assert.Equal([("text/plain", "p"), ("text/html", "<p>h</p>")], contents.Select(content => ((string)content!["type"]!, (string)content["value"]!)));
    }

    [Fact]
    public async Task What_is_not_set_is_left_out_and_an_address_is_written_once()
    {
        await using var server = await LoopbackServer.StartAsync(new Answer(202));
        using var http = new HttpClient();
        var message = new SendGridMessage();
        message.AddTo(new EmailAddress("ann@example.org"));
        message.AddTo(new EmailAddress("ANN@example.org"));
        message.AddTo(new EmailAddress("bea@example.org"), personalizationIndex: 1);
        await Client(http, server).SendEmailAsync(message, Cancellation);
        Assert.Equal(
            """{"personalizations":[{"to":[{"email":"ann@example.org"}]},{"to":[{"email":"bea@example.org"}]}]}""",
            server.Requests.Single().Body);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_refusal_is_an_answer_and_nothing_is_ever_sent_twice(int status)
    {
        await using var server = await LoopbackServer.StartAsync(new Answer(status, """{"errors":[{"message":"no"}]}""", ("Retry-After", "0")));
        using var http = new HttpClient();
        var answer = await Client(http, server).SendEmailAsync(Message(), Cancellation);
        Assert.Equal((status, false), ((int)answer.StatusCode, answer.IsSuccessStatusCode));
        Assert.Equal("""{"errors":[{"message":"no"}]}""", await answer.Body.ReadAsStringAsync(Cancellation));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Any_operation_is_asked_for_by_its_path_with_its_query_as_json()
    {
        await using var server = await LoopbackServer.StartAsync(new Answer(200, "[]"));
        using var http = new HttpClient();
        var answer = await Client(http, server).RequestAsync(
            SendGridClient.Method.GET, queryParams: """{"start_time":1443651125,"limit":500,"offset":"0"}""", urlPath: "suppression/bounces", cancellationToken: Cancellation);

        var request = Assert.Single(server.Requests);
        Assert.Equal(("GET", "/v3/suppression/bounces?start_time=1443651125&limit=500&offset=0", ""), (request.Method, request.Target, request.Body));
        Assert.Equal(("Bearer SG.key", "application/json"), (request.Header("Authorization"), request.Header("Accept")));
        Assert.Equal("[]", await answer.Body.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task A_cancelled_send_is_an_exception()
    {
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        using var released = new ManualResetEventSlim();
        await using var server = await LoopbackServer.StartAsync(_ =>
        {
            cancelled.Cancel();
            released.Wait(TestContext.Current.CancellationToken);
            return new Answer(202);
        });
        using var http = new HttpClient();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Client(http, server).SendEmailAsync(Message(), cancelled.Token));
        released.Set();
    }

    [Fact]
    public void Without_being_told_otherwise_it_speaks_to_SendGrid_and_repeats_nothing()
    {
        var options = new SendGridClientOptions();
        Assert.Equal(("https://api.sendgrid.com", 0), (options.Host, options.ReliabilitySettings.MaximumNumberOfRetries));
        Assert.Throws<ArgumentNullException>(() => options.ApiKey = " ");
    }

    private static SendGridClient Client(HttpClient http, LoopbackServer server) =>
        new(http, new SendGridClientOptions { ApiKey = "SG.key", Host = server.Address.AbsoluteUri });

    private static SendGridMessage Message()
    {
        var message = new SendGridMessage();
        message.SetFrom(new EmailAddress("attendance@example.org", "Oak Trust"));
        message.AddTo(new EmailAddress("ann@example.org", "Ann"));
        message.SetSubject("Three days");
        return message;
    }
}
