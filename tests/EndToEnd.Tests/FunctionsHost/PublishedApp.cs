using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using AttendanceFunctions.Tests.EndToEnd.Support;

namespace AttendanceFunctions.Tests.EndToEnd.FunctionsHost;

/// <summary>A copy of the app as it is published, whose worker takes the time from a file.</summary>
public sealed class PublishedApp : IDisposable
{
    private const string Assembly = "AttendanceFunctions.Functions";

    private readonly TempFolder _folder = new();

    private PublishedApp()
    {
    }

    /// <summary>The folder that a Functions host runs.</summary>
    public string Path => _folder["app"];

    /// <summary>A folder beside the app, for what the host writes.</summary>
    public string HostFolder => _folder["host"];

    private string ClockFile => _folder["clock"];

    /// <summary>
    /// Publishes the app. With the project that stands in for Azure.Communication.Sms nothing can be published, so then it is the build's
    /// output, which is what <c>func start</c> runs.
    /// </summary>
    /// <param name="now">What the worker's clock shows at first.</param>
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
            app.NameStartupHook();
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
        // Moved into place, because the worker may read it at any time.
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
    /// Names the startup hook where only the worker reads it. The environment variable for it would reach the host as well, which may run
    /// on another .NET.
    /// </summary>
    private void NameStartupHook()
    {
        var file = System.IO.Path.Combine(Path, $"{Assembly}.runtimeconfig.json");
        var config = JsonNode.Parse(File.ReadAllText(file))!;
        var properties = config["runtimeOptions"]!["configProperties"]!;
        properties["STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location;
        properties[StartupHook.ClockFile] = ClockFile;
        File.WriteAllText(file, config.ToJsonString());
    }

    /// <summary>A property of this build, as the project file writes it into the assembly.</summary>
    private static string Built(string property) => typeof(PublishedApp).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == property).Value!;
}
