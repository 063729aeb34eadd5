using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

/// <summary>
/// Runs inside the app's worker process before its own Main, because .NET looks for a type of this name and namespace in every assembly
/// that a process names as a startup hook. It gives the worker the clock of the test, so that a night takes seconds and falls on a known
/// date; nothing in the product knows of it. <see cref="AttendanceFunctions.Tests.EndToEnd.FunctionsHost.PublishedApp"/> names it.
/// </summary>
#pragma warning disable CA1050 // The runtime asks for a type outside of any namespace.
public static class StartupHook
#pragma warning restore CA1050
{
    /// <summary>The runtime property that holds the path of the clock's file.</summary>
    public const string ClockFile = "AttendanceFunctions.Tests.ClockFile";

    public static void Initialize() => DiagnosticListener.AllListeners.Subscribe(new HostingListener());

    /// <summary>Finds the listener on which .NET's generic host tells that it is about to be built.</summary>
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

    /// <summary>A clock that shows the instant that a file holds, in ticks of UTC.</summary>
    private sealed class FileClock(string path) : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => new(long.Parse(File.ReadAllText(path), CultureInfo.InvariantCulture), TimeSpan.Zero);
    }
}
