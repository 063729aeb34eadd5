namespace AttendanceFunctions.Domain.Summaries.Figures;

/// <summary>Whether a group's figures may be shown.</summary>
public enum Showing
{
    Shown,

    /// <summary>No pupil of the group had a possible session.</summary>
    NoSession,

    /// <summary>Fewer than five pupils count (domain 0.12).</summary>
    TooFew,

    /// <summary>With the other published figures, a smaller group could be worked out from it.</summary>
    GivesAway,
}

/// <summary>What is told of a group of pupils. Each is shown or hidden on its own.</summary>
public enum Measure
{
    /// <summary>Its sessions and its rate.</summary>
    Attendance,

    /// <summary>How many of its pupils are persistently absent.</summary>
    PersistentAbsence,

    /// <summary>How many of its pupils are severely absent.</summary>
    SevereAbsence,
}

/// <summary>A measure of a group that is not published.</summary>
public sealed record HiddenMeasure(Grouping By, string Value, Measure Of, Showing Why);

/// <summary>
/// How far two hidden groups of a school could differ from the truth without changing anything else that is published: absent sessions
/// (or pupils, for persistent and severe absence) that could belong to the one instead of the other.
/// </summary>
/// <param name="More">The group that would have more of them.</param>
/// <param name="Fewer">The group that would have fewer.</param>
/// <param name="Steps">How many, at most <see cref="Most"/>.</param>
public sealed record Exchange(Measure Of, Grouping By, string More, string Fewer, int Steps)
{
    /// <summary>More are not counted: with two, a hidden figure has three possible values.</summary>
    public const int Most = SafeGroups.EnoughSteps;
}
