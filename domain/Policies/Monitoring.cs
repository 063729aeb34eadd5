using System.Globalization;

namespace AttendanceFunctions.Domain.Policies;

/// <summary>A number of percentage points in hundredths, so that differences of rates compare exactly.</summary>
/// <param name="Hundredths">0 to 10 000.</param>
public readonly record struct Points(int Hundredths)
{
    public override string ToString() => (Hundredths / 100m).ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>How long a step is monitored before it is reviewed.</summary>
public abstract record MonitoringTime
{
    private MonitoringTime()
    {
    }

    /// <summary>Calendar weeks of seven days, holidays included (D0: 4).</summary>
    public sealed record Weeks(int Count) : MonitoringTime;

    /// <summary>School days of the pupil's school (D2: 20).</summary>
    public sealed record SchoolDays(int Count) : MonitoringTime;

    /// <summary>To the end of the half term that many after the current one (D4: 1, "the following half term").</summary>
    public sealed record HalfTerms(int Count) : MonitoringTime;
}

/// <summary>What a review proposes when attendance has improved.</summary>
public enum WhenImproved
{
    /// <summary>To close the case; to go on watching while attendance is not above the line of the formal stages yet.</summary>
    Close,

    /// <summary>To go on for as long again; to close it when no extension is left.</summary>
    Extend,
}

/// <summary>How a step is monitored once it was agreed.</summary>
public abstract record Monitoring
{
    private Monitoring()
    {
    }

    /// <summary>The policy sets no time.</summary>
    public sealed record None : Monitoring;

    /// <summary>For a time, with a review at its end.</summary>
    /// <param name="Time">How long until the review.</param>
    /// <param name="Improvement">Percentage points by which attendance since the step must be above the rate at which it was agreed; less is "little or no improvement" (D0).</param>
    /// <param name="MinimumSessions">Possible sessions since the step that a review needs; with fewer it waits.</param>
    /// <param name="AuthorisedIsGenuineReason">Whether absence that the school authorised is a "genuine reason": a review that would show improvement without it does not escalate (D0).</param>
    /// <param name="WhenImproved">What is proposed after an improvement.</param>
    /// <param name="MostExtensions">How often the time may be extended.</param>
    public sealed record Timed(
        MonitoringTime Time, Points Improvement, int MinimumSessions, bool AuthorisedIsGenuineReason, WhenImproved WhenImproved, int MostExtensions) : Monitoring;
}
