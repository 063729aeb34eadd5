using AttendanceFunctions.Domain.Pupils;

namespace AttendanceFunctions.Tests.Domain.Pupils;

public sealed class PupilTests
{
    private static readonly Pupil Pupil = A.Pupil();

    [Fact]
    public void People_handle_circumstances_social_workers_and_looked_after_children()
    {
        Assert.False(Pupil.IsHandledByPeople);
        Assert.True((Pupil with { Circumstance = "bereavement" }).IsHandledByPeople);
        Assert.True((Pupil with { Characteristics = Pupil.Characteristics with { SocialWorker = true } }).IsHandledByPeople);
        Assert.True((Pupil with { Characteristics = Pupil.Characteristics with { LookedAfter = true } }).IsHandledByPeople);
    }

    [Fact]
    public void Special_needs_and_the_pupil_premium_alone_are_no_reason_to_keep_from_writing() =>
        Assert.False(
            (Pupil with { Characteristics = new(Sen.Plan, PupilPremium: true, FreeSchoolMeals: true, false, false) }).IsHandledByPeople);

    [Fact]
    public void A_pupil_is_on_roll_from_admission_to_leaving_both_included()
    {
        var roll = new OnRoll(A.Day(2025, 9, 8), A.Day(2025, 12, 19));

        Assert.Equal(
            [false, true, true, false],
            new[] { A.Day(2025, 9, 7), A.Day(2025, 9, 8), A.Day(2025, 12, 19), A.Day(2025, 12, 20) }.Select(roll.Contains));
    }
}
