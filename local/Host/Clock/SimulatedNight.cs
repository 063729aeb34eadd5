using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Local.Host.Triggers;

namespace AttendanceFunctions.Local.Host.Clock;

/// <summary>A timer function that has ticked, and what it set going has ended.</summary>
/// <param name="At">The simulated instant, in UTC.</param>
/// <param name="Function">The timer function's name.</param>
/// <param name="Tally">The whole run's counts so far.</param>
public sealed record NightTick(DateTimeOffset At, string Function, RunTally Tally);

/// <summary>
/// Lets a host live through a night without waiting: the clock jumps from tick to tick, and after each of them the queues are
/// worked off.
/// </summary>
/// <param name="host">The functions.</param>
/// <param name="clock">The clock that the app's services were given too.</param>
public sealed class SimulatedNight(FunctionHost host, SimulatedClock clock)
{
    private static readonly TimeOnly Evening = new(18, 0);

    /// <summary>When people come to school and look at what the night left them.</summary>
    private static readonly TimeOnly Morning = new(7, 0);

    /// <summary>The instant at which the night of a date begins: 18:00 in London.</summary>
    public static DateTimeOffset Start(DateOnly date) => London.At(date, Evening);

    /// <summary>
    /// Runs from the evening of a date to the evening of the next school day, so that mornings' work and sending hours lie in it.
    /// What an earlier run left in the queues is worked off first.
    /// </summary>
    /// <param name="date">The school day whose night it is.</param>
    /// <param name="nextSchoolDay">The school day after it.</param>
    /// <param name="inTheMorning">What people do on the morning after it, before messages may leave.</param>
    /// <param name="progress">Is told of every tick.</param>
    /// <param name="cancellationToken">Ends the night where it is; messages that are being worked on come again.</param>
    /// <returns>The whole run's counts so far.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The next school day is not after the date, or the clock is past the evening.
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
            new NobodyListens(),
            progress,
            cancellationToken);
    }

    /// <summary>Lives through some hours, as a host does that was started again in the middle of a night.</summary>
    /// <param name="from">The first instant.</param>
    /// <param name="until">The instant before which the last tick fires.</param>
    /// <param name="begun">Is told the instant of every tick before it fires: where the next one would have to go on.</param>
    /// <param name="cancellationToken">Ends the night where it is; messages that are being worked on come again.</param>
    /// <returns>The whole run's counts so far.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The clock is past the instant.</exception>
    public Task<RunTally> ResumeAsync(
        DateTimeOffset from, DateTimeOffset until, IProgress<DateTimeOffset> begun, CancellationToken cancellationToken) =>
        RunAsync(from, from, until, () => Task.CompletedTask, begun, new NobodyListens(), cancellationToken);

    private async Task<RunTally> RunAsync(
        DateTimeOffset from, DateTimeOffset morning, DateTimeOffset end, Func<Task> inTheMorning, IProgress<DateTimeOffset> begun,
        IProgress<NightTick> ended,
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
            begun.Report(at);
            await timer.FireAsync(cancellationToken);
            await host.DrainAsync(cancellationToken);
            ended.Report(new NightTick(at, timer.Name, host.Tally));
        }

        clock.MoveTo(end);
        return host.Tally;
    }

    private sealed class NobodyListens : IProgress<DateTimeOffset>, IProgress<NightTick>
    {
        public void Report(DateTimeOffset value)
        {
        }

        public void Report(NightTick value)
        {
        }
    }
}
