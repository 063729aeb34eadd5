namespace AttendanceFunctions.Domain.Cases;

/// <summary>Where a duty comes from.</summary>
public enum DutySource
{
    /// <summary>A stage that began.</summary>
    Stage,

    /// <summary>The regular review of the pupils of a stage.</summary>
    Review,

    /// <summary>A trigger, independent of the ladder.</summary>
    Trigger,

    /// <summary>A statutory threshold, whatever the policy.</summary>
    Statute,

    /// <summary>A part-time timetable that is to be reviewed, whatever the policy.</summary>
    Timetable,

    /// <summary>A register that does not agree with an answer about leave of absence.</summary>
    Leave,
}

/// <summary>A task for people. It stays in the worklist until they record it as done.</summary>
/// <param name="Stage">The stage that it belongs to; 0 if it does not depend on the ladder.</param>
public sealed record Duty(CaseKey Key, DutySource Source, int Stage, string What, DateOnly On, DateOnly Due)
{
    /// <summary>How the duty of the regular review of a stage's pupils begins, before the stage's name.</summary>
    internal const string ReviewOf = "Review of attendance at ";

    /// <summary>What it is founded on, in sentences, where the task alone does not say it; empty elsewhere.</summary>
    public string Why { get; init; } = "";

    /// <summary>Whether it is independent of the ladder, so that it stays open when the stage changes.</summary>
    public bool IsBesideLadder => Source is DutySource.Trigger or DutySource.Statute or DutySource.Timetable or DutySource.Leave;
}

/// <summary>A trigger that was raised.</summary>
/// <param name="On">The last night on which it was raised.</param>
public sealed record RaisedTrigger(TriggerFact Fact, DateOnly On);

public sealed record CompletedDuty(string What, DateOnly On);

/// <summary>A letter that a stage requested.</summary>
/// <param name="On">The last night on which it was requested.</param>
public sealed record RequestedLetter(LetterKind Letter, DateOnly On);
