using System.Globalization;
using AttendanceFunctions.Tests.Campaign;
using AttendanceFunctions.Tests.Campaign.Faults;
using AttendanceFunctions.Tests.Campaign.Naive;
using AttendanceFunctions.Tests.EndToEnd.Support;

namespace AttendanceFunctions.Tests.EndToEnd.Campaigns;

/// <summary>
/// The fault campaign in a short form (docs/reliability.md has the long one). The environment variable CAMPAIGN_SEED gives it another
/// seed.
/// </summary>
public sealed class CampaignTests(AzuriteFixture azurite)
{
    // The providers fail more often than in the long form, so that a few messages meet every kind of fault.
    private static readonly CampaignOptions Short = new(
        int.Parse(Environment.GetEnvironmentVariable("CAMPAIGN_SEED") ?? "20250902", CultureInfo.InvariantCulture),
        Kills: 20, Nights: 2, Schools: 2, Pupils: 40, FaultRates.Usual with { Providers = 0.4 })
    { QuietNights = 1 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_fails_and_whoever_is_killed_every_message_is_sent_once_or_flagged()
    {
        using var folder = new TempFolder();

        var outcome = await FaultCampaign.RunAsync(
            Short, azurite.TakeAccount(), new DirectoryInfo(folder.Path), new Diagnostics(), CancellationToken.None, Token);

        Assert.True(
            !outcome.Findings.Any(), $"Seed {Short.Seed}:{Environment.NewLine}{string.Join(Environment.NewLine, outcome.Findings)}");
        Assert.Equal((0, 0), outcome.Storm.Twice);
        Assert.Equal(0, outcome.Storm.Lost);
        // A campaign in which nothing went wrong would prove nothing.
        Assert.True(outcome.Killed >= Short.Kills, $"Only {outcome.Killed} workers were killed.");
        Assert.True(outcome.Storm.Accepted > 50, "Too few messages to be killed among.");
        Assert.Contains(outcome.Faults.Keys, fault => fault.StartsWith("storage Applied", StringComparison.Ordinal));
        Assert.Contains(outcome.Faults.Keys, fault => fault.StartsWith("provider Accept", StringComparison.Ordinal));
        Assert.NotEqual(0, outcome.Reported.Resolved);
        Assert.NotEqual(0, outcome.Resolution.Resent);
    }

    [Fact]
    public async Task A_naive_sender_under_the_same_faults_sends_messages_twice_and_loses_others()
    {
        using var folder = new TempFolder();
        var options = Short with { Kills = 8, Nights = 1, Pupils = 80 };

        var outcome = await new NaiveCampaign(options, azurite.TakeAccount(), new DirectoryInfo(folder.Path), new Diagnostics())
            .RunAsync(CancellationToken.None, Token);

        Assert.NotEqual(0, outcome.TextsTwice + outcome.EmailsTwice);
        Assert.NotEqual(0, outcome.Lost);
    }

    private sealed class Diagnostics : IProgress<string>
    {
        public void Report(string value) => TestContext.Current.SendDiagnosticMessage(value);
    }
}
