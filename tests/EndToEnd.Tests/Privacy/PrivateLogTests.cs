using System.Reflection;
using System.Text.RegularExpressions;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Functions;
using AttendanceFunctions.Local.Host.Clock;
using AttendanceFunctions.Local.Host.Files;
using AttendanceFunctions.Local.Host.Pages;
using AttendanceFunctions.Local.Host.Sessions;
using AttendanceFunctions.Local.Host.Triggers;
using AttendanceFunctions.Local.SampleTrust;
using AttendanceFunctions.Tests.EndToEnd.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace AttendanceFunctions.Tests.EndToEnd.Privacy;

/// <summary>
/// Runs a night with all logging and telemetry enabled and checks that they contain no personal data.
/// </summary>
public sealed class PrivateLogTests(AzuriteFixture azurite)
{
    private const int MaxTelemetryBytes = 100_000;

    [Fact]
    public async Task Logs_and_telemetry_of_a_night_contain_no_name_pupil_number_address_or_message()
    {
        using var data = new TempFolder();
        using var output = new TempFolder();
        using var log = new CapturedLog();
        await using var telemetry = await TelemetryReceiver.StartAsync(TestContext.Current.CancellationToken);
        var trust = await SampleFolder.WriteAsync(data, schools: 2, pupils: 80, nights: 1);

        var tally = await RunAsync(new LoggedApp(log, telemetry), data, new OutputFolder(output.Path));

        Assert.True(tally.Succeeded);
        var messages = new OutboxFolder(output.Path).Read();
        Assert.NotEmpty(messages);
        Assert.Contains(log.Lines, line => line.Contains("messages released", StringComparison.Ordinal));
        Assert.Contains(log.Lines, line => line.Contains(messages[0].Key, StringComparison.Ordinal));
        var lines = log.Lines.Append(telemetry.Everything).ToList();
        var words = lines.SelectMany(line => Regex.Split(line, @"[^\p{L}\p{N}@.+_-]+"))
            .Select(word => word.Trim('.'))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var secret in trust.Pupils.SelectMany(SecretsOf).Distinct())
        {
            Assert.DoesNotContain(secret, words);
        }

        var all = string.Join('\n', lines);
        foreach (var text in trust.Pupils.Select(pupil => pupil.Pupil.Upn)
            .Concat(messages.SelectMany(message => new[] { message.To, message.Body })))
        {
            Assert.DoesNotContain(text, all, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Contains(telemetry.Envelopes, envelope => envelope.ToString().Contains("messages released", StringComparison.Ordinal));
        Assert.Contains("attendance.reports", telemetry.Everything, StringComparison.Ordinal);
        Assert.InRange(telemetry.Collected("logs").Sum(lines => lines.Length), 1, MaxTelemetryBytes);
    }

    private async Task<RunTally> RunAsync(IHostedApp app, TempFolder data, OutputFolder output)
    {
        var token = TestContext.Current.CancellationToken;
        var clock = new SimulatedClock(SimulatedNight.Start(SampleFolder.LastNight));
        await using var session = await HostSession.StartAsync(
            app, new SessionOptions(azurite.TakeAccount(), output, clock, Simulated: true), new Progress<string>(), token);
        await Upload.RunAsync(session.Blobs, DataFolder.Open(data.Path).Files(), token);
        var nextSchoolDay = await app.ReadSchoolDaysAsync(session.Services, token);
        return await new SimulatedNight(session.Host, clock).RunAsync(
            SampleFolder.LastNight, nextSchoolDay(SampleFolder.LastNight), () => Task.CompletedTask, new Progress<NightTick>(), token);
    }

    private static IEnumerable<string> SecretsOf(PupilYear pupil)
    {
        var person = pupil.Pupil;
        string[] own = [person.Forename, person.Surname, person.PreferredName, person.Upn];
        return own
            .Concat(person.Contacts.SelectMany(contact => contact.Name.Split(' ').Append(contact.Email)))
            .Concat(person.Contacts.SelectMany(contact => Numbers(contact.Mobile)))
            .Where(secret => secret.Length > 2);
    }

    private static IEnumerable<string> Numbers(string mobile) =>
        MobileNumber.TryParse(mobile, out var number) ? [mobile, number.ToString(), number.ToString().TrimStart('+')] : [mobile];

    /// <summary>The app with all log lines captured.</summary>
    private sealed class LoggedApp(CapturedLog log, TelemetryReceiver telemetry) : IHostedApp
    {
        private readonly AttendanceApp _app = new();

        public Assembly Functions => _app.Functions;

        public IReadOnlyDictionary<string, string> SimulatedSettings => _app.SimulatedSettings;

        public void AddServices(IServiceCollection services, IConfiguration configuration)
        {
            services.AddLogging(logging => logging
                .SetMinimumLevel(LogLevel.Trace)
                .AddFilter<ConsoleLoggerProvider>(level => level >= LogLevel.Error)
                // The worker sends telemetry from the level Information.
                .AddFilter<OpenTelemetryLoggerProvider>(level => level >= LogLevel.Information)
                .AddProvider(log));
            _app.AddServices(services, configuration);
            // OpenTelemetry reads its endpoint from the registered configuration, which has no telemetry settings otherwise.
            var both = new ConfigurationBuilder().AddConfiguration(configuration).AddInMemoryCollection(telemetry.Settings).Build();
            services.AddSingleton<IConfiguration>(both).AddTelemetry(both);
        }

        public Task PrepareStorageAsync(IServiceProvider services, bool simulated, CancellationToken cancellationToken)
        {
            // The Functions host creates these providers when it starts.
            services.GetRequiredService<MeterProvider>();
            services.GetRequiredService<TracerProvider>();
            return _app.PrepareStorageAsync(services, simulated, cancellationToken);
        }

        public Task<IReadOnlySet<string>> SettleAsync(
            IServiceProvider services, IReadOnlyDictionary<string, DateTimeOffset> accepted, CancellationToken cancellationToken) =>
            _app.SettleAsync(services, accepted, cancellationToken);

        public Task<IReadOnlyList<string>> DescribeIntakeAsync(IServiceProvider services, CancellationToken cancellationToken) =>
            _app.DescribeIntakeAsync(services, cancellationToken);

        public Task<Func<DateOnly, DateOnly>> ReadSchoolDaysAsync(IServiceProvider services, CancellationToken cancellationToken) =>
            _app.ReadSchoolDaysAsync(services, cancellationToken);

        public Task<IReadOnlyList<SamplePerson>> ReadPeopleAsync(IServiceProvider services, CancellationToken cancellationToken) =>
            _app.ReadPeopleAsync(services, cancellationToken);

        public Task<NightVerdict?> ReadVerdictAsync(IServiceProvider services, DateOnly night, CancellationToken cancellationToken) =>
            _app.ReadVerdictAsync(services, night, cancellationToken);

        public Task<IReadOnlyList<string>> FindUnfinishedAsync(IServiceProvider services, CancellationToken cancellationToken) =>
            _app.FindUnfinishedAsync(services, cancellationToken);
    }
}
