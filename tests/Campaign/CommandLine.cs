using System.CommandLine;
using AttendanceFunctions.Tests.Campaign.Workers;

namespace AttendanceFunctions.Tests.Campaign;

/// <summary>The verbs: <c>run</c> for people, <c>worker</c> for the processes that a run starts and kills.</summary>
internal static class CommandLine
{
    public static Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken) =>
        new RootCommand("Kills the pipeline over a simulated term, and holds what comes of it against what was seen from outside.")
        {
            RunVerb.Make(), WorkerVerb()
        }
            // Ctrl+C is the run's own business: it has figures to give.
            .Parse(arguments).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }, cancellationToken);

    private static Command WorkerVerb()
    {
        var verb = new Command("worker", "Runs the functions as it is told over standard input.") { Hidden = true };
        verb.SetAction(async (_, cancellation) =>
        {
            await WorkerRole.RunAsync(cancellation);
            return 0;
        });
        return verb;
    }
}
