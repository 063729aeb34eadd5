using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Messages.Reports;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Summaries;
using AttendanceFunctions.Tests.EndToEnd.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;

namespace AttendanceFunctions.Tests.EndToEnd.Privacy;

/// <summary>
/// The telemetry of the worker matches the queries of the alerts and the runbook. The tests write every log message of the product and
/// check the queries against the data that Application Insights received.
/// </summary>
public sealed partial class TelemetryTests
{
    private static readonly string Root = typeof(TelemetryTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_log_message_in_a_query_arrives_unchanged()
    {
        await using var receiver = await TelemetryReceiver.StartAsync(Token);
        await SendAsync(receiver, services => LogEverything(services.GetRequiredService<ILoggerFactory>()));

        var messages = Data(receiver, "MessageData").Select(data => data.GetProperty("message").GetString()!).ToList();
        Assert.NotEmpty(messages);
        Assert.All(Conditions(), condition => Assert.Contains(messages, condition.IsMatch));
        Assert.DoesNotContain(messages, message => message.Contains('{', StringComparison.Ordinal));
        var collected = string.Concat(receiver.Collected("logs").Select(System.Text.Encoding.UTF8.GetString));
        Assert.All(messages, message => Assert.Contains(message, collected, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_exception_arrives_with_its_own_type_and_message()
    {
        await using var receiver = await TelemetryReceiver.StartAsync(Token);
        await SendAsync(receiver, services => LogFault(
            services.GetRequiredService<ILoggerFactory>().CreateLogger("Microsoft.Azure.Functions.Worker.FunctionsApplication"),
            new SettingsFaultyException(["$.schools[0].id: no school number"])));

        var fault = Assert.Single(Data(receiver, "ExceptionData")).GetProperty("exceptions")[0];
        Assert.Equal(typeof(SettingsFaultyException).FullName, fault.GetProperty("typeName").GetString());
        Assert.Contains("$.schools[0].id", fault.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains(nameof(SettingsFaultyException), receiver.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_of_delivery_reports_arrive()
    {
        await using var receiver = await TelemetryReceiver.StartAsync(Token);
        await SendAsync(receiver, services => services.GetRequiredService<ReportMeter>().Count(ReportOutcome.Delivered, 3));

        var metric = Assert.Single(Data(receiver, "MetricData")).GetProperty("metrics")[0];
        Assert.Equal(("attendance.reports", 3), (metric.GetProperty("name").GetString(), metric.GetProperty("value").GetInt32()));
        Assert.NotEmpty(receiver.Collected("metrics"));
    }

    [Fact]
    public void Without_telemetry_settings_no_telemetry_services_are_registered()
    {
        var services = new ServiceCollection();
        services.AddTelemetry(new ConfigurationBuilder().Build());

        Assert.Empty(services);
    }

    private static async Task SendAsync(TelemetryReceiver receiver, Action<IServiceProvider> act)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(receiver.Settings).Build();
        await using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging()
            .AddSingleton<ReportMeter>()
            .AddTelemetry(configuration)
            .BuildServiceProvider();
        var metrics = services.GetRequiredService<MeterProvider>();
        act(services);
        metrics.ForceFlush();
    }

    /// <summary>Calls every generated log method of the functions with sample values.</summary>
    private static void LogEverything(ILoggerFactory loggers)
    {
        const BindingFlags all = BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public;
        var lines = typeof(AttendanceServices).Assembly.GetTypes().SelectMany(type => type.GetMethods(all | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttribute<LoggerMessageAttribute>() is not null).ToList();
        Assert.NotEmpty(lines);
        foreach (var line in lines)
        {
            var owner = RuntimeHelpers.GetUninitializedObject(line.DeclaringType!);
            var log = line.DeclaringType!.GetFields(all).Single(field => field.FieldType.IsAssignableTo(typeof(ILogger)));
            log.SetValue(owner, Activator.CreateInstance(typeof(Logger<>).MakeGenericType(line.DeclaringType!), loggers));
            foreach (var queue in Queues.All)
            {
                line.Invoke(owner, [.. line.GetParameters().Select(parameter => Value(parameter.ParameterType, queue))]);
            }
        }
    }

    private static object? Value(Type type, string queue) =>
        type == typeof(string) ? queue
        : type == typeof(int) ? 2
        : type == typeof(DateOnly) ? new DateOnly(2026, 3, 20)
        : type == typeof(SchoolId) ? SchoolId.Parse("141234")
        : type == typeof(Exception) ? null
        : type == typeof(NudgeState) ? NudgeState.Accepted
        : type == typeof(MorningNoteState) ? MorningNoteState.Unknown
        : type == typeof(NudgeKey) ? Activator.CreateInstance(type)
        : throw new InvalidOperationException(
            $"A log method has a parameter of type {type.Name}, for which this test has no sample value.");

    private static IEnumerable<JsonElement> Data(TelemetryReceiver receiver, string type) => receiver.Envelopes
        .Select(envelope => envelope.GetProperty("data"))
        .Where(data => data.GetProperty("baseType").GetString() == type)
        .Select(data => data.GetProperty("baseData"));

    /// <summary>The conditions of the queries in the alerts and the runbook, as regular expressions for log messages.</summary>
    private static IReadOnlyList<Regex> Conditions()
    {
        var queries = Directory.GetFiles(Path.Combine(Root, "infra", "queries"), "*.kql").Append(Path.Combine(Root, "docs", "runbook.md"))
            .Select(File.ReadAllText).SelectMany(query => query.Contains("QUEUE", StringComparison.Ordinal)
                ? Queues.All.Select(queue => query.Replace("QUEUE", queue, StringComparison.Ordinal))
                : [query]);
        return [.. queries.SelectMany(query =>
            Condition()
                .Matches(query)
                .Select(match => (match.Groups[1].Value == "startswith" ? "^" : "") + Regex.Escape(match.Groups[2].Value))
                .Concat(Parsed().Matches(query).Select(parsed =>
                    "^" + string.Join(".+", Literal().Matches(parsed.Value).Select(part => Regex.Escape(part.Groups[1].Value))))))
            .Distinct().Select(condition => new Regex(condition))];
    }

    [LoggerMessage(
        Level = LogLevel.Error, Message = "Function 'PullRegisters', Invocation id '1': An exception was thrown by the invocation.")]
    private static partial void LogFault(ILogger log, Exception fault);

    [GeneratedRegex("Message (startswith|has) \"([^\"]*)\"")]
    private static partial Regex Condition();

    [GeneratedRegex("parse Message with .*")]
    private static partial Regex Parsed();

    [GeneratedRegex("\"([^\"]*)\"")]
    private static partial Regex Literal();
}
