namespace AttendanceFunctions.Domain.Policies;

/// <summary>Something that people have to do by a day, and confirm when it is done.</summary>
/// <param name="What">What to do, in the words of the worklist.</param>
/// <param name="WithinSchoolDays">School days from the night on which it was raised; 0 is the same day.</param>
/// <param name="CompulsoryAgeOnly">Whether it is only for pupils of compulsory school age (domain 0.13).</param>
public sealed record DutyRule(string What, int WithinSchoolDays, bool CompulsoryAgeOnly);

/// <summary>One stage of a policy's ladder.</summary>
/// <param name="Number">1 for the first stage of concern. "Stage 3" differs between policies: show the name with it.</param>
/// <param name="Name">The policy's own name for it.</param>
/// <param name="Descriptor">The policy's word for attendance at this stage, as a parent may read it.</param>
/// <param name="Nudges">Whether parents get a nudge when their child comes to this stage.</param>
/// <param name="Invites">Whether parents are invited to a meeting when it begins; if formal, once it is confirmed.</param>
/// <param name="NeedsPerson">Whether it is a formal stage, which begins only when a person confirms it (domain 0.3).</param>
/// <param name="Actions">The actions that the document names for this stage, in its order.</param>
/// <param name="Roles">Who is responsible for it.</param>
/// <param name="Duties">What people have to do when the stage begins.</param>
/// <param name="Letters">The letters that are prepared when the stage begins: for a formal stage, when a person confirmed it.</param>
/// <param name="LettersOnImprovement">The letters that are prepared when the pupil leaves it for a better stage.</param>
/// <param name="Review">When the pupils at this stage are reviewed as a group; null where the document does not say.</param>
/// <param name="Monitoring">How a formal stage is monitored once it was agreed; null where the policy sets no time.</param>
public sealed record Stage(
    int Number, string Name, string Descriptor, bool Nudges, bool Invites, bool NeedsPerson, IReadOnlyList<PolicyAction> Actions,
    IReadOnlyList<string> Roles,
    IReadOnlyList<DutyRule> Duties, IReadOnlyList<LetterKind> Letters, IReadOnlyList<LetterKind> LettersOnImprovement,
    StageReview? Review, Monitoring? Monitoring)
{
    /// <summary>Which attendance since the last step begins it, where the process decides the stage; not for the first one.</summary>
    public StepCondition BeginsWhen { get; init; }

    /// <summary>The statutory thresholds that the document names here, to show with the stage; they apply whatever the stage.</summary>
    public IReadOnlyList<StatutoryThreshold> StatutoryThresholds { get; init; } = [];
}

/// <summary>How attendance compares with that at the last step when the next one is due (domain 0.20, Progress).</summary>
public enum StepCondition
{
    /// <summary>It is lower: "decreased further" (D2 stage 2).</summary>
    Lower,

    /// <summary>It is the same or lower: "no improvement" (D2 stage 3).</summary>
    NotHigher,
}

/// <summary>A number of percentage points in hundredths, so that differences of rates compare exactly.</summary>
/// <param name="Hundredths">0 to 10,000.</param>
public readonly record struct Points(int Hundredths)
{
    public override string ToString() => (Hundredths / 100m).ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>How long a step is monitored before it is reviewed.</summary>
public abstract record MonitoringTime
{
    /// <summary>Weeks of seven days (D0: 4), which run on until there are as many school days in them.</summary>
    /// <param name="LeastSchoolDays">0 where weeks of holidays count like any others.</param>
    public sealed record Weeks(int Count, int LeastSchoolDays) : MonitoringTime;

    /// <summary>School days of the pupil's school (D2: 20).</summary>
    public sealed record SchoolDays(int Count) : MonitoringTime;

    /// <summary>To the end of the half term that many after the current one (D4: 1, "the following half term").</summary>
    public sealed record HalfTerms(int Count) : MonitoringTime;
}

/// <summary>What a review proposes when attendance has improved.</summary>
public enum WhenImproved
{
    /// <summary>Close the case; while attendance is still within the threshold of the formal stages, continue monitoring.</summary>
    Close,

    /// <summary>Monitor for the same time again; close the case when no extension is left.</summary>
    Extend,
}

/// <summary>How a step is monitored after it was agreed. A review follows when the time is over.</summary>
/// <param name="Improvement">Percentage points above the rate at the step; less is "little or no improvement" (D0).</param>
/// <param name="MinimumSessions">Possible sessions since the step that a review needs; it waits until there are as many.</param>
/// <param name="AuthorisedIsGenuineReason">Whether a review does not escalate if only authorised absence is to blame (D0).</param>
/// <param name="WhenImproved">What is proposed after an improvement.</param>
/// <param name="MostExtensions">How often the time may be extended.</param>
public sealed record Monitoring(
    MonitoringTime Time, Points Improvement, int MinimumSessions, bool AuthorisedIsGenuineReason, WhenImproved WhenImproved,
    int MostExtensions);

/// <summary>When the pupils at a stage are reviewed as a group.</summary>
public enum StageReview
{
    /// <summary>Each week, on its last school day (D3 Stage 2).</summary>
    Weekly,

    /// <summary>At the end of each half term (D4).</summary>
    EndOfHalfTerm,
}
