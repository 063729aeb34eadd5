namespace AttendanceFunctions.Domain.Policies;

/// <summary>Something that people have to do by a day, and say when it is done.</summary>
/// <param name="What">What, as the worklist says it.</param>
/// <param name="WithinSchoolDays">School days from the night on which it came up; 0 is the same day.</param>
public sealed record DutyRule(string What, int WithinSchoolDays);

/// <summary>One step of a policy's ladder.</summary>
/// <param name="Number">1 for the first step of concern, and so on. "Stage 3" is another thing in another policy: never show the number alone across trusts.</param>
/// <param name="Name">The policy's own name for it.</param>
/// <param name="Descriptor">The policy's word for attendance at this stage, as a parent may read it.</param>
/// <param name="Nudges">Whether parents get a nudge when their child comes to this stage.</param>
/// <param name="Invites">Whether parents get an invitation to a meeting when the stage begins: when a person confirmed it, if it is formal; else once a person released it.</param>
/// <param name="NeedsPerson">Whether the stage is a formal one, which only a person confirms (domain 0.3).</param>
/// <param name="Actions">Everything that the document asks for at this stage, in its order.</param>
/// <param name="Roles">Who is responsible for it.</param>
/// <param name="Duties">What is due when the stage begins.</param>
/// <param name="Letters">What is made when the stage begins: when a person confirmed it, if it is formal.</param>
/// <param name="LettersOnImprovement">What is made when the pupil leaves it for a better one.</param>
/// <param name="Review">When the pupils at this stage are looked through.</param>
/// <param name="Monitoring">How the step is monitored once it was agreed.</param>
public sealed record Stage(
    int Number, string Name, string Descriptor, bool Nudges, bool Invites, bool NeedsPerson, IReadOnlyList<string> Actions, IReadOnlyList<string> Roles,
    IReadOnlyList<DutyRule> Duties, IReadOnlyList<LetterKind> Letters, IReadOnlyList<LetterKind> LettersOnImprovement,
    StageReview Review, Monitoring Monitoring)
{
    /// <summary>Statutory lines that the document names at this stage, so that what stands open of them is shown with it as well. None of them waits for a stage.</summary>
    public IReadOnlyList<StatutoryThreshold> Lines { get; init; } = [];
}
