using AttendanceFunctions.Local.Host.Clock;
using AttendanceFunctions.Local.Host.Triggers;
using AttendanceFunctions.Local.Host.Views;

namespace AttendanceFunctions.Local.Host.Sessions;

/// <summary>Runs nights of a session one after another, and shows how far they are.</summary>
/// <param name="session">The session, whose app was given the clock.</param>
/// <param name="clock">The clock that the nights move.</param>
/// <param name="nextSchoolDay">The first school day after a date.</param>
/// <param name="view">Where progress is shown.</param>
public sealed class NightRunner(HostSession session, SimulatedClock clock, Func<DateOnly, DateOnly> nextSchoolDay, INightView view)
{
    /// <summary>The school days from one date to another, both among them if they are school days.</summary>
    public static IEnumerable<DateOnly> SchoolDays(DateOnly from, DateOnly to, Func<DateOnly, DateOnly> nextSchoolDay)
    {
        for (var day = nextSchoolDay(from.AddDays(-1)); day <= to; day = nextSchoolDay(day))
        {
            yield return day;
        }
    }

    /// <summary>Runs one night to the evening of the next school day; nobody does anything on the morning in between.</summary>
    /// <returns>What this night did.</returns>
    public Task<RunTally> RunAsync(string title, DateOnly date, CancellationToken cancellationToken) =>
        RunAsync(title, date, () => Task.CompletedTask, cancellationToken);

    /// <summary>Runs one night to the evening of the next school day.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="date">The school day whose night it is.</param>
    /// <param name="inTheMorning">What people do on the morning after it.</param>
    /// <param name="cancellationToken">Ends the night where it is.</param>
    /// <returns>What this night did.</returns>
    public async Task<RunTally> RunAsync(string title, DateOnly date, Func<Task> inTheMorning, CancellationToken cancellationToken)
    {
        var next = nextSchoolDay(date);
        var (start, end) = (SimulatedNight.Start(date), SimulatedNight.Start(next));
        var before = session.Host.Tally;
        var after = before;
        await view.ShowAsync(title, async progress =>
        {
            var ticks = new Relay<NightTick>(tick => progress.Report((tick.At - start) / (end - start)));
            after = await new SimulatedNight(session.Host, clock).RunAsync(date, next, inTheMorning, ticks, cancellationToken);
        });
        return after.Since(before);
    }
}
