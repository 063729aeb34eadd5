using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Local.Host.Triggers;

/// <summary>Runs one timer function. A failed run is logged and counted but not retried.</summary>
internal sealed class TimerDriver(TimerFunction function, FunctionInvoker invoker, RunCounter counter, ILogger logger)
{
    public string Name => function.Name;

    /// <summary>The first tick after an instant.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset instant) =>
        new(DateTime.SpecifyKind(function.Schedule.GetNextOccurrence(instant.UtcDateTime), DateTimeKind.Utc));

    public async Task FireAsync(CancellationToken cancellationToken)
    {
        counter.Ticked();
        try
        {
            await invoker.InvokeAsync(function.Method, new TimerInfo(), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception fault)
        {
            counter.TickFailed();
            DriverLog.TickFailed(logger, Name, fault);
        }
    }

    /// <summary>Runs by the clock until it is cancelled. Ticks that become due during an invocation are skipped.</summary>
    public async Task RunAsync(TimeProvider clock, CancellationToken stopping)
    {
        var tick = NextAfter(clock.GetUtcNow());
        while (true)
        {
            // A delay may end slightly early; the same tick must not be fired twice then.
            for (var wait = tick - clock.GetUtcNow(); wait > TimeSpan.Zero; wait = tick - clock.GetUtcNow())
            {
                await Task.Delay(wait, clock, stopping);
            }

            await FireAsync(stopping);
            var now = clock.GetUtcNow();
            tick = NextAfter(now > tick ? now : tick);
        }
    }
}
