using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Functions.Messages.Senders;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Local.Providers;
using AttendanceFunctions.Tests.Functions.Support;
using Microsoft.Extensions.Options;

namespace AttendanceFunctions.Tests.Functions.Messages.Senders;

public sealed class AllowListTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(false, "", "+447700900001", false)]
    [InlineData(true, "", "+447700900001", true)]
    [InlineData(false, "+447700900001", "+447700900001", true)]
    [InlineData(false, "+447700900001", "+4477009000019", false)]
    [InlineData(false, "+447700900001", "+447700900002", false)]
    [InlineData(false, "x@example.org; +447700900*", "+447700900002", true)]
    [InlineData(false, "x@example.org; +447700900*", "+447700901002", false)]
    [InlineData(false, "@example.org", "Alex@Example.org", true)]
    [InlineData(false, "@example.org", "alex@sub.example.org", false)]
    [InlineData(false, "@example.org", "alex@example.org.evil.example", false)]
    [InlineData(false, "*", "anybody@example.org", true)]
    [InlineData(false, " ; ;", "anybody@example.org", false)]
    public void An_environment_that_is_not_production_sends_to_its_list_alone(
        bool production, string list, string recipient, bool allowed) =>
        Assert.Equal(
            allowed,
            new AllowList(new OptionsWrapper<SendingOptions>(new() { Production = production, AllowList = list })).Allows(recipient));

    [Theory]
    [InlineData(Channel.Text, "")]
    [InlineData(Channel.Email, "")]
    [InlineData(Channel.Text, "+447700900002;alex@example.org")]
    [InlineData(Channel.Email, "+447700900001;@example.com")]
    public async Task Whatever_rows_somebody_puts_into_the_tables_nothing_reaches_a_service_for_a_recipient_outside_the_list(
        Channel channel, string list)
    {
        var token = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("attendance-list-");
        await using var texts = await SmsProvider.StartAsync(Path.Combine(folder.FullName, "sms.jsonl"), TimeProvider.System, token);
        await using var emails = await EmailProvider.StartAsync(Path.Combine(folder.FullName, "email.jsonl"), TimeProvider.System, token);
        await using var trust = await TestTrust.CreateAsync(
            azurite, Sample.Settings(), ("Sms:ConnectionString", texts.ConnectionString), ("Email:ApiKey", emails.ApiKey),
            ("Email:Host", emails.Host), ("Sending:AllowList", list));
        var (mobile, email) = channel == Channel.Text ? ("07700 900001", "") : ("", "alex@example.org");
        await trust.EnrolAsync(Family.Child("A1", "Zoe", Family.Parent(mobile: mobile, email: email)));
        IMessageSender sender = channel == Channel.Text ? trust.Get<TextSender>() : trust.Get<EmailSender>();
        trust.Clock.Set("2025-09-29 09:00");

        // Released, queued, claimed by nobody: all that speaks for sending it, and the queue's message on top.
        await trust.PutAsync(Family.Queued("A1", channel));
        await trust.TrustStorage.Queue(Queues.NudgeTexts)
            .SendMessageAsync(new QueuedNudge(Family.Queued("A1", channel).Place).Write(), token);
        await trust.SendAsync(Family.Queued("A1", channel).Place, sender, token);
        await trust.ReleaseAsync("2025-09-29 09:15");

        Assert.Empty(texts.Accepted);
        Assert.Empty(emails.Accepted);
        Assert.Empty(trust.Sent.Offered);
        Assert.Equal(SuppressionReason.NotOnAllowList, (await trust.RowAsync(Family.Queued("A1", channel).Place)).Value.Reason);
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(Channel.Text)]
    [InlineData(Channel.Email)]
    public async Task A_recipient_on_the_list_is_written_to(Channel channel)
    {
        await using var trust = await TestTrust.CreateAsync(
            azurite, Sample.Settings(), ("Sending:AllowList", "+447700900001;alex@example.org"));
        var (mobile, email) = channel == Channel.Text ? ("07700 900001", "") : ("", "alex@example.org");
        await trust.EnrolAsync(Family.Child("A1", "Zoe", Family.Parent(mobile: mobile, email: email)));
        await trust.PutAsync(Family.Queued("A1", channel));
        trust.Clock.Set("2025-09-29 09:00");

        await trust.SendAsync(Family.Queued("A1", channel));

        Assert.Single(trust.Sent.Offered);
    }
}
