namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs a function on a schedule.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute : Attribute
{
    /// <summary>Sets the schedule.</summary>
    /// <param name="schedule">Six cron fields from seconds to days of the week, in UTC.</param>
    public TimerTriggerAttribute(string schedule) => Schedule = schedule;

    /// <summary>The schedule, as six cron fields.</summary>
    public string Schedule { get; }

    /// <summary>Whether occurrences are kept in storage, so that one missed while the app was down is made up for.</summary>
    public bool UseMonitor { get; set; } = true;

    /// <summary>Whether the function runs at every start of the app, too.</summary>
    public bool RunOnStartup { get; set; }
}
