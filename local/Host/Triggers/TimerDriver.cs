using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Local.Host.Triggers;

/// <summary>Ticks one timer function. A tick that fails is logged and counted, and not repeated: the next one comes.</summary>
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

    /// <summary>Ticks by the clock until it is cancelled; ticks that fall into a running one are left out.</summary>
    public async Task RunAsync(TimeProvider clock, CancellationToken stopping)
    {
        var tick = NextAfter(clock.GetUtcNow());
        while (true)
        {
            // A timer may be a little early, and the same tick must not come again then.
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
