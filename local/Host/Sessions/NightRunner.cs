using AttendanceFunctions.Local.Host.Clock;
using AttendanceFunctions.Local.Host.Triggers;
using AttendanceFunctions.Local.Host.Views;

namespace AttendanceFunctions.Local.Host.Sessions;

/// <summary>Runs the nights of a session one after another and shows their progress.</summary>
/// <param name="session">The session; its app must use the same clock.</param>
/// <param name="clock">The simulated clock.</param>
/// <param name="nextSchoolDay">Returns the first school day after a date.</param>
/// <param name="view">Shows the progress.</param>
public sealed class NightRunner(HostSession session, SimulatedClock clock, Func<DateOnly, DateOnly> nextSchoolDay, INightView view)
{
    /// <summary>The school days between two dates, inclusive.</summary>
    public static IEnumerable<DateOnly> SchoolDays(DateOnly from, DateOnly to, Func<DateOnly, DateOnly> nextSchoolDay)
    {
        for (var day = nextSchoolDay(from.AddDays(-1)); day <= to; day = nextSchoolDay(day))
        {
            yield return day;
        }
    }

    /// <summary>Runs one night until the evening of the next school day, with no work by staff in between.</summary>
    /// <returns>The counts of this night.</returns>
    public Task<RunTally> RunAsync(string title, DateOnly date, CancellationToken cancellationToken) =>
        RunAsync(title, date, () => Task.CompletedTask, cancellationToken);

    /// <summary>Runs one night until the evening of the next school day.</summary>
    /// <param name="title">The title of the progress bar.</param>
    /// <param name="date">The school day on whose evening the night begins.</param>
    /// <param name="inTheMorning">Runs on the morning after.</param>
    /// <param name="cancellationToken">Stops the night.</param>
    /// <returns>The counts of this night.</returns>
    public Task<RunTally> RunAsync(string title, DateOnly date, Func<Task> inTheMorning, CancellationToken cancellationToken)
    {
        var next = nextSchoolDay(date);
        return RunAsync(
            title, SimulatedNight.Start(date), SimulatedNight.Start(next),
            (night, ticks) => night.RunAsync(date, next, inTheMorning, ticks, cancellationToken));
    }

    /// <summary>Runs one night until schools open on the next school day.</summary>
    /// <returns>The counts of this night.</returns>
    public Task<RunTally> RunUntilMorningAsync(string title, DateOnly date, CancellationToken cancellationToken)
    {
        var next = nextSchoolDay(date);
        return RunAsync(
            title, SimulatedNight.Start(date), SimulatedNight.MorningOf(next),
            (night, ticks) => night.RunUntilMorningAsync(date, next, ticks, cancellationToken));
    }

    private async Task<RunTally> RunAsync(
        string title, DateTimeOffset start, DateTimeOffset end, Func<SimulatedNight, IProgress<NightTick>, Task<RunTally>> run)
    {
        var before = session.Host.Tally;
        var after = before;
        await view.ShowAsync(title, async progress =>
        {
            var ticks = new Relay<NightTick>(tick => progress.Report((tick.At - start) / (end - start)));
            after = await run(new SimulatedNight(session.Host, clock), ticks);
        });
        return after.Since(before);
    }
}
