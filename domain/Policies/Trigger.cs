namespace AttendanceFunctions.Domain.Policies;

/// <summary>A fact about a pupil that asks for something of its own, whatever the stage.</summary>
public enum TriggerFact
{
    /// <summary>10% or more of possible sessions missed. Comes up once in a school year.</summary>
    PersistentAbsence,

    /// <summary>50% or more missed. Comes up once in a school year.</summary>
    SevereAbsence,

    /// <summary>A pupil with a social worker has an absence without a reason (N or O) today. Comes up on every such day (D1).</summary>
    UnexplainedAbsenceWithSocialWorker,

    /// <summary>Attendance below the policy's target has fallen since the last look. Comes up once between two looks (D4).</summary>
    Dip,
}

/// <summary>A trigger beside the ladder: a fact, and what it asks of people.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Name">The policy's name for it.</param>
/// <param name="Fall">Percentage points that a dip must have; nothing for the other facts.</param>
/// <param name="Actions">Everything that the document asks for.</param>
/// <param name="Roles">Who is responsible for it.</param>
/// <param name="Duty">What is due.</param>
/// <param name="Letters">What is made.</param>
public sealed record Trigger(
    TriggerFact Fact, string Name, Points Fall, IReadOnlyList<string> Actions, IReadOnlyList<string> Roles, DutyRule Duty, IReadOnlyList<LetterKind> Letters);
