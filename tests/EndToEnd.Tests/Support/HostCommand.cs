using AttendanceFunctions.Local.Host.Commands;
using AttendanceFunctions.Local.Host.Sessions;
using AttendanceFunctions.Local.Host.Views;

namespace AttendanceFunctions.Tests.EndToEnd.Support;

/// <summary>
/// A command of the local host in the process of the test, with the same code from its arguments to its exit code as in a process of its
/// own. A process would compile all of it again, which takes longer than the command. Tests that kill or interrupt the host, and those of
/// what a new user types, start a <see cref="HostProcess"/>.
/// </summary>
public static class HostCommand
{
    /// <summary>Runs the command and waits until it has ended.</summary>
    public static async Task<HostRun> RunAsync(params IEnumerable<string> arguments)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(HostRun.Timeout);
        using StringWriter output = new() { NewLine = "\n" }, errors = new() { NewLine = "\n" };
        var (synchronised, synchronisedErrors) = (TextWriter.Synchronized(output), TextWriter.Synchronized(errors));
        var commands = new CommandLine(
            new AttendanceApp(), SampleDemo.Make, new LineView(synchronised, TimeProvider.System), synchronisedErrors);
        var exitCode = await commands.RunAsync([.. arguments], timeout.Token);
        return new(exitCode, output.ToString(), errors.ToString());
    }
}
