using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Domain.Policies;

/// <summary>Reads the groups that are compared with the target.</summary>
internal static class CohortReader
{
    private static readonly Dictionary<string, CohortOf> Groups = new(StringComparer.Ordinal)
    {
        ["everyone"] = CohortOf.Everyone,
        ["specialNeeds"] = CohortOf.SpecialNeeds,
        ["plan"] = CohortOf.Plan,
        ["circumstance"] = CohortOf.Circumstance,
        ["pupilPremium"] = CohortOf.PupilPremium,
        ["freeSchoolMeals"] = CohortOf.FreeSchoolMeals,
        ["lookedAfter"] = CohortOf.LookedAfter,
        ["socialWorker"] = CohortOf.SocialWorker,
        ["yearGroup"] = CohortOf.YearGroup,
    };

    internal static IReadOnlyList<Cohort> ReadAll(SettingsSection policy)
    {
        var seen = new HashSet<CohortOf>();
        return policy.SectionsIfAny("cohorts", section =>
        {
            var cohort = new Cohort(section.Text("name"), section.Choice<CohortOf>("of", Groups, fallback: null), section.Texts("actions"));
            if (section.IsSound("of") && !seen.Add(cohort.Of))
            {
                section.AddFault("of", "is a cohort already; list each group of pupils once.");
            }

            return cohort;
        });
    }
}
