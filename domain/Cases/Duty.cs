using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>What a duty came from.</summary>
public enum DutySource
{
    /// <summary>A stage that began.</summary>
    Stage,

    /// <summary>The regular look at the pupils of a stage.</summary>
    Review,

    /// <summary>A trigger beside the ladder.</summary>
    Trigger,

    /// <summary>A statutory line, whatever the policy.</summary>
    Statute,
}

/// <summary>Something that people have to do: it stands in the worklist until they say that it is done.</summary>
/// <param name="Key">What the worklist says it by.</param>
/// <param name="Source">What it came from.</param>
/// <param name="Stage">The stage that it belongs to; 0 for one beside the ladder.</param>
/// <param name="What">What is to be done.</param>
/// <param name="On">The night on which it came up.</param>
/// <param name="Due">The day by which it is to be done.</param>
public sealed record Duty(CaseKey Key, DutySource Source, int Stage, string What, DateOnly On, DateOnly Due)
{
    /// <summary>Whether it is none of the ladder's, so that it stands whatever becomes of the stage.</summary>
    public bool IsBesideLadder => Source is DutySource.Trigger or DutySource.Statute;
}

/// <summary>A trigger that came up.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="On">The last night on which it did.</param>
public sealed record FiredTrigger(TriggerFact Fact, DateOnly On);

/// <summary>A duty that a person did.</summary>
/// <param name="What">What was to be done.</param>
/// <param name="On">The night on which it was known to be done.</param>
public sealed record CompletedDuty(string What, DateOnly On);

/// <summary>A letter that was called for.</summary>
/// <param name="Letter">Which.</param>
/// <param name="On">The last night on which it was.</param>
public sealed record CalledForLetter(LetterKind Letter, DateOnly On);
