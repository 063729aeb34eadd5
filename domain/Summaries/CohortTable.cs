namespace AttendanceFunctions.Domain.Summaries;

/// <summary>A cohort's attendance figures in the year to date.</summary>
public abstract record CohortFigures
{
    private CohortFigures()
    {
    }

    /// <summary>Its sessions, its rate, and comparisons.</summary>
    /// <param name="Tally">The sum of its pupils' sessions, never a mean of their rates (domain 0.1).</param>
    /// <param name="ReachesTarget">Whether the rate is at or above the policy's target.</param>
    /// <param name="ToEveryone">The difference from the rate of all pupils, including the cohort's own.</param>
    /// <param name="PersistentAbsence">Its pupils who are persistently absent, not including those for whom it is too early to say.</param>
    public sealed record Shown(Tally Tally, Rate Rate, bool ReachesTarget, RateGap ToEveryone, int PersistentAbsence) : CohortFigures;

    /// <summary>Fewer than five pupils with a session: governors read this table, so only their number is shown (domain 0.12).</summary>
    public sealed record TooFew : CohortFigures;

    /// <summary>No pupil of the cohort had a possible session yet, or it has no pupils.</summary>
    public sealed record NoSessions : CohortFigures;
}

/// <summary>A cohort in the table.</summary>
/// <param name="Name">The policy's name for it, with the year group where it is one.</param>
/// <param name="Actions">The actions that the policy names for such a group.</param>
/// <param name="Pupils">Pupils who belong to it.</param>
public sealed record CohortRow(string Name, CohortOf Of, IReadOnlyList<PolicyAction> Actions, int Pupils, CohortFigures Figures);

/// <summary>The groups that a policy compares with its target (D1: the target holds for all pupils and groups of pupils; D4).</summary>
/// <param name="Rows">One for each cohort in the policy's order; for the year-group cohort, one for each year group.</param>
public sealed record CohortTable(Percentage Target, IReadOnlyList<CohortRow> Rows)
{
    /// <summary>The table of a school's pupils, or of a whole trust's.</summary>
    /// <param name="pupils">Pupils on roll, with their status after a night.</param>
    /// <param name="left">Pupils who left in the school year, with their sessions to then: they count in rates alone (domain 0.18).</param>
    public static CohortTable Of(
        Policy policy, IReadOnlyList<(Pupil Pupil, AttendanceStatus Status)> pupils,
        IReadOnlyList<(Pupil Pupil, AttendanceStatus Status)> left)
    {
        List<Member> all =
        [
            .. pupils.Select(pupil => new Member(pupil.Pupil, pupil.Status, IsOnRoll: true)),
            .. left.Select(pupil => new Member(pupil.Pupil, pupil.Status, IsOnRoll: false)),
        ];
        var everyone = Sum(all);
        var rows = from cohort in policy.Cohorts
                   from members in MembersOf(cohort, all)
                   let figures = FiguresOf(members.Members, policy.Target, everyone)
                   select new CohortRow(
                       members.Name, cohort.Of, cohort.Actions, members.Members.Count(member => member.IsOnRoll), figures);
        return new(policy.Target, [.. rows]);
    }

    private static IEnumerable<(string Name, IReadOnlyList<Member> Members)> MembersOf(Cohort cohort, IReadOnlyList<Member> all) =>
        cohort.Of == CohortOf.YearGroup
            ? all.GroupBy(member => member.Pupil.YearGroup, StringComparer.Ordinal)
                .OrderBy(group => group.Key, ClassOrder.Instance)
                .Select(group => ($"{cohort.Name} {group.Key}", (IReadOnlyList<Member>)[.. group]))
            : [(cohort.Name, [.. all.Where(member => Belongs(member.Pupil, cohort.Of))])];

    private static CohortFigures FiguresOf(IReadOnlyList<Member> members, Percentage target, Tally everyone)
    {
        var sum = Sum(members);
        if (!Rate.TryOf(sum, out var rate) || !Rate.TryOf(everyone, out var all))
        {
            return new CohortFigures.NoSessions();
        }

        return members.Count(member => member.Status.Tally.Possible > 0) < Headcount.SmallestGroup
            ? new CohortFigures.TooFew()
            : new CohortFigures.Shown(
                sum, rate, ReachesTarget: !rate.IsBelow(target), new(rate, all),
                members.Count(member => member is { IsOnRoll: true, Status: AttendanceStatus.Measured { IsPersistentAbsence: true } }));
    }

    private static bool Belongs(Pupil pupil, CohortOf cohort) => cohort switch
    {
        CohortOf.Everyone => true,
        CohortOf.SpecialNeeds => pupil.Characteristics.Sen is Sen.Support or Sen.Plan,
        CohortOf.Plan => pupil.Characteristics.Sen is Sen.Plan,
        CohortOf.Circumstance => pupil.Circumstance.Length > 0,
        CohortOf.PupilPremium => pupil.Characteristics.PupilPremium,
        CohortOf.FreeSchoolMeals => pupil.Characteristics.FreeSchoolMeals,
        CohortOf.LookedAfter => pupil.Characteristics.LookedAfter,
        CohortOf.SocialWorker => pupil.Characteristics.SocialWorker,
        _ => throw new ArgumentOutOfRangeException(nameof(cohort), cohort, "Not a cohort with one row."),
    };

    private static Tally Sum(IEnumerable<Member> members) =>
        members.Aggregate(default(Tally), (sum, member) => sum + member.Status.Tally);

    private sealed record Member(Pupil Pupil, AttendanceStatus Status, bool IsOnRoll);
}
