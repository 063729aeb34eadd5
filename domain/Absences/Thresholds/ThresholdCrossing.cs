using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Registers;

namespace AttendanceFunctions.Domain.Absences.Thresholds;

/// <summary>A statutory line that is crossed, with its arithmetic.</summary>
/// <param name="Threshold">The line.</param>
/// <param name="Sessions">The sessions that were counted, in order; never none.</param>
/// <param name="IsProvisional">Whether it would not be crossed if every N among them turned out to have a reason.</param>
public sealed record ThresholdCrossing(StatutoryThreshold Threshold, IReadOnlyList<(Session Session, Mark Mark)> Sessions, bool IsProvisional)
{
    /// <summary>The day of the first session that was counted.</summary>
    public DateOnly First => Sessions[0].Session.Date;

    /// <summary>The day of the last one.</summary>
    public DateOnly Last => Sessions[^1].Session.Date;

    /// <summary>Sessions among them whose reason is not established yet.</summary>
    public int Unsettled => Sessions.Count(counted => StatutoryFacts.IsUnsettled(counted.Mark));
}
