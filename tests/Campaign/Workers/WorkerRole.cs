using System.Globalization;
using System.Runtime.InteropServices;

namespace AttendanceFunctions.Tests.Campaign.Workers;

/// <summary>
/// The code of a worker process. It runs the app's functions on a simulated clock from a given time to the end of a night, and writes the
/// time of each tick to standard output. It reads its orders from standard input and ends when standard input is closed.
/// </summary>
internal static class WorkerRole
{
    public const string Ready = "ready";
    public const string Done = "done";

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        // Ctrl+C reaches every process of the terminal, but only the parent process may end this one.
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        var setup = await OwnProcess.ReadAsync<WorkerSetup>(cancellationToken);
        setup.Check();
        await using var app = WorkerApp.Of(setup);
        OwnProcess.Write(Ready);
        var order = await OwnProcess.ReadAsync<WorkerOrder>(cancellationToken);
        _ = EndWithInputAsync();
        await app.RunAsync(order, at => OwnProcess.Write(at.ToString("O", CultureInfo.InvariantCulture)), cancellationToken);
        OwnProcess.Write(Done);
    }

    // Ends the worker when the parent process has ended, because nothing else would end it.
    private static async Task EndWithInputAsync()
    {
        await Task.Run(Console.In.ReadToEnd);
        Environment.Exit(1);
    }
}
