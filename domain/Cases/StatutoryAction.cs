using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>The newest matter of a statutory line in a case. One of a line stands open at a time, and what one had counted no later one counts again.</summary>
/// <param name="Threshold">The line.</param>
/// <param name="Key">The key of its duty while it stands open; none once somebody did it.</param>
/// <param name="After">The last day that an earlier matter of the line had counted; <see cref="DateOnly.MinValue"/> if there was none.</param>
/// <param name="First">The first day that it counts.</param>
/// <param name="Last">The last day that it counts.</param>
/// <param name="SeenOn">The night as of which it counts: ten school weeks back from another one would be other weeks.</param>
/// <param name="Evidence">Its arithmetic in words, as the marks are.</param>
public sealed record StatutoryAction(StatutoryThreshold Threshold, CaseKey Key, DateOnly After, DateOnly First, DateOnly Last, DateOnly SeenOn, string Evidence)
{
    public bool IsOpen => Key != CaseKey.None;
}
