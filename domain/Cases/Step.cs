namespace AttendanceFunctions.Domain.Cases;

/// <summary>Where a case stands on the policy's ladder, and what it rested on.</summary>
/// <param name="Stage">The stage's number; 0 above the ladder.</param>
/// <param name="On">The night on which the case came to it, or on which a person confirmed it.</param>
/// <param name="Then">The pupil's sessions in the year to that night, as the marks were then.</param>
/// <param name="Corrected">The same as the marks are now: other than <paramref name="Then"/> where they were corrected since.</param>
/// <param name="PeriodFrom">The night from which its time is counted: <paramref name="On"/>, or that of the last extension.</param>
/// <param name="Extensions">How often its time was extended.</param>
/// <param name="Carried">Sessions since then in an earlier school year or at an earlier school, which are not among this year's marks here.</param>
public sealed record Step(int Stage, DateOnly On, SessionCount Then, SessionCount Corrected, DateOnly PeriodFrom, int Extensions, SessionCount Carried)
{
    /// <summary>Above the ladder.</summary>
    public static Step None { get; } = At(0, DateOnly.MinValue, default);

    public static Step At(int stage, DateOnly night, SessionCount then) => new(stage, night, then, then, night, 0, default);
}
