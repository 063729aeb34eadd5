using AttendanceFunctions.Functions.Messages.Reports;
using Azure.Core;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;

namespace AttendanceFunctions.Functions;

/// <summary>
/// Sends the app's log lines, function spans and metrics from the worker itself, because the host forwards neither the types of
/// exceptions nor any metrics. Neither HTTP nor the Azure clients are instrumented, because the addresses of
/// table rows hold pupil numbers.
/// </summary>
public static class AttendanceTelemetry
{
    /// <summary>The app setting that names the Application Insights component.</summary>
    public const string ComponentSetting = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>
    /// The app setting that makes the component accept telemetry from the app's identity only; the Functions host reads it too.
    /// </summary>
    public const string AuthenticationSetting = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";

    /// <summary>The standard setting with the address of an OpenTelemetry collector, for a developer's machine.</summary>
    public const string CollectorSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>
    /// Adds the exporters whose settings are present. Without any it adds nothing, because the host drops the worker's lines as soon as
    /// the worker says that it exports them itself.
    /// </summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var component = configuration[ComponentSetting];
        var hasCollector = !string.IsNullOrEmpty(configuration[CollectorSetting]);
        if (string.IsNullOrEmpty(component) && !hasCollector)
        {
            return services;
        }

        var telemetry = services.AddOpenTelemetry()
            .UseFunctionsWorkerDefaults()
            .WithTracing()
            .WithMetrics(metrics => metrics.AddMeter(ReportMeter.Name))
            // Alerts search the formatted text of a line; without this setting the template would be exported instead.
            .WithLogging(configureBuilder: null, lines => lines.IncludeFormattedMessage = true);
        if (!string.IsNullOrEmpty(component))
        {
            var identity = string.IsNullOrEmpty(configuration[AuthenticationSetting]) ? null : AttendanceServices.IdentityOf(configuration);
            telemetry.AddComponent(component, identity);
        }

        if (hasCollector)
        {
            telemetry.UseOtlpExporter();
        }

        return services;
    }

    private static void AddComponent(this IOpenTelemetryBuilder telemetry, string component, TokenCredential? identity)
    {
        void Configure(AzureMonitorExporterOptions options)
        {
            options.ConnectionString = component;
            options.EnableLiveMetrics = false;
            // A line that an alert waits for must be exported even if the span around it is not sampled.
            options.EnableTraceBasedLogsSampler = false;
            // The app's sampler settings are meant for the host, which would write a span for every poll of a queue. All spans of functions
            // are kept.
            options.TracesPerSecond = null;
            options.SamplingRatio = 1;
        }

        telemetry
            .WithTracing(spans => spans.AddAzureMonitorTraceExporter(Configure, identity))
            .WithMetrics(metrics => metrics.AddAzureMonitorMetricExporter(Configure, identity))
            .WithLogging(lines => lines.AddAzureMonitorLogExporter(Configure, identity));
    }
}
