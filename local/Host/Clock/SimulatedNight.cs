using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Local.Host.Triggers;

namespace AttendanceFunctions.Local.Host.Clock;

/// <summary>A timer function that has run, together with all the queue work that it started.</summary>
/// <param name="At">The simulated instant, in UTC.</param>
/// <param name="Function">The timer function's name.</param>
/// <param name="Tally">The counts of the whole run so far.</param>
public sealed record NightTick(DateTimeOffset At, string Function, RunTally Tally);

/// <summary>
/// Simulates a night without waiting: the clock jumps from one timer tick to the next, and after each tick all queued messages are
/// processed.
/// </summary>
/// <param name="host">Runs the functions.</param>
/// <param name="clock">The same clock that the app's services use.</param>
public sealed class SimulatedNight(FunctionHost host, SimulatedClock clock)
{
    private static readonly TimeOnly Evening = new(18, 0);

    /// <summary>When staff arrive at school and read the results of the night.</summary>
    private static readonly TimeOnly Morning = new(7, 0);

    /// <summary>After the night's summary, and before messages leave.</summary>
    private static readonly TimeOnly Opening = new(7, 45);

    /// <summary>The instant at which the night of a date begins: 18:00 in London.</summary>
    public static DateTimeOffset Start(DateOnly date) => London.At(date, Evening);

    /// <summary>
    /// Runs from the evening of a date to the evening of the next school day, which includes the morning's work and the hours in which
    /// messages are sent. Messages that an earlier run left in the queues are processed first.
    /// </summary>
    /// <param name="date">The school day on whose evening the night begins.</param>
    /// <param name="nextSchoolDay">The next school day after <paramref name="date"/>.</param>
    /// <param name="inTheMorning">Runs at 07:00 on the day after <paramref name="date"/>, before messages may be sent.</param>
    /// <param name="progress">Receives every tick after it has completed.</param>
    /// <param name="cancellationToken">Stops the night; messages that are being processed return to their queues.</param>
    /// <returns>The counts of the whole run so far.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The next school day is not after the date, or the clock is later than the evening of the date.
    /// </exception>
    public async Task<RunTally> RunAsync(
        DateOnly date, DateOnly nextSchoolDay, Func<Task> inTheMorning, IProgress<NightTick> progress, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(nextSchoolDay, date);
        return await RunAsync(
            Start(date),
            London.At(date.AddDays(1), Morning),
            Start(nextSchoolDay),
            inTheMorning,
            new NoProgress(),
            progress,
            cancellationToken);
    }

    /// <summary>Runs from the evening of a date to the hour of the next school day at which schools open.</summary>
    /// <returns>The counts of the whole run so far.</returns>
    public Task<RunTally> RunUntilMorningAsync(
        DateOnly date, DateOnly nextSchoolDay, IProgress<NightTick> progress, CancellationToken cancellationToken) => RunAsync(
        Start(date), MorningOf(nextSchoolDay), MorningOf(nextSchoolDay), () => Task.CompletedTask, new NoProgress(), progress,
        cancellationToken);

    /// <summary>When schools open: 07:45 in London.</summary>
    public static DateTimeOffset MorningOf(DateOnly date) => London.At(date, Opening);

    /// <summary>Simulates a number of hours, like a host that was restarted in the middle of a night.</summary>
    /// <param name="from">The first instant.</param>
    /// <param name="until">The end; ticks at this instant or later are not fired.</param>
    /// <param name="starting">Receives the instant of every tick before it fires, which is where a restarted host has to resume.</param>
    /// <param name="cancellationToken">Stops the night; messages that are being processed return to their queues.</param>
    /// <returns>The counts of the whole run so far.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The clock is later than <paramref name="from"/>.</exception>
    public Task<RunTally> ResumeAsync(
        DateTimeOffset from, DateTimeOffset until, IProgress<DateTimeOffset> starting, CancellationToken cancellationToken) =>
        RunAsync(from, from, until, () => Task.CompletedTask, starting, new NoProgress(), cancellationToken);

    private async Task<RunTally> RunAsync(
        DateTimeOffset from, DateTimeOffset morning, DateTimeOffset end, Func<Task> inTheMorning, IProgress<DateTimeOffset> starting,
        IProgress<NightTick> completed,
        CancellationToken cancellationToken)
    {
        clock.MoveTo(from);
        await host.DrainAsync(cancellationToken);
        var isMorning = false;
        foreach (var (timer, at) in host.TicksBetween(from, end))
        {
            if (!isMorning && at >= morning)
            {
                isMorning = true;
                await inTheMorning();
            }

            clock.MoveTo(at);
            starting.Report(at);
            await timer.FireAsync(cancellationToken);
            await host.DrainAsync(cancellationToken);
            completed.Report(new NightTick(at, timer.Name, host.Tally));
        }

        clock.MoveTo(end);
        return host.Tally;
    }

    private sealed class NoProgress : IProgress<DateTimeOffset>, IProgress<NightTick>
    {
        public void Report(DateTimeOffset value)
        {
        }

        public void Report(NightTick value)
        {
        }
    }
}
