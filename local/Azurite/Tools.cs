using System.ComponentModel;
using System.Diagnostics;

namespace AttendanceFunctions.Local.Azurite;

/// <summary>Finds the executable of a command line tool; false where the machine does not have it.</summary>
internal delegate bool ToolLookup(string name, out string path);

/// <summary>How a tool that ran to its end answered.</summary>
internal sealed record ToolAnswer(int ExitCode, string Output, string Error)
{
    public bool Succeeded => ExitCode == 0;
}

/// <summary>Finds and runs command line tools.</summary>
internal static class Tools
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(15);

    public static bool FindOnPath(string name, out string path)
    {
        string[] endings = OperatingSystem.IsWindows() ? [".exe", ".cmd"] : [""];
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        path = folders
            .SelectMany(folder => endings.Select(ending => Path.Combine(folder, name + ending)))
            .FirstOrDefault(File.Exists, "");
        return path.Length > 0;
    }

    /// <summary>Asks a quick question such as <c>--version</c>; a tool that cannot start or is silent for long does not answer.</summary>
    public static async Task<ToolAnswer> AskAsync(string path, string[] arguments, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(AnswerLimit);
        try
        {
            return await RunAsync(path, arguments, Path.GetTempPath(), patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ToolAnswer(-1, "", $"{path} did not answer.");
        }
        catch (Win32Exception fault)
        {
            return new ToolAnswer(-1, "", fault.Message);
        }
    }

    /// <summary>Runs a tool to its end; cancelling ends the tool and what it started.</summary>
    public static Task<ToolAnswer> RunAsync(
        string path, string[] arguments, string workingDirectory, CancellationToken cancellationToken) =>
        RunAsync(path, arguments, workingDirectory, new Dictionary<string, string>(), cancellationToken);

    /// <summary>The same with environment variables beside those of this process.</summary>
    public static async Task<ToolAnswer> RunAsync(
        string path,
        string[] arguments,
        string workingDirectory,
        IReadOnlyDictionary<string, string> variables,
        CancellationToken cancellationToken)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(path, arguments)
            {
                WorkingDirectory = workingDirectory,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        foreach (var (name, value) in variables)
        {
            process.StartInfo.Environment[name] = value;
        }

        process.Start();
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new ToolAnswer(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
