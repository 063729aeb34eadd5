namespace AttendanceFunctions.Domain.Policies;

/// <summary>Who belongs to a cohort.</summary>
public enum CohortOf
{
    /// <summary>Every pupil on roll.</summary>
    Everyone,

    /// <summary>SEN support or a plan.</summary>
    SpecialNeeds,

    /// <summary>An education, health and care plan.</summary>
    Plan,

    /// <summary>A circumstance on file, long-term medical conditions among them.</summary>
    Circumstance,

    PupilPremium,

    FreeSchoolMeals,

    LookedAfter,

    SocialWorker,

    /// <summary>One row for each year group.</summary>
    YearGroup,
}

/// <summary>A group of pupils that the policy compares with its target.</summary>
/// <param name="Name">The policy's name for it; year groups add their own.</param>
/// <param name="Of">Who belongs to it.</param>
/// <param name="Actions">What the document asks for, for such a group.</param>
public sealed record Cohort(string Name, CohortOf Of, IReadOnlyList<string> Actions);
