using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using AttendanceFunctions.Tests.EndToEnd.Support;

namespace AttendanceFunctions.Tests.EndToEnd.FunctionsHost;

/// <summary>A copy of the published app whose worker reads the time from a file.</summary>
public sealed class PublishedApp : IDisposable
{
    private const string Assembly = "AttendanceFunctions.Functions";

    private readonly TempFolder _folder = new();

    private PublishedApp()
    {
    }

    /// <summary>The folder that a Functions host runs.</summary>
    public string Path => _folder["app"];

    /// <summary>A separate folder for the host's own files.</summary>
    public string HostFolder => _folder["host"];

    private string ClockFile => _folder["clock"];

    /// <summary>
    /// Publishes the app. With the replacement project for Azure.Communication.Sms it cannot be published, so the build output is copied
    /// instead, like <c>func start</c> does.
    /// </summary>
    /// <param name="now">The initial time of the worker's clock.</param>
    public static async Task<PublishedApp> MakeAsync(DateTimeOffset now)
    {
        var app = new PublishedApp();
        try
        {
            if (Built("SmsPackage") == "Official")
            {
                await PublishAsync(Built("FunctionsProject"), app.Path);
            }
            else
            {
                Copy(new(Built("FunctionsOutput")), app.Path);
            }

            Directory.CreateDirectory(app.HostFolder);
            app.SetClock(now);
            app.AddStartupHook();
            return app;
        }
        catch
        {
            app.Dispose();
            throw;
        }
    }

    /// <summary>Sets the worker's clock.</summary>
    public void SetClock(DateTimeOffset now)
    {
        // Written to another file and moved, because the worker may read the clock file at any time.
        File.WriteAllText(ClockFile + ".new", now.UtcTicks.ToString(CultureInfo.InvariantCulture));
        File.Move(ClockFile + ".new", ClockFile, overwrite: true);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task PublishAsync(string functions, string target)
    {
        string[] arguments = ["publish", functions, "--configuration", "Release", "--output", target, "-p:SmsPackage=Official"];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true };
        using var publish = Process.Start(start) ?? throw new InvalidOperationException("dotnet could not be started.");
        var output = await publish.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await publish.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(publish.ExitCode == 0, output);
    }

    private static void Copy(DirectoryInfo source, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var file in source.EnumerateFiles())
        {
            file.CopyTo(System.IO.Path.Combine(target, file.Name));
        }

        foreach (var folder in source.EnumerateDirectories())
        {
            Copy(folder, System.IO.Path.Combine(target, folder.Name));
        }
    }

    /// <summary>
    /// Adds the startup hook to the worker's runtimeconfig.json. An environment variable would also affect the host, which may run on
    /// another version of .NET.
    /// </summary>
    private void AddStartupHook()
    {
        var file = System.IO.Path.Combine(Path, $"{Assembly}.runtimeconfig.json");
        var config = JsonNode.Parse(File.ReadAllText(file))!;
        var properties = config["runtimeOptions"]!["configProperties"]!;
        properties["STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location;
        properties[StartupHook.ClockFile] = ClockFile;
        File.WriteAllText(file, config.ToJsonString());
    }

    /// <summary>Reads a build property that the project file writes into the assembly.</summary>
    private static string Built(string property) => typeof(PublishedApp).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == property).Value!;
}
