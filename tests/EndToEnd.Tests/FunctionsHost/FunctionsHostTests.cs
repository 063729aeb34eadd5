using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Local.Host.Clock;
using AttendanceFunctions.Local.Host.Files;
using AttendanceFunctions.Local.Host.Sessions;
using AttendanceFunctions.Local.Host.Triggers;
using AttendanceFunctions.Local.SampleTrust;
using AttendanceFunctions.Tests.EndToEnd.Support;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AttendanceFunctions.Tests.EndToEnd.FunctionsHost;

/// <summary>
/// Runs the app in the real Azure Functions host and in the local host with the same files at the same simulated times. Both must leave the
/// same data in storage and send the same messages.
/// </summary>
public sealed partial class FunctionsHostTests(AzuriteFixture azurite, ITestOutputHelper report)
{
    private static readonly SampleTrustOptions Options = new(Seed: 7, Schools: 6, Pupils: 300, new DateOnly(2026, 3, 19));
    private static readonly DateOnly Night = Options.LastNight;
    private static readonly DateOnly NextDay = Night.AddDays(1);

    private static readonly DateTimeOffset Evening = SimulatedNight.Start(Night);
    private static readonly DateTimeOffset Morning = new(2026, 3, 20, 7, 0, 0, TimeSpan.Zero);

