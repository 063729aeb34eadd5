using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Tests.Domain.Policies.Packs;

/// <summary>ODST Attendance Statement, September 2024, from top to bottom.</summary>
public sealed class OdstPackTests
{
    private const string Trusts = "Trust: review attendance data";

    private static readonly Policy Odst = A.Policy("odst");

    [Fact]
    public void What_trust_and_schools_will_do_for_all_pupils_is_there()
    {
        new DocumentWalk(Odst.Top.Actions)
            .Part(
                "We will",
                "statutory",
                "high profile",
                "best practice",
                "collaborate",
                "centrally",
                "trustees for scrutiny",
                "share knowledge",
                "local authorities")
            .Part("Schools will", "promote", "prevent", "early", "barriers", "severe absentees")
            .Part("All pupils: school's role", "policy on the website", "registers", "senior leader")
            .Part("All pupils: central team and trustees", "active role", "statutory duties", "training")
            .End();
        Assert.Equal(["School", "Senior attendance leader", "Central team and trustees"], Odst.Top.Roles);
    }

    [Fact]
    public void Its_target_is_96_percent_and_96_meets_it()
    {
        Assert.Equal(Percentage.Of(96), Odst.Target);
        Assert.Equal(
            ["At our target", "Below our target", "Below our target"],
            new[] { 9600, 9599, 9501 }.Select(attended => Odst.BandOf(Rate.Of(attended, 10_000)).Descriptor));
    }

    [Theory]
    [InlineData(10, 201, "95.0", 0)]
    [InlineData(10, 200, "95.0", 1)]
    [InlineData(20, 201, "90.0", 1)]
    [InlineData(20, 200, "90.0", 2)]
    [InlineData(19, 191, "90.1", 1)]
    [InlineData(999, 2000, "50.1", 2)]
    [InlineData(1000, 2001, "50.0", 2)]
    [InlineData(100, 200, "50.0", 3)]
    public void Its_tiers_are_at_risk_persistent_and_severe_absence(int missed, int possible, string printed, int stage)
    {
        var rate = Rate.Of(possible - missed, possible);

        Assert.Equal((printed, stage), (rate.ToString(), Odst.BandOf(rate).Stage));
    }

    [Fact]
    public void Its_tiers_of_absence_are_the_national_ones() => Some.Rate.Always(rate =>
    {
        var stage = Odst.BandOf(rate).Stage;
        return rate.IsPersistentAbsence == stage >= 2 && rate.IsSevereAbsence == (stage == 3);
    });

    [Fact]
    public void At_risk_of_persistent_absence()
    {
        DocumentWalk.Of(Odst.StageAt(1).Actions, "identify pupils at risk", "pupil and parents", "signpost", "lead practitioner", Trusts);
        Assert.True(Odst.StageAt(1).Nudges);
    }

    [Fact]
    public void Persistently_absent() => DocumentWalk.Of(
        Odst.StageAt(2).Actions,
        "support for pupils at risk", "targeted support", "more formal conversations", "legal intervention", "children's social care",
        "siblings", Trusts);

    [Fact]
    public void Severely_absent() =>
        DocumentWalk.Of(Odst.StageAt(3).Actions, "support for persistently absent pupils", "joint approach", Trusts);

    [Fact]
    public void Its_tiers_follow_the_band_each_night_without_a_formal_step_or_a_letter()
    {
        Assert.Equal(ReviewSchedule.Nightly, Odst.Ladder.Schedule);
        Assert.Equal(["At risk of persistent absence", "Persistently absent", "Severely absent"], Odst.Stages.Select(stage => stage.Name));
        Assert.All(Odst.Stages, stage =>
        {
            Assert.False(stage.NeedsPerson);
            Assert.Empty(stage.Letters);
            Assert.Equal(["School", "Central team and trustees"], stage.Roles);
            Assert.Single(stage.Duties);
        });
    }

    [Theory]
    [InlineData(CohortOf.PupilPremium)]
    [InlineData(CohortOf.FreeSchoolMeals)]
    [InlineData(CohortOf.LookedAfter)]
    [InlineData(CohortOf.YearGroup)]
    public void Cohorts_with_lower_attendance(CohortOf of) =>
        DocumentWalk.Of(CohortActions(of), "strategies", "effective practice", Trusts);

    [Theory]
    [InlineData(CohortOf.Circumstance)]
    [InlineData(CohortOf.SpecialNeeds)]
    public void Pupils_with_medical_conditions_or_SEND(CohortOf of) =>
        DocumentWalk.Of(CohortActions(of), "same ambition", "healthcare plan", "wider services", "governing body", Trusts);

    [Fact]
    public void Pupils_with_a_social_worker()
    {
        DocumentWalk.Of(CohortActions(CohortOf.SocialWorker), "deleted from the register", Trusts);
        // The social worker is told under every policy, so this one needs no trigger of its own for it.
        Assert.Empty(Odst.Triggers);
    }

    [Fact]
    public void All_pupils_and_every_group_of_pupils_are_held_against_the_target() => Assert.Equal(
        [
            CohortOf.Everyone, CohortOf.PupilPremium, CohortOf.FreeSchoolMeals, CohortOf.LookedAfter, CohortOf.YearGroup,
            CohortOf.Circumstance,
            CohortOf.SpecialNeeds, CohortOf.SocialWorker,
        ],
        Odst.Cohorts.Select(cohort => cohort.Of));

    private static IReadOnlyList<PolicyAction> CohortActions(CohortOf of) => Odst.Cohorts.Single(cohort => cohort.Of == of).Actions;
}
