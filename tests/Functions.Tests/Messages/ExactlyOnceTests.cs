using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Nights;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Messages;

/// <summary>Two instances of the app on one storage account: every parent gets one message, whoever sends it.</summary>
public sealed class ExactlyOnceTests(AzuriteFixture azurite)
{
    private const int Families = 50;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_instances_that_release_and_send_at_once_offer_every_message_once()
    {
        await using var one = await TestTrust.CreateAsync(azurite, Sample.Settings());
        await using var other = one.Another();
        await SeedAsync(one);
        one.Clock.Set("2025-09-29 09:00");

        await Task.WhenAll(ReleaseAsync(one), ReleaseAsync(other));
        var queued = await one.TakeQueuedAsync(Queues.NudgeTexts);
        // Each message reaches both, in another order, and more than once: delivery is at least once.
        await Task.WhenAll(
            SendAllAsync(one, queued), SendAllAsync(other, queued.Reverse()), SendAllAsync(one, queued.Reverse()),
            SendAllAsync(other, queued));

        var offered = one.Sent.Offered.Concat(other.Sent.Offered).ToList();
        Assert.Equal(Families, offered.Count);
        Assert.Equal(Families, offered.Select(message => message.To).Distinct().Count());
        Assert.All(offered, message => Assert.Contains(" and ", message.Plain, StringComparison.Ordinal));
        Assert.All(await one.LedgerAsync(), row => Assert.Equal(NudgeState.Accepted, row.State));
    }

    [Fact]
    public async Task Two_instances_that_keep_ticking_and_sending_offer_every_message_once()
    {
        await using var one = await TestTrust.CreateAsync(azurite, Sample.Settings());
        await using var other = one.Another();
        await SeedAsync(one);
        one.Clock.Set("2025-09-29 09:00");

        await Task.WhenAll(LiveAsync(one), LiveAsync(other));

        Assert.Equal(
            Families,
            one.Sent.Offered.Concat(other.Sent.Offered).Select(message => message.To).Order(StringComparer.Ordinal).Distinct().Count());
        Assert.Equal(Families, one.Sent.Offered.Count + other.Sent.Offered.Count);
    }

    private static async Task LiveAsync(TestTrust trust)
    {
        for (var round = 0; round < 3; round++)
        {
            await ReleaseAsync(trust);
            await trust.SendQueuedAsync();
        }
    }

    private static Task ReleaseAsync(TestTrust trust) => trust.TickReleaseAsync();

    private static async Task SendAllAsync(TestTrust trust, IEnumerable<string> bodies)
    {
        foreach (var body in bodies)
        {
            await trust.SendAsync(QueuedNudge.Read(body).Place, trust.Sent, Token);
        }
    }

    /// <summary>Two children in each family.</summary>
    private static async Task SeedAsync(TestTrust trust)
    {
        var children = Enumerable.Range(0, 2 * Families)
            .Select(
                number => Family.Child($"A{number}", number % 2 == 0 ? "Zoe" : "Tom", Family.Parent(mobile: $"07700 9000{number / 2:00}")))
            .ToArray();
        await trust.EnrolAsync(children);
        var plan = new NightPlan(default, [], [.. children.Select(child => Family.Planned(child.Upn.ToString()))]);
        await trust.Get<NudgeLedger>().WriteAsync(plan.Changes(), Token);
    }
}
