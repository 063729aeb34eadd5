using System.CommandLine;
using AttendanceFunctions.Tests.Campaign.Fuzzing;
using AttendanceFunctions.Tests.Campaign.Offices;
using AttendanceFunctions.Tests.Campaign.Workers;

namespace AttendanceFunctions.Tests.Campaign;

/// <summary>
/// The commands: <c>run</c>, <c>fuzz</c> and <c>crowd</c> for people, and <c>worker</c> and <c>office</c> for the processes that a run
/// starts and kills.
/// </summary>
internal static class CommandLine
{
    public static Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken) =>
        new RootCommand("Injects faults and kills over a simulated term, then checks the results against what was observed from outside.")
        {
            RunCommand.Make(), FuzzCommand.Make(), CrowdCommand.Make(),
            CreateHidden("worker", "Runs the functions as ordered on standard input.", WorkerRole.RunAsync),
            CreateHidden("office", "Shows the office at the times given on standard input.", OfficeRole.RunAsync),
        }
            // The run handles Ctrl+C itself, so that it can still print its results.
            .Parse(arguments).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }, cancellationToken);

    private static Command CreateHidden(string name, string description, Func<CancellationToken, Task> run)
    {
        var command = new Command(name, description) { Hidden = true };
        command.SetAction(async (_, cancellation) =>
        {
            await run(cancellation);
            return 0;
        });
        return command;
    }
}
