using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.EndToEnd.Support;

namespace AttendanceFunctions.Tests.EndToEnd.Kills;

/// <summary>
/// A host that is killed in a night and started again, until the night is done. The environment variable KILL_SEED gives the
/// moments another seed.
/// </summary>
public sealed partial class KilledNightTests(AzuriteFixture azurite)
{
    private static readonly int Seed = int.Parse(
        Environment.GetEnvironmentVariable("KILL_SEED") ?? "20260320", CultureInfo.InvariantCulture);

    /// <summary>The lane whose leases are waited out, so that the wait itself is tried as well.</summary>
    private const int Patient = 0;

    private const int MostNights = 3;

    [Fact]
    public async Task A_host_killed_at_twenty_moments_ends_with_the_same_tables_and_every_message_exactly_once()
    {
        using var data = new TempFolder();
        await SampleFolder.WriteAsync(data, schools: 2, pupils: 120, nights: 1);
        using var folder = new TempFolder();
        var undisturbed = new Storage(azurite.TakeAccount(), folder["undisturbed"]);
        var watch = Stopwatch.StartNew();
        (await undisturbed.StartNight(data).EndAsync()).Succeeded();
        var whole = watch.Elapsed;
        var expected = await undisturbed.ReadAsync();
        Assert.True(expected.Messages.Count > 10, "Too few messages to be killed among.");

        var dice = new Random(Seed);
        var plans = Enumerable.Range(0, 5).Select(lane => Moments(lane, dice, whole, expected.Messages)).ToList();
        var missed = await Task.WhenAll(plans.Select((moments, lane) => KillAsync(lane, data, folder, moments, expected)));
        Assert.Empty(missed.SelectMany(moments => moments));
    }

    /// <summary>Four moments in the order of a night, so that none has come already when its host starts.</summary>
    private static IReadOnlyList<KillMoment> Moments(int lane, Random dice, TimeSpan whole, IReadOnlyList<LeftMessage> messages)
    {
        var length = messages.Sum(message => message.Body.Length);
        return
        [
            (lane % 3) switch
            {
                0 => new KillMoment.WhenRows(Tables.Attendance, "", dice.Next(1, 120)),
                1 => new KillMoment.WhenRows(Tables.Nudges, "", 1),
                _ => new KillMoment.WhenRows(Tables.SchoolNights, "", 1),
            },
            new KillMoment.After(whole * (0.1 + (0.7 * dice.NextDouble()))),
            dice.Next(2) == 0
                ? new KillMoment.WhenRows(Tables.Nudges, "State eq 'Claimed'", 1)
                : new KillMoment.WhenSent(dice.Next(1, length / 4)),
            new KillMoment.WhenSent(dice.Next(1, length / 4)),
        ];
    }

    /// <summary>
    /// Kills a night at each of the moments; where a host ended before its moment was noticed, another night is made for it.
    /// </summary>
    /// <returns>The moments that were missed every time.</returns>
    private async Task<IReadOnlyList<KillMoment>> KillAsync(
        int lane, TempFolder data, TempFolder folder, IReadOnlyList<KillMoment> moments, Outcome expected)
    {
        for (var nights = 0; nights < MostNights && moments.Count > 0; nights++)
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
            if (lane != Patient)
            {
                await DeadLeases.EndAsync(storage.ConnectionString);
            }
        }

        await using var last = storage.StartNight(data);
        (await last.EndAsync()).Succeeded();
        var outcome = await storage.ReadAsync();
        var told = $"Lane {lane}, seed {Seed}: killed {string.Join(", ", moments.Except(missed))}.";
        var twice = outcome.Messages.CountBy(message => message.Key).Where(count => count.Value > 1).Select(count => count.Key);
        Assert.True(!twice.Any(), $"{told}{Environment.NewLine}Sent more than once: {string.Join(", ", twice)}");
        AssertSame(told, expected.Messages, outcome.Messages);
        AssertSame(told, expected.Tables, outcome.Tables);
        return missed;
    }

    private static void AssertSame<T>(string told, IReadOnlyList<T> expected, IReadOnlyList<T> actual)
    {
        var (missing, surplus) = (expected.Except(actual).Take(5), actual.Except(expected).Take(5));
        Assert.True(
            expected.SequenceEqual(actual),
            $"{told}{Environment.NewLine}Missing:{Environment.NewLine}{string.Join(Environment.NewLine, missing)}"
            + $"{Environment.NewLine}Not expected:{Environment.NewLine}{string.Join(Environment.NewLine, surplus)}");
    }

    [GeneratedRegex("&sig=[^&\\s]+")]
    private static partial Regex Signature();

    /// <summary>What a night came to.</summary>
    private sealed record Outcome(IReadOnlyList<string> Tables, IReadOnlyList<LeftMessage> Messages);

    private sealed record Storage(string ConnectionString, string Output)
    {
        public OutboxFolder Outbox { get; } = new(Output);

        public HostProcess StartNight(TempFolder data) =>
            HostProcess.Start("night", "--data", data.Path, "--date", SampleFolder.Date, "--out", Output, "--storage", ConnectionString);

        /// <summary>
        /// The tables and messages, without what the account makes of the link to the summary: its name and the signature.
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
