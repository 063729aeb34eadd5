namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a timer tells the function that it runs.</summary>
public class TimerInfo
{
    /// <summary>The occurrences around this one; null where the schedule is not monitored.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether this run is later than the schedule said.</summary>
    public bool IsPastDue { get; set; }
}
