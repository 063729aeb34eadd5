using System.CommandLine;
using AttendanceFunctions.Tests.Campaign.Fuzzing;
using AttendanceFunctions.Tests.Campaign.Workers;

namespace AttendanceFunctions.Tests.Campaign;

/// <summary>The commands: <c>run</c> and <c>fuzz</c> for people, and <c>worker</c> for the processes that a run starts and kills.</summary>
internal static class CommandLine
{
    public static Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken) =>
        new RootCommand("Injects faults and kills over a simulated term, then checks the results against what was observed from outside.")
        {
            RunCommand.Make(), FuzzCommand.Make(), CreateWorker()
        }
            // The run handles Ctrl+C itself, so that it can still print its results.
            .Parse(arguments).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }, cancellationToken);

    private static Command CreateWorker()
    {
        var command = new Command("worker", "Runs the functions as ordered on standard input.") { Hidden = true };
        command.SetAction(async (_, cancellation) =>
        {
            await WorkerRole.RunAsync(cancellation);
            return 0;
        });
        return command;
    }
}
