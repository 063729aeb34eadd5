namespace AttendanceFunctions.Domain.Policies;

public enum CohortOf
{
    Everyone,

    /// <summary>SEN support or a plan.</summary>
    SpecialNeeds,

    /// <summary>An education, health and care plan.</summary>
    Plan,

    /// <summary>A circumstance on file, including long-term medical conditions.</summary>
    Circumstance,

    PupilPremium,

    FreeSchoolMeals,

    LookedAfter,

    SocialWorker,

    /// <summary>One row for each year group.</summary>
    YearGroup,
}

/// <summary>A group of pupils that the policy compares with its target.</summary>
/// <param name="Name">The policy's name for it; a year group's own name is added.</param>
/// <param name="Actions">The actions that the document names for such a group.</param>
public sealed record Cohort(string Name, CohortOf Of, IReadOnlyList<PolicyAction> Actions);

/// <summary>Reads the groups that are compared with the target.</summary>
internal static class CohortReader
{
    internal static IReadOnlyList<Cohort> ReadAll(SettingsSection policy, ActionPlace all)
    {
        var seen = new HashSet<CohortOf>();
        return policy.SectionsIfAny("cohorts", section =>
        {
            var cohort = new Cohort(
                section.Text("name"), section.Choice<CohortOf>("of", fallback: null), ActionReader.ReadAll(section, all));
            if (section.IsValid("of") && !seen.Add(cohort.Of))
            {
                section.AddFault("of", "is a cohort already; list each group of pupils once.");
            }

            return cohort;
        });
    }
}
