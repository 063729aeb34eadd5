using AttendanceFunctions.Functions.Messages.Senders;
using AttendanceFunctions.Local.Providers;
using AttendanceFunctions.Tests.Functions.Support;
using Azure.Communication.Sms;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Options;

namespace AttendanceFunctions.Tests.Functions.Messages.Senders;

/// <summary>What goes to the text service, and what its answers mean: not taken only where it said so or was never reached.</summary>
public sealed class TextSenderTests : IAsyncLifetime
{
    private const string ClosedPort = "endpoint=http://127.0.0.1:9/;accesskey=a2V5";

    private static readonly OutgoingMessage Message = new(
        Family.Planned("A1").Place.Key.ToString(), "+447700900001", "", "Dear Alex, …", "");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("attendance-texts-");
    private readonly WireTap _tap = new();
    private SmsProvider? _provider;

    private SmsProvider Provider => _provider ?? throw new InvalidOperationException("The provider has not been started.");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _provider = await SmsProvider.StartAsync(Path.Combine(_folder.FullName, "sms.jsonl"), TimeProvider.System, Token);

    public async ValueTask DisposeAsync()
    {
        await Provider.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task An_accepted_text_carries_the_ledger_key_as_its_tag_and_asks_for_a_report()
    {
        var outcome = await Sender().SendAsync(Message, Token);

        Assert.StartsWith("Outgoing_", Assert.IsType<SendOutcome.Accepted>(outcome).ProviderId, StringComparison.Ordinal);
        var accepted = Assert.Single(Provider.Accepted);
        Assert.Equal((Message.To, Message.Plain, Message.Key), (accepted.To, accepted.Body, accepted.Key));
        var body = Assert.Single(_tap.Bodies);
        Assert.Equal("Riverside", body.GetProperty("from").GetString());
        Assert.True(body.GetProperty("smsSendOptions").GetProperty("enableDeliveryReport").GetBoolean());
        Assert.Equal(1, body.GetProperty("smsRecipients").GetArrayLength());
    }

    public static TheoryData<ProviderFault, Type> Answers => new()
    {
        { new ProviderFault.Refuse(400), typeof(SendOutcome.Refused) },
        { new ProviderFault.Refuse(401), typeof(SendOutcome.NotTaken) },
        { new ProviderFault.Refuse(403), typeof(SendOutcome.NotTaken) },
        { new ProviderFault.Refuse(408), typeof(SendOutcome.Lost) },
        { new ProviderFault.Refuse(429), typeof(SendOutcome.NotTaken) },
        { new ProviderFault.RefuseForNow(429, TimeSpan.FromHours(1)), typeof(SendOutcome.NotTaken) },
        { new ProviderFault.Refuse(500), typeof(SendOutcome.Lost) },
        { new ProviderFault.Refuse(503), typeof(SendOutcome.Lost) },
        { new ProviderFault.RefuseRecipients(400), typeof(SendOutcome.Refused) },
        { new ProviderFault.RefuseRecipients(429), typeof(SendOutcome.NotTaken) },
        { new ProviderFault.RefuseRecipients(500), typeof(SendOutcome.Lost) },
        { new ProviderFault.Hang(), typeof(SendOutcome.Lost) },
        { new ProviderFault.AcceptAndCorruptResponse(), typeof(SendOutcome.Lost) },
        { new ProviderFault.AcceptAndDropConnection(), typeof(SendOutcome.Lost) },
        { new ProviderFault.AcceptAndHang(), typeof(SendOutcome.Lost) },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task The_service_is_asked_once_whatever_it_answers(ProviderFault fault, Type outcome)
    {
        Provider.FailNext(fault);

        var sender = fault is ProviderFault.Hang or ProviderFault.AcceptAndHang
            ? Sender(Provider.ConnectionString, Options(TimeSpan.FromMilliseconds(500)))
            : Sender();

        Assert.IsType(outcome, await sender.SendAsync(Message, Token));
        Assert.Single(_tap.Bodies);
    }

    [Fact]
    public async Task A_refusal_of_the_recipient_is_told_apart_from_one_of_the_request()
    {
        Provider.FailNext(new ProviderFault.RefuseRecipients(400));
        Provider.FailNext(new ProviderFault.RefuseRecipients(409));
        Provider.FailNext(new ProviderFault.Refuse(400));

        Assert.Equal(new SendOutcome.Refused(400, IsForRecipient: true), await Sender().SendAsync(Message, Token));
        Assert.Equal(new SendOutcome.Refused(409), await Sender().SendAsync(Message, Token));
        Assert.Equal(new SendOutcome.Refused(400), await Sender().SendAsync(Message, Token));
    }

    [Fact]
    public void An_answer_is_waited_for_far_less_long_than_a_claim_counts_as_somebodys()
    {
        var retry = TextSender.Options().Retry;

        Assert.Equal(0, retry.MaxRetries);
        Assert.InRange(retry.NetworkTimeout, TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task A_service_that_is_never_reached_took_nothing() =>
        Assert.IsType<SendOutcome.NotTaken>(await Sender(ClosedPort, Options()).SendAsync(Message, Token));

    [Fact]
    public async Task A_host_that_stops_during_a_send_leaves_it_lost_and_before_it_sends_nothing()
    {
        using var host = new CancellationTokenSource();
        Provider.FailNext(new ProviderFault.AcceptAndHang());
        var options = Options();
        options.AddPolicy(new StopBefore(() => host.CancelAfter(TimeSpan.FromMilliseconds(50))), HttpPipelinePosition.BeforeTransport);
        var sender = Sender(Provider.ConnectionString, options);

        Assert.IsType<SendOutcome.Lost>(await sender.SendAsync(Message, host.Token));
        Assert.IsType<SendOutcome.NotTaken>(await sender.SendAsync(Message, host.Token));
        Assert.Single(_tap.Bodies);
    }

    [Fact]
    public async Task A_credential_that_cannot_be_had_has_sent_nothing()
    {
        var client = new SmsClient(new Uri("https://127.0.0.1:9/"), new NoCredential(), Options());

        Assert.IsType<SendOutcome.NotTaken>(await Sender(client).SendAsync(Message, Token));
        Assert.Empty(_tap.Bodies);
    }

    [Fact]
    public void A_sender_without_a_name_to_send_under_says_so_before_anything_is_claimed()
    {
        var failure = Assert.Throws<InvalidOperationException>(
            () => new TextSender(new SmsClient(ClosedPort), new OptionsWrapper<SmsOptions>(new SmsOptions())));

        Assert.Contains("Sms__From", failure.Message, StringComparison.Ordinal);
    }

    /// <param name="patience">How long an answer is waited for; a minute, unless the service hangs, so that a busy machine has
    /// time.</param>
    private SmsClientOptions Options(TimeSpan? patience = null)
    {
        var options = TextSender.Options();
        options.Retry.NetworkTimeout = patience ?? TimeSpan.FromMinutes(1);
        options.AddPolicy(_tap, HttpPipelinePosition.BeforeTransport);
        return options;
    }

    private TextSender Sender() => Sender(Provider.ConnectionString, Options());

    private static TextSender Sender(string connectionString, SmsClientOptions options) => Sender(new SmsClient(connectionString, options));

    private static TextSender Sender(SmsClient client) =>
        new(client, new OptionsWrapper<SmsOptions>(new SmsOptions { From = "Riverside" }));

    /// <summary>Does something as a request leaves.</summary>
    private sealed class StopBefore(Action stop) : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message) => stop();
    }

    private sealed class NoCredential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw Unavailable();

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw Unavailable();

        private static Azure.Identity.AuthenticationFailedException Unavailable() => new("The identity service does not answer.");
    }
}
