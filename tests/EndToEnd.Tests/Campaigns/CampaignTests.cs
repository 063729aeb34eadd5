using System.Globalization;
using AttendanceFunctions.Tests.Campaign;
using AttendanceFunctions.Tests.Campaign.Faults;
using AttendanceFunctions.Tests.Campaign.Naive;
using AttendanceFunctions.Tests.EndToEnd.Support;

namespace AttendanceFunctions.Tests.EndToEnd.Campaigns;

/// <summary>
/// A short fault campaign; docs/reliability.md describes the long one. The environment variable CAMPAIGN_SEED sets another seed.
/// </summary>
public sealed class CampaignTests(AzuriteFixture azurite)
{
    // The providers fail more often than in the long campaign, so that every kind of fault occurs with few messages.
    private static readonly CampaignOptions Short = new(
        int.Parse(Environment.GetEnvironmentVariable("CAMPAIGN_SEED") ?? "20250902", CultureInfo.InvariantCulture),
        Kills: 20, Nights: 2, Schools: 2, Pupils: 60, FaultRates.Default with { Providers = 0.4 })
    { FaultFreeNights = 1 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Despite_faults_and_kills_every_message_is_sent_once_or_flagged()
    {
        using var folder = new TempFolder();

        var outcome = await FaultCampaign.RunAsync(
            Short, azurite.TakeAccount(), new DirectoryInfo(folder.Path), new Diagnostics(), CancellationToken.None, Token);

        Assert.True(
            !outcome.Findings.Any(), $"Seed {Short.Seed}:{Environment.NewLine}{string.Join(Environment.NewLine, outcome.Findings)}");
        Assert.Equal((0, 0), outcome.FaultPhase.Twice);
        Assert.Equal(0, outcome.FaultPhase.Lost);
        // Without faults and kills, the campaign would prove nothing.
        Assert.True(outcome.Killed >= Short.Kills, $"Only {outcome.Killed} workers were killed.");
        Assert.True(outcome.FaultPhase.Accepted > 50, "Too few messages were accepted.");
        Assert.Contains(outcome.Faults.Keys, fault => fault.StartsWith("storage Applied", StringComparison.Ordinal));
        Assert.Contains(outcome.Faults.Keys, fault => fault.StartsWith("provider Accept", StringComparison.Ordinal));
        Assert.DoesNotContain(
            "settings are not known", await File.ReadAllTextAsync(folder["workers.log"], Token), StringComparison.Ordinal);
        Assert.NotEqual(0, outcome.Reported.Resolved);
        Assert.NotEqual(0, outcome.Resolution.Resent);
        Assert.NotEqual(0, outcome.Office.Killed);
        Assert.NotEqual(0, outcome.Office.Messages);
        Assert.NotEqual(0, outcome.Office.Entries);
    }

    [Fact]
    public async Task With_the_same_faults_a_naive_sender_duplicates_and_loses_messages()
    {
        using var folder = new TempFolder();
        // Each kill costs at most the six messages that a worker has in hand (host.json), so that most of about a hundred are sent.
        var options = Short with { Kills = 8, Nights = 1, Pupils = 160 };

        var outcome = await new NaiveCampaign(options, azurite.TakeAccount(), new DirectoryInfo(folder.Path), new Diagnostics())
            .RunAsync(CancellationToken.None, Token);

        Assert.True(outcome.TextsTwice + outcome.EmailsTwice > 0, $"No message was sent twice: {outcome}");
        Assert.True(outcome.Lost > 0, $"No message was lost: {outcome}");
    }

    private sealed class Diagnostics : IProgress<string>
    {
        public void Report(string value) => TestContext.Current.SendDiagnosticMessage(value);
    }
}
