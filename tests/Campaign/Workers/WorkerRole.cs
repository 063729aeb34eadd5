using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace AttendanceFunctions.Tests.Campaign.Workers;

/// <summary>
/// The process that is killed: it runs the functions of the app on a simulated clock, from an instant of a night to its end, and
/// tells every tick that begins. Its orders come over standard input, whose end ends it.
/// </summary>
internal static class WorkerRole
{
    public const string Ready = "ready";
    public const string Done = "done";

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        // Ctrl+C reaches every process of the terminal; whoever started this one ends it when it is done.
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        var setup = JsonSerializer.Deserialize<WorkerSetup>(await ReadLineAsync(cancellationToken))!;
        setup.Check();
        await using var app = WorkerApp.Of(setup);
        Tell(Ready);
        var order = JsonSerializer.Deserialize<WorkerOrder>(await ReadLineAsync(cancellationToken))!;
        _ = EndWithInputAsync();
        await app.RunAsync(order, at => Tell(at.ToString("O", CultureInfo.InvariantCulture)), cancellationToken);
        Tell(Done);
    }

    private static async Task<string> ReadLineAsync(CancellationToken cancellationToken) =>
        await Console.In.ReadLineAsync(cancellationToken) ?? throw new EndOfStreamException("Whoever started this worker is gone.");

    // Whoever started it has died and will never kill it.
    private static async Task EndWithInputAsync()
    {
        await Task.Run(Console.In.ReadToEnd);
        Environment.Exit(1);
    }

    private static void Tell(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
