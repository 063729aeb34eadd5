using System.Diagnostics;
using System.Text.Json;

namespace AttendanceFunctions.Tests.Campaign.Workers;

/// <summary>Processes of this program that read what they have to do from standard input, a line of JSON each.</summary>
internal static class OwnProcess
{
    /// <summary>Makes a process with redirected streams; it is not started yet.</summary>
    /// <param name="command">The hidden command that it runs.</param>
    public static Process Make(string command)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(OwnProcess).Assembly.Location, command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_TieredPGO"] = "0";
        return new Process { StartInfo = start };
    }

    /// <summary>Sends a line to the process.</summary>
    public static void Send<T>(this Process process, T line)
    {
        process.StandardInput.WriteLine(JsonSerializer.Serialize(line));
        process.StandardInput.Flush();
    }

    /// <summary>Kills the process with SIGKILL: it can write nothing more and release nothing.</summary>
    public static void KillIfRunning(this Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
    }

    /// <summary>In such a process: reads the next line.</summary>
    /// <exception cref="EndOfStreamException">The process that started this one has ended.</exception>
    public static async Task<T> ReadAsync<T>(CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize<T>(await Console.In.ReadLineAsync(cancellationToken)
            ?? throw new EndOfStreamException("The process that started this one has ended."))!;

    /// <summary>In such a process: writes a line.</summary>
    public static void Write(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
