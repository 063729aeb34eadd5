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
/// What leaves the worker is what the alerts and the runbook look for. Every line that the code can log is logged, and the queries are held
/// against what Application Insights received.
/// </summary>
public sealed partial class TelemetryTests
{
    private static readonly string Root = typeof(TelemetryTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_line_that_a_query_looks_for_arrives_as_it_reads()
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
    public void Without_a_place_to_send_to_the_host_goes_on_forwarding_the_lines()
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

    /// <summary>Calls every method that the log generator made for the functions, with values of the types that it takes.</summary>
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
        : type == typeof(LeadNoteState) ? LeadNoteState.Unknown
        : type == typeof(NudgeKey) ? Activator.CreateInstance(type)
        : throw new InvalidOperationException($"A log line takes a {type.Name}, for which this test has no value.");

    private static IEnumerable<JsonElement> Data(TelemetryReceiver receiver, string type) => receiver.Envelopes
        .Select(envelope => envelope.GetProperty("data"))
        .Where(data => data.GetProperty("baseType").GetString() == type)
        .Select(data => data.GetProperty("baseData"));

    /// <summary>What the queries of alerts and of the runbook look for, as expressions that a line must match.</summary>
    private static IReadOnlyList<Regex> Conditions()
    {
        var queries = Directory.GetFiles(Path.Combine(Root, "infra", "queries"), "*.kql").Append(Path.Combine(Root, "docs", "runbook.md"))
            .Select(File.ReadAllText).SelectMany(query => query.Contains("QUEUE", StringComparison.Ordinal)
                ? Queues.All.Select(queue => query.Replace("QUEUE", queue, StringComparison.Ordinal))
                : [query]);
        return [.. queries.SelectMany(query =>
            Looked()
                .Matches(query)
                .Select(looked => (looked.Groups[1].Value == "startswith" ? "^" : "") + Regex.Escape(looked.Groups[2].Value))
                .Concat(Parsed().Matches(query).Select(parsed =>
                    "^" + string.Join(".+", Literal().Matches(parsed.Value).Select(part => Regex.Escape(part.Groups[1].Value))))))
            .Distinct().Select(condition => new Regex(condition))];
    }

    [LoggerMessage(
        Level = LogLevel.Error, Message = "Function 'PullRegisters', Invocation id '1': An exception was thrown by the invocation.")]
    private static partial void LogFault(ILogger log, Exception fault);

    [GeneratedRegex("Message (startswith|has) \"([^\"]*)\"")]
    private static partial Regex Looked();

    [GeneratedRegex("parse Message with .*")]
    private static partial Regex Parsed();

    [GeneratedRegex("\"([^\"]*)\"")]
    private static partial Regex Literal();
}
