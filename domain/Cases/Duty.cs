namespace AttendanceFunctions.Domain.Cases;

/// <summary>Where a duty comes from.</summary>
public enum DutySource
{
    /// <summary>A stage that began.</summary>
    Stage,

    /// <summary>The regular review of the pupils of a stage.</summary>
    Review,

    /// <summary>A trigger beside the ladder.</summary>
    Trigger,

    /// <summary>A statutory threshold, whatever the policy.</summary>
    Statute,
}

/// <summary>Something that people have to do: it stays in the worklist until they say that it is done.</summary>
/// <param name="Stage">The stage that it belongs to; 0 for one beside the ladder.</param>
public sealed record Duty(CaseKey Key, DutySource Source, int Stage, string What, DateOnly On, DateOnly Due)
{
    /// <summary>Whether it does not belong to the ladder, so that it stays open when the stage changes.</summary>
    public bool IsBesideLadder => Source is DutySource.Trigger or DutySource.Statute;
}

/// <summary>A trigger that came up.</summary>
/// <param name="On">The last night on which it did.</param>
public sealed record RaisedTrigger(TriggerFact Fact, DateOnly On);

public sealed record CompletedDuty(string What, DateOnly On);

/// <summary>A letter that a stage asked for.</summary>
/// <param name="On">The last night on which it was requested.</param>
public sealed record RequestedLetter(LetterKind Letter, DateOnly On);
