using System.Runtime.InteropServices;
using AttendanceFunctions.Local.Azurite;

namespace AttendanceFunctions.Tests.Infra.Compiler;

/// <summary>
/// The Bicep compiler from its NuGet package (MIT). The package is large and not available from every source, so it is only restored when
/// it is used.
/// </summary>
internal sealed class BicepCompiler
{
    public const string Version = "0.49.2";

    /// <summary>The environment variables that parameter files require for a deployment.</summary>
    private static readonly Dictionary<string, string> OfWhoeverDeploys = new()
    {
        ["TRUST_EMAIL"] = "attendance@trust.example",
        ["SMS_SENDER"] = "SchoolTrust",
        ["EMAIL_SENDER"] = "attendance@trust.example",
        ["BUDGET_START"] = "2026-09-01",
    };

    private readonly string _path;

    private BicepCompiler(string path) => _path = path;

    /// <summary>Restores the compiler. If that is impossible, the test is skipped with the reason, or fails if CI is true.</summary>
    public static async Task<BicepCompiler> OpenAsync(CancellationToken cancellationToken)
    {
        var platform =
            $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")}-"
            + $"{(RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64")}";
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } elsewhere
            ? elsewhere
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var tools = Path.Combine(packages, $"azure.bicep.commandline.{platform}", Version, "tools");
        var path = Path.Combine(tools, OperatingSystem.IsWindows() ? "bicep.exe" : "bicep");
        if (!File.Exists(path))
        {
            Environments.Require(await FetchAsync(platform, cancellationToken));
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.UserExecute);
        }

        return new(path);
    }

    /// <summary>Runs a command and returns the compiler's standard output and standard error.</summary>
    public Task<ToolAnswer> RunAsync(CancellationToken cancellationToken, params string[] arguments) =>
        Tools.RunAsync(_path, arguments, Path.Combine(Sources.Root, "infra"), OfWhoeverDeploys, cancellationToken);

    private static async Task<string> FetchAsync(string platform, CancellationToken cancellationToken)
    {
        // Restored outside the repository, so that the repository's build settings have no effect.
        var folder = Directory.CreateTempSubdirectory("attendance-bicep-");
        try
        {
            var project = Path.Combine(folder.FullName, "bicep.proj");
            await using (var source = typeof(BicepCompiler).Assembly.GetManifestResourceStream("bicep.proj")!)
            await using (var copy = File.Create(project))
            {
                await source.CopyToAsync(copy, cancellationToken);
            }

            Tools.FindOnPath("dotnet", out var dotnet);
            var answer = await Tools.RunAsync(
                dotnet.Length > 0 ? dotnet : "dotnet",
                ["restore", project, "-nodeReuse:false", $"-p:BicepPlatform={platform}"],
                folder.FullName,
                cancellationToken);
            return answer.Succeeded ? "" : $"The Bicep compiler is not available: {answer.Output.Trim()}";
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
