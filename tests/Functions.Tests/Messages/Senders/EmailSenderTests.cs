using AttendanceFunctions.Functions.Messages.Senders;
using AttendanceFunctions.Local.Providers;
using AttendanceFunctions.Tests.Functions.Support;
using Microsoft.Extensions.Options;
using SendGrid;

namespace AttendanceFunctions.Tests.Functions.Messages.Senders;

/// <summary>What goes to the email service, once, and what its answers mean.</summary>
public sealed class EmailSenderTests : IAsyncLifetime
{
    private static readonly OutgoingMessage Message = new(
        Family.Planned("A1").Place.Key.ToString(), "alex@example.org", "Can we help?", "Dear Alex,\n", "<p>Dear Alex,</p>");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("attendance-emails-");
    private readonly WireTap _tap = new();
    private EmailProvider? _provider;

    private EmailProvider Provider => _provider ?? throw new InvalidOperationException("The provider has not been started.");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _provider = await EmailProvider.StartAsync(Path.Combine(_folder.FullName, "email.jsonl"), TimeProvider.System, Token);

    public async ValueTask DisposeAsync()
    {
        await Provider.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task An_accepted_email_carries_the_ledger_key_and_is_not_tracked()
    {
        var outcome = await SendAsync();

        Assert.NotEmpty(Assert.IsType<SendOutcome.Accepted>(outcome).ProviderId);
        var accepted = Assert.Single(Provider.Accepted);
        Assert.Equal(
            (Message.To, Message.Subject, Message.Plain, Message.Html, Message.Key),
            (accepted.To, accepted.Subject, accepted.Body, accepted.Html, accepted.Key));
        var body = Assert.Single(_tap.Bodies);
        Assert.Equal("attendance@example.org", body.GetProperty("from").GetProperty("email").GetString());
        Assert.Equal("School attendance", body.GetProperty("from").GetProperty("name").GetString());
        Assert.False(body.GetProperty("tracking_settings").GetProperty("click_tracking").GetProperty("enable").GetBoolean());
        Assert.False(body.GetProperty("tracking_settings").GetProperty("open_tracking").GetProperty("enable").GetBoolean());
    }

    public static TheoryData<ProviderFault, Type> Answers => new()
    {
        { new ProviderFault.Refuse(400), typeof(SendOutcome.Refused) },
        { new ProviderFault.Refuse(401), typeof(SendOutcome.NotTaken) },
        { new ProviderFault.Refuse(403), typeof(SendOutcome.NotTaken) },
        { new ProviderFault.Refuse(408), typeof(SendOutcome.Lost) },
        { new ProviderFault.Refuse(413), typeof(SendOutcome.Refused) },
        { new ProviderFault.RefuseForNow(429, TimeSpan.FromSeconds(60)), typeof(SendOutcome.NotTaken) },
        { new ProviderFault.Refuse(500), typeof(SendOutcome.Lost) },
        { new ProviderFault.Refuse(503), typeof(SendOutcome.Lost) },
        { new ProviderFault.Hang(), typeof(SendOutcome.Lost) },
        { new ProviderFault.AcceptAndHang(), typeof(SendOutcome.Lost) },
        { new ProviderFault.AcceptAndDropConnection(), typeof(SendOutcome.Lost) },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task The_service_is_asked_once_whatever_it_answers(ProviderFault fault, Type outcome)
    {
        Provider.FailNext(fault);

        var isHanging = fault is ProviderFault.Hang or ProviderFault.AcceptAndHang;

        Assert.IsType(outcome, await SendAsync(Provider.Host, Token, isHanging ? TimeSpan.FromMilliseconds(500) : null));
        Assert.Single(_tap.Bodies);
    }

    [Fact]
    public async Task A_refusal_of_the_recipient_is_told_apart_from_one_of_the_request()
    {
        Provider.FailNext(new ProviderFault.RefuseRecipients(400));
        Provider.FailNext(new ProviderFault.RefuseRecipients(413));
        Provider.FailNext(new ProviderFault.Refuse(400));

        Assert.Equal(new SendOutcome.Refused(400, IsForRecipient: true), await SendAsync());
        Assert.Equal(new SendOutcome.Refused(413), await SendAsync());
        Assert.Equal(new SendOutcome.Refused(400), await SendAsync());
    }

    [Fact]
    public void The_client_retries_nothing_by_itself() =>
        Assert.Equal(0, new SendGridClientOptions().ReliabilitySettings.MaximumNumberOfRetries);

    [Fact]
    public async Task A_service_that_is_never_reached_took_nothing() =>
        Assert.IsType<SendOutcome.NotTaken>(await SendAsync("http://127.0.0.1:9", Token));

    [Fact]
    public async Task A_host_that_stops_during_a_send_leaves_it_lost_and_before_it_sends_nothing()
    {
        using var host = new CancellationTokenSource();
        _tap.Afterwards = host.CancelAsync;

        Assert.IsType<SendOutcome.Lost>(await SendAsync(Provider.Host, host.Token));
        Assert.IsType<SendOutcome.NotTaken>(await SendAsync(Provider.Host, host.Token));
        Assert.Single(Provider.Accepted);
    }

    [Fact]
    public void A_sender_without_an_address_to_send_from_says_so_before_anything_is_claimed()
    {
        using var http = new HttpClient();
        var client = new SendGridClient(http, new SendGridClientOptions { ApiKey = "key" });

        Assert.Contains(
            "Email__From",
            Assert.Throws<InvalidOperationException>(() => new EmailSender(client, new OptionsWrapper<EmailOptions>(new()))).Message,
            StringComparison.Ordinal);
    }

    private Task<SendOutcome> SendAsync() => SendAsync(Provider.Host, Token);

    /// <param name="patience">How long an answer is waited for; a minute, unless the service hangs, so that a busy machine has
    /// time.</param>
    private async Task<SendOutcome> SendAsync(string host, CancellationToken cancellationToken, TimeSpan? patience = null)
    {
        using var handler = _tap.Handler();
        using var http = new HttpClient(handler) { Timeout = patience ?? TimeSpan.FromMinutes(1) };
        var client = new SendGridClient(http, new SendGridClientOptions { ApiKey = Provider.ApiKey, Host = host });
        return await new EmailSender(client, new OptionsWrapper<EmailOptions>(new() { From = "attendance@example.org" }))
            .SendAsync(Message, cancellationToken);
    }
}
