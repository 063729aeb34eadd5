using System.Runtime.InteropServices;
using AttendanceFunctions.Tests.Campaign.Workers;

namespace AttendanceFunctions.Tests.Campaign.Offices;

/// <summary>
/// The code of a process that shows the office. It writes its address to standard output, reads the simulated time from standard input, and
/// ends when standard input is closed.
/// </summary>
internal static class OfficeRole
{
    /// <summary>Written after each time that was read.</summary>
    public const string TimeIsSet = "set";

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        // Ctrl+C reaches every process of the terminal, but only the parent process may end this one.
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        var setup = await OwnProcess.ReadAsync<WorkerSetup>(cancellationToken);
        setup.Check();
        await using var app = WorkerApp.Of(setup);
        await using var pages = await app.ServeAsync(cancellationToken);
        OwnProcess.Write(pages.Address.ToString());
        while (true)
        {
            DateTimeOffset at;
            try
            {
                at = await OwnProcess.ReadAsync<DateTimeOffset>(cancellationToken);
            }
            catch (EndOfStreamException)
            {
                return;
            }

            app.SetTime(at);
            OwnProcess.Write(TimeIsSet);
        }
    }
}
