using System.Runtime.InteropServices;
using AttendanceFunctions.Local.Azurite;

namespace AttendanceFunctions.Tests.Infra.Compiler;

/// <summary>
/// The Bicep compiler itself, from its NuGet package (MIT). It is big and not every package source has it, so it is fetched where it is
/// used.
/// </summary>
internal sealed class BicepCompiler
{
    public const string Version = "0.49.2";

    /// <summary>What parameter files ask of whoever deploys.</summary>
    private static readonly Dictionary<string, string> OfWhoeverDeploys = new()
    {
        ["TRUST_EMAIL"] = "attendance@trust.example",
        ["SMS_SENDER"] = "SchoolTrust",
        ["EMAIL_SENDER"] = "attendance@trust.example",
        ["BUDGET_START"] = "2026-09-01",
    };

    private readonly string _path;

    private BicepCompiler(string path) => _path = path;

    /// <summary>Fetches the compiler. Where that cannot be, the test is skipped with the reason; where CI is true it fails.</summary>
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

    /// <summary>Runs a command; what the compiler answers is on its two outputs.</summary>
    public Task<ToolAnswer> RunAsync(CancellationToken cancellationToken, params string[] arguments) =>
        Tools.RunAsync(_path, arguments, Path.Combine(Sources.Root, "infra"), OfWhoeverDeploys, cancellationToken);

    private static async Task<string> FetchAsync(string platform, CancellationToken cancellationToken)
    {
        // Restored elsewhere, so that neither the repository's settings nor its folders have a part in it.
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
                ["restore", project, $"-p:BicepPlatform={platform}"],
                folder.FullName,
                cancellationToken);
            return answer.Succeeded ? "" : $"The Bicep compiler cannot be had here: {answer.Output.Trim()}";
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
