using System.ComponentModel;
using System.Diagnostics;

namespace AttendanceFunctions.Local.Azurite;

/// <summary>Finds the executable of a command-line tool. Returns false if the tool is not installed.</summary>
internal delegate bool ToolLookup(string name, out string path);

/// <summary>The exit code and the output of a tool that has ended.</summary>
internal sealed record ToolAnswer(int ExitCode, string Output, string Error)
{
    public bool Succeeded => ExitCode == 0;
}

/// <summary>Finds and runs command-line tools.</summary>
internal static class Tools
{
    // A tool that answers at once on an idle machine takes long on one that is busy with a hundred processes.
    private static readonly TimeSpan QueryTimeout = TimeSpan.FromMinutes(1);

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

    /// <summary>
    /// Runs a quick command such as <c>--version</c>. If the tool cannot start or takes longer than a minute, the exit code is -1.
    /// </summary>
    public static async Task<ToolAnswer> QueryAsync(string path, string[] arguments, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(QueryTimeout);
        try
        {
            return await RunAsync(path, arguments, Path.GetTempPath(), timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ToolAnswer(-1, "", $"{path} did not respond.");
        }
        catch (Win32Exception fault)
        {
            return new ToolAnswer(-1, "", fault.Message);
        }
    }

    /// <summary>Runs a tool until it ends. Cancellation kills the tool and its child processes.</summary>
    public static Task<ToolAnswer> RunAsync(
        string path, string[] arguments, string workingDirectory, CancellationToken cancellationToken) =>
        RunAsync(path, arguments, workingDirectory, new Dictionary<string, string>(), cancellationToken);

    /// <summary>Runs a tool with additional environment variables.</summary>
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
