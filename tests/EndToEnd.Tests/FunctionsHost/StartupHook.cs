using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

/// <summary>
/// Replaces the clock of the app's worker process by the test's clock, so that a night takes seconds and has a known date. .NET runs a type
/// with this name and without a namespace before Main, if its assembly is configured as a startup hook. The product has no code for this;
/// <see cref="AttendanceFunctions.Tests.EndToEnd.FunctionsHost.PublishedApp"/> configures it.
/// </summary>
#pragma warning disable CA1050 // The runtime requires a type without a namespace.
public static class StartupHook
#pragma warning restore CA1050
{
    /// <summary>The runtime property with the path of the clock file.</summary>
    public const string ClockFile = "AttendanceFunctions.Tests.ClockFile";

    public static void Initialize() => DiagnosticListener.AllListeners.Subscribe(new HostingListener());

    /// <summary>Finds the diagnostic listener on which .NET's generic host announces that it is being built.</summary>
    private sealed class HostingListener : IObserver<DiagnosticListener>
    {
        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.Extensions.Hosting")
            {
                value.Subscribe(new ClockSetter());
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }

    private sealed class ClockSetter : IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value is { Key: "HostBuilding", Value: IHostBuilder builder } && AppContext.GetData(ClockFile) is string path)
            {
                builder.ConfigureServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new FileClock(path))));
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }

    /// <summary>A clock that reads the current time, in UTC ticks, from a file.</summary>
    private sealed class FileClock(string path) : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => new(long.Parse(File.ReadAllText(path), CultureInfo.InvariantCulture), TimeSpan.Zero);
    }
}
