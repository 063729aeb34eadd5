using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using AttendanceFunctions.Local.Providers;

namespace AttendanceFunctions.Tests.Local.Providers;

public sealed class EmailProviderTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("attendance-email-");
    private readonly HttpClient client = new();
    private EmailProvider provider = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string OutboxPath => Path.Combine(folder.FullName, "email.jsonl");

    public async ValueTask InitializeAsync() =>
        provider = await EmailProvider.StartAsync(OutboxPath, new StoppedClock("2026-09-07T08:15:00Z"), Cancellation);

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await provider.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task An_email_is_in_the_outbox_when_its_response_arrives()
    {
        using var response = await SendAsync(Email("parent@example.org", "key-1"));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.NotEmpty(Assert.Single(response.Headers.GetValues("X-Message-Id")));
        Assert.Equal("", await response.Content.ReadAsStringAsync(Cancellation));
        var accepted = Assert.Single(provider.Accepted);
        Assert.Equal(
            new AcceptedEmail(
                "parent@example.org", "Plain", "key-1", new DateTime(2026, 9, 7, 8, 15, 0, DateTimeKind.Utc), "Subject", "<p>Rich</p>"),
            accepted);
        await using var file = new FileStream(OutboxPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        Assert.StartsWith(
            """{"to":"parent@example.org","body":"Plain","key":"key-1","at":"2026-09-07T08:15:00Z","subject":"Subject",""",
            await reader.ReadLineAsync(Cancellation),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_with_another_api_key_is_not_authorised()
    {
        using var response = await SendAsync(Email("parent@example.org", "key-1"), apiKey: "SG.other");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(provider.Accepted);
    }

    [Fact]
    public async Task An_email_without_a_subject_is_a_bad_request()
    {
        using var response = await SendAsync(new
        {
            personalizations = new[] { new { to = new[] { new { email = "parent@example.org" } } } },
            from = new { email = "office@example.org" },
            content = new[] { new { type = "text/plain", value = "Plain" } },
        });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty(provider.Accepted);
    }

    [Fact]
    public async Task The_arguments_of_an_envelope_override_those_of_the_request()
    {
        using var response = await SendAsync(new
        {
            personalizations = new[]
            {
                new { to = new[] { new { email = "parent@example.org" } }, custom_args = new { key = "own" } },
            },
            from = new { email = "office@example.org" },
            subject = "Subject",
            content = new[] { new { type = "text/plain", value = "Plain" } },
            custom_args = new { key = "shared" },
        });

        Assert.Equal("own", Assert.Single(provider.Accepted).Key);
    }

    [Fact]
    public async Task Planned_faults_occur_in_order()
    {
        provider.FailNext(new ProviderFault.Refuse(503));
        provider.FailNext(new ProviderFault.AcceptAndDropConnection());

        using var refused = await SendAsync(Email("parent@example.org", "key-1"));
        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(Email("parent@example.org", "key-2")));
        using var accepted = await SendAsync(Email("parent@example.org", "key-3"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Equal(["key-2", "key-3"], provider.Accepted.Select(email => email.Key));
    }

    [Fact]
    public async Task A_hanging_request_ends_when_the_caller_times_out_and_accepts_nothing()
    {
        provider.FailNext(new ProviderFault.Hang());
        client.Timeout = TimeSpan.FromMilliseconds(200);

        await Assert.ThrowsAsync<TaskCanceledException>(() => SendAsync(Email("parent@example.org", "key-1")));

        Assert.Empty(provider.Accepted);
    }

    private static object Email(string to, string key) => new
    {
        personalizations = new[] { new { to = new[] { new { email = to } } } },
        from = new { email = "office@example.org" },
        subject = "Subject",
        content = new[] { new { type = "text/plain", value = "Plain" }, new { type = "text/html", value = "<p>Rich</p>" } },
        custom_args = new { key },
    };

    private async Task<HttpResponseMessage> SendAsync(object email, string? apiKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{provider.Host}/v3/mail/send");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", apiKey ?? provider.ApiKey);
        request.Content = JsonContent.Create(email);
        return await client.SendAsync(request, Cancellation);
    }
}
