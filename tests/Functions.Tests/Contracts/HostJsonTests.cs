using System.Globalization;
using System.Text.Json;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;
using Azure.Storage.Queues;

namespace AttendanceFunctions.Tests.Functions.Contracts;

/// <summary>What host.json and the code must agree about.</summary>
public sealed class HostJsonTests(AzuriteFixture azurite)
{
    private static readonly JsonElement Host = JsonDocument.Parse(File.ReadAllText(Path.Combine(Sources.Root, "host.json"))).RootElement;

    private static JsonElement QueueSettings => Host.GetProperty("extensions").GetProperty("queues");

    [Fact]
    public async Task Messages_are_plain_text_at_both_ends()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        var plain = new QueueClient(
            trust.Storage, Queues.NudgeTexts, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None });

        await trust.TrustStorage.Queue(Queues.NudgeTexts).SendMessageAsync("{}", TestContext.Current.CancellationToken);

        Assert.Equal("none", QueueSettings.GetProperty("messageEncoding").GetString());
        Assert.Equal("{}", (await plain.PeekMessageAsync(TestContext.Current.CancellationToken)).Value.MessageText);
    }

    [Fact]
    public void A_message_that_failed_rests_and_is_given_up_after_eight_times()
    {
        Assert.Equal(8, QueueSettings.GetProperty("maxDequeueCount").GetInt32());
        Assert.Equal(TimeSpan.FromMinutes(2), Duration(QueueSettings, "visibilityTimeout"));
    }

    [Fact]
    public void A_sender_is_ended_by_the_host_before_its_claim_counts_as_old() =>
        Assert.InRange(Duration(Host, "functionTimeout"), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(14));

    [Fact]
    public void Extensions_come_from_packages_and_not_from_a_bundle() => Assert.False(Host.TryGetProperty("extensionBundle", out _));

    [Fact]
    public void The_file_beside_the_app_is_the_one_at_the_root() => Assert.Equal(
        File.ReadAllText(Path.Combine(Sources.Root, "host.json")),
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(typeof(TrustStorage).Assembly.Location)!, "host.json")));

    private static TimeSpan Duration(JsonElement settings, string name) =>
        TimeSpan.Parse(settings.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