    /// <summary>By this time all messages are sent and the morning's lists are complete.</summary>
    private static readonly DateTimeOffset Noon = new(2026, 3, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_real_Functions_host_and_the_local_host_leave_the_same_rows_blobs_and_messages()
    {
        Assert.SkipUnless(
            FunctionsHostProcess.Named is not null,
            $"The environment variable {FunctionsHostProcess.Variable} selects no Functions host: "
            + "func, or the path of Microsoft.Azure.WebJobs.Script.WebHost.dll.");
        var trust = InventedTrust.From(Options);

        var local = await RunLocallyAsync(trust);
        var real = await RunOnFunctionsHostAsync(FunctionsHostProcess.Named!, trust);

        AssertNotEmpty(local);
        Assert.Equal(local.Rows, real.Rows);
        Assert.Equal(local.Messages, real.Messages);
        Assert.Equal(local.Blobs, real.Blobs);
        report.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{local.Rows.Count} rows, {local.Blobs.Count} blobs and {local.Messages.Count} messages are the same "
            + $"({Options.Schools} schools, {Options.Pupils} pupils)."));
        report.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"From the evening to noon of the next day: local host {local.Seconds:0.0} s, "
            + $"Functions host {real.Seconds:0.0} s after a start of {real.SecondsToStart:0.0} s."));
        report.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"The tick that processes the schools' nights: local host {local.SecondsOfNight:0.0} s, Functions host "
            + $"{real.SecondsOfNight:0.0} s."));
    }

    private async Task<Outcome> RunLocallyAsync(InventedTrust trust)
    {
        using var output = new TempFolder();
        var clock = new SimulatedClock(Evening);
        await using var session = await StartSessionAsync(output, clock);
        var scenario = new Scenario(
            trust, session, clock.MoveTo, timer => timer.FireAsync(Token), () => session.Host.DrainAsync(Token));
        var times = await scenario.RunAsync();
        return await Outcome.ReadAsync(session, output, secondsToStart: 0, times);
    }

    private async Task<Outcome> RunOnFunctionsHostAsync(string named, InventedTrust trust)
    {
        using var output = new TempFolder();
        using var app = await PublishedApp.MakeAsync(Evening);
        var clock = new SimulatedClock(Evening);
        // The session provides storage and the providers; its own host is not used.
        await using var session = await StartSessionAsync(output, clock);
        var start = Stopwatch.StartNew();
        await using var host = await FunctionsHostProcess.StartAsync(
            named,
            app,
            FunctionCatalogue.From(new AttendanceApp().Functions).Timers,
            session.Services.GetRequiredService<IConfiguration>().AsEnumerable().Where(setting => setting.Value is not null),
            session.StorageConnectionString,
            azurite.TakeAccount());
        var secondsToStart = start.Elapsed.TotalSeconds;
        var times = await new Scenario(trust, session, SetClocks, timer => host.TickAsync(timer.Name), host.DrainAsync).RunAsync();
        return await Outcome.ReadAsync(session, output, secondsToStart, times);

        void SetClocks(DateTimeOffset instant)
        {
            clock.MoveTo(instant);
            app.SetClock(instant);
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Task<HostSession> StartSessionAsync(TempFolder output, SimulatedClock clock) => HostSession.StartAsync(
        new AttendanceApp(),
        new SessionOptions(azurite.TakeAccount(), new OutputFolder(output.Path), clock, Simulated: true),
        new Progress<string>(),
        Token);

    /// <summary>Checks that a run did all kinds of work, because two runs without any work would be equal, too.</summary>
    private static void AssertNotEmpty(Outcome outcome)
    {
        Assert.Contains(outcome.Rows, row => row.StartsWith(Tables.SchoolNights, StringComparison.Ordinal));
        foreach (var kind in new[] { MessageKind.FirstDay, MessageKind.Stage })
        {
            Assert.Contains(
                outcome.Rows,
                row => row.Contains($"Kind={kind} ", StringComparison.Ordinal)
                    && (Is(row, NudgeState.Accepted) || Is(row, NudgeState.Delivered)));
        }

        Assert.Contains(outcome.Rows, row => row.StartsWith(Tables.MorningNotes, StringComparison.Ordinal) && Is(row, NudgeState.Accepted));
        foreach (var queue in new[] { Queues.SchoolNights, Queues.SmsReports })
        {
            Assert.Contains(outcome.Rows, row => row.StartsWith($"{Tables.Failures} {queue}/", StringComparison.Ordinal));
        }

        Assert.Contains(outcome.Messages, message => message.StartsWith("sms.jsonl", StringComparison.Ordinal));
        Assert.Contains(outcome.Messages, message => message.StartsWith("email.jsonl", StringComparison.Ordinal));
        foreach (var container in Containers.Outgoing)
        {
            Assert.Contains(outcome.Blobs, blob => blob.StartsWith(container, StringComparison.Ordinal));
        }
    }

    private static bool Is(string row, NudgeState state) => $"{row} ".Contains($" State={state} ", StringComparison.Ordinal);

    /// <summary>The durations of a run, in seconds.</summary>
    private sealed record Times(double Whole, double Night);

    /// <summary>The steps that both hosts run.</summary>
    /// <param name="Trust">The trust whose files are uploaded.</param>
    /// <param name="Session">Provides the storage and the times of timer ticks.</param>
    /// <param name="SetClock">Sets every clock of the run.</param>
    /// <param name="TickAsync">Runs a timer function and waits until it has ended.</param>
    /// <param name="DrainAsync">Waits until no message is left in any queue.</param>
    private sealed record Scenario(
        InventedTrust Trust,
        HostSession Session,
        Action<DateTimeOffset> SetClock,
        Func<TimerDriver, Task> TickAsync,
        Func<Task> DrainAsync)
    {
        public async Task<Times> RunAsync()
        {
            await UploadAsync([.. Trust.Settings().Select(WithMornings), .. Trust.Rosters()]);
            await UploadAsync([.. Trust.RegistersBefore(Night), .. Trust.RegistersOfNight(Night)]);
            var whole = Stopwatch.StartNew();
            await TickUntilAsync(Evening, Evening.AddMinutes(1));
            var night = whole.Elapsed;
            await TickUntilAsync(Evening.AddMinutes(1), Morning);
            await UploadAsync([.. Trust.Schools.Select(RegisterOfTheMorning)]);
            await TickUntilAsync(Morning, Noon);
            await FailAsync();
            return new(whole.Elapsed.TotalSeconds, night.TotalSeconds);
        }

        private async Task TickUntilAsync(DateTimeOffset from, DateTimeOffset until)
        {
            foreach (var (timer, at) in Session.Host.TicksBetween(from, until))
            {
                SetClock(at);
                await TickAsync(timer);
                await DrainAsync();
            }
        }

        /// <summary>
        /// Causes permanent failures: a school's night with invalid settings, and a delivery report that cannot be parsed.
        /// </summary>
        private async Task FailAsync()
        {
            await UploadAsync([new("settings/trust.json", "{"u8.ToArray())]);
            await SendAsync(Queues.SchoolNights, $$"""{"V":1,"School":"{{Trust.Schools[0].Id}}","Night":"{{Iso(Night)}}"}""");
            await SendAsync(Queues.SmsReports, "to: +447700900777");
            await DrainAsync();
        }

        private async Task SendAsync(string queue, string body) =>
            await new QueueClient(Session.StorageConnectionString, queue).SendMessageAsync(body, Token);

        private async Task UploadAsync(IReadOnlyList<SampleFile> files) =>
            await Upload.RunAsync(Session.Blobs, files.Select(file => IncomingFile.Of(file.Path, file.Content)), Token);

        private static SampleFile WithMornings(SampleFile settings)
        {
            var trust = JsonNode.Parse(settings.Content)!;
            trust["morning"] = new JsonObject { ["graceMinutes"] = 15, ["latest"] = "11:00" };
            return settings with { Content = Encoding.UTF8.GetBytes(trust.ToJsonString()) };
        }

        /// <summary>A morning's register in which every tenth pupil of a school has no reason for absence yet (N).</summary>
        private SampleFile RegisterOfTheMorning(SampleSchool school)
        {
            var rows = Trust.Pupils
                .Select(pupil => pupil.Pupil)
                .Where(pupil => pupil.School == school && pupil.OnRoll(NextDay))
                .Select((pupil, index) => $"{pupil.Upn},{Iso(NextDay)},AM,{(index % 10 == 0 ? "N" : "/")}\n");
            var file = string.Concat(rows.Prepend("UPN,Date,Session,Code\n"));
            return new($"registers/{school.Id}/{Iso(NextDay)}.csv", Encoding.UTF8.GetBytes(file));
        }

        private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>The results of a run.</summary>
    /// <param name="Rows">The rows of all tables, without the columns that <see cref="TableDump.OfContentAsync"/> omits.</param>
    /// <param name="Blobs">Name, length and SHA-256 of every blob.</param>
    /// <param name="Messages">Every text and email with its recipient, body, key and time.</param>
    private sealed partial record Outcome(
        IReadOnlyList<string> Rows,
        IReadOnlyList<string> Blobs,
        IReadOnlyList<string> Messages,
        double SecondsToStart,
        double Seconds,
        double SecondsOfNight)
    {
        public static async Task<Outcome> ReadAsync(HostSession session, TempFolder output, double secondsToStart, Times times) => new(
            await TableDump.OfContentAsync(session.StorageConnectionString),
            await BlobsAsync(session.Blobs),
            MessagesOf(output, Account.NameOf(session.StorageConnectionString)),
            secondsToStart,
            times.Whole,
            times.Night);

        /// <summary>
        /// The messages, without the account name and the signature in the link of the lead's note, because each run has another account.
        /// </summary>
        private static IReadOnlyList<string> MessagesOf(TempFolder output, string account) =>
        [
            .. new[] { "sms.jsonl", "email.jsonl" }
                .SelectMany(file => Lines(output, file))
                .Select(line => line.Replace($"/{account}/", "/account/", StringComparison.Ordinal))
                .Select(line => Signature().Replace(line, "sig=signature"))
                .Order(StringComparer.Ordinal),
        ];

        [GeneratedRegex("sig=[A-Za-z0-9%]+")]
        private static partial Regex Signature();

        private static IEnumerable<string> Lines(TempFolder output, string file)
        {
            // The provider still has the file open.
            using var stream = new FileStream(output[$"outbox/{file}"], FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream);
            while (reader.ReadLine() is { } line)
            {
                yield return $"{file}: {line}";
            }
        }

        private static async Task<IReadOnlyList<string>> BlobsAsync(BlobServiceClient storage)
        {
            var found = new List<string>();
            foreach (var name in Containers.All)
            {
                var container = storage.GetBlobContainerClient(name);
                await foreach (var blob in container.GetBlobsAsync(cancellationToken: Token))
                {
                    var content = (await container.GetBlobClient(blob.Name).DownloadContentAsync(Token)).Value.Content.ToArray();
                    found.Add(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{name}/{blob.Name} {content.Length} {Convert.ToHexStringLower(SHA256.HashData(content))}"));
                }
            }

            return [.. found.Order(StringComparer.Ordinal)];
        }
    }
}
