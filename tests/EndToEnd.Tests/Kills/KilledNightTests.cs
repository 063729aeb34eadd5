using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.EndToEnd.Support;

namespace AttendanceFunctions.Tests.EndToEnd.Kills;

/// <summary>
/// Kills a host several times during a night and restarts it until the night is complete. The environment variable KILL_SEED sets another
/// seed for the moments.
/// </summary>
public sealed partial class KilledNightTests(AzuriteFixture azurite)
{
    private static readonly int Seed = int.Parse(
        Environment.GetEnvironmentVariable("KILL_SEED") ?? "20260320", CultureInfo.InvariantCulture);

    /// <summary>The lane in which leases are not broken but expire, so that waiting for them is tested, too.</summary>
    private const int WaitingLane = 0;

    private const int MaxNights = 3;

    [Fact]
    public async Task After_twenty_kills_the_tables_are_the_same_and_every_message_is_sent_once()
    {
        using var data = new TempFolder();
        await SampleFolder.WriteAsync(data, schools: 2, pupils: 120, nights: 1);
        using var folder = new TempFolder();
        var reference = new Storage(azurite.TakeAccount(), folder["reference"]);
        var watch = Stopwatch.StartNew();
        (await reference.StartNight(data).EndAsync()).Succeeded();
        var whole = watch.Elapsed;
        var expected = await reference.ReadAsync();
        Assert.True(expected.Messages.Count > 10, "Too few messages were sent.");

        var random = new Random(Seed);
        var plans = Enumerable.Range(0, 5).Select(lane => Moments(lane, random, whole, expected.Messages)).ToList();
        var missed = await Task.WhenAll(plans.Select((moments, lane) => KillAsync(lane, data, folder, moments, expected)));
        Assert.Empty(missed.SelectMany(moments => moments));
    }

    /// <summary>Returns four moments in chronological order, so that no moment has passed when its host starts.</summary>
    private static IReadOnlyList<KillMoment> Moments(int lane, Random random, TimeSpan whole, IReadOnlyList<SentMessage> messages)
    {
        var length = messages.Sum(message => message.Body.Length);
        return
        [
            (lane % 3) switch
            {
                0 => new KillMoment.WhenRows(Tables.Attendance, "", random.Next(1, 120)),
                1 => new KillMoment.WhenRows(Tables.Nudges, "", 1),
                _ => new KillMoment.WhenRows(Tables.SchoolNights, "", 1),
            },
            new KillMoment.After(whole * (0.1 + (0.7 * random.NextDouble()))),
            random.Next(2) == 0
                ? new KillMoment.WhenRows(Tables.Nudges, "State eq 'Claimed'", 1)
                : new KillMoment.WhenSent(random.Next(1, length / 4)),
            new KillMoment.WhenSent(random.Next(1, length / 4)),
        ];
    }

    /// <summary>
    /// Kills a night at each of the moments. If a host ends before its moment, the moment is tried again in another night.
    /// </summary>
    /// <returns>The moments that were missed in every night.</returns>
    private async Task<IReadOnlyList<KillMoment>> KillAsync(
        int lane, TempFolder data, TempFolder folder, IReadOnlyList<KillMoment> moments, Outcome expected)
    {
        for (var nights = 0; nights < MaxNights && moments.Count > 0; nights++)
        {
            var storage = new Storage(azurite.TakeAccount(), folder[$"killed-{lane}-{nights}"]);
            moments = await KillAsync(lane, storage, data, moments, expected);
        }

        return moments;
    }

    private static async Task<IReadOnlyList<KillMoment>> KillAsync(
        int lane, Storage storage, TempFolder data, IReadOnlyList<KillMoment> moments, Outcome expected)
    {
        var missed = new List<KillMoment>();
        foreach (var moment in moments)
        {
            await using var host = storage.StartNight(data);
            var killed = await moment.KillAsync(host, storage.ConnectionString, storage.Outbox);
            TestContext.Current.SendDiagnosticMessage(
                "Lane {0}, seed {1}: {2} {3}.", lane, Seed, killed ? "killed" : "ended before", moment);
            missed.AddRange(killed ? Array.Empty<KillMoment>() : [moment]);
            if (lane != WaitingLane)
            {
                await DeadLeases.BreakAllAsync(storage.ConnectionString);
            }
        }

        await using var last = storage.StartNight(data);
        (await last.EndAsync()).Succeeded();
        var outcome = await storage.ReadAsync();
        var context = $"Lane {lane}, seed {Seed}: killed {string.Join(", ", moments.Except(missed))}.";
        var twice = outcome.Messages.CountBy(message => message.Key).Where(count => count.Value > 1).Select(count => count.Key);
        Assert.True(!twice.Any(), $"{context}{Environment.NewLine}Sent more than once: {string.Join(", ", twice)}");
        AssertSame(context, expected.Messages, outcome.Messages);
        AssertSame(context, expected.Tables, outcome.Tables);
        return missed;
    }

    private static void AssertSame<T>(string context, IReadOnlyList<T> expected, IReadOnlyList<T> actual)
    {
        var (missing, surplus) = (expected.Except(actual).Take(5), actual.Except(expected).Take(5));
        Assert.True(
            expected.SequenceEqual(actual),
            $"{context}{Environment.NewLine}Missing:{Environment.NewLine}{string.Join(Environment.NewLine, missing)}"
            + $"{Environment.NewLine}Not expected:{Environment.NewLine}{string.Join(Environment.NewLine, surplus)}");
    }

    [GeneratedRegex("&sig=[^&\\s]+")]
    private static partial Regex Signature();

    /// <summary>The results of a night.</summary>
    private sealed record Outcome(IReadOnlyList<string> Tables, IReadOnlyList<SentMessage> Messages);

    private sealed record Storage(string ConnectionString, string Output)
    {
        public OutboxFolder Outbox { get; } = new(Output);

        public HostProcess StartNight(TempFolder data) =>
            HostProcess.Start("night", "--data", data.Path, "--date", SampleFolder.Date, "--out", Output, "--storage", ConnectionString);

        /// <summary>
        /// Reads the tables and messages, without the account name and the signature in the link to the summary.
        /// </summary>
        public async Task<Outcome> ReadAsync()
        {
            var account = Account.NameOf(ConnectionString);
            return new(
                await TableDump.OfContentAsync(ConnectionString),
                [.. Outbox.Read().Select(
                    message => message with
                    {
                        Body = Signature().Replace(message.Body.Replace(account, "account", StringComparison.Ordinal), "")
                    })]);
        }
    }
}
