namespace AttendanceFunctions.Domain.Cases;

/// <summary>
/// What school, local authority and other services do together for a severely absent pupil. Schools agree one for each such pupil ("Working
/// together to improve school attendance", statutory guidance of the Department for Education that applies from 19 August 2024, summary
/// table of responsibilities, "severely absent pupils"; D1, D2, D3 say the same). It is on record once somebody wrote it into the log
/// (<see cref="EntryKinds.JointApproach"/>), or ticked the policy's sentence off.
/// </summary>
public static class JointApproach
{
    /// <summary>Whether a pupil is severely absent on a night, and of compulsory school age (domain 0.13).</summary>
    public static bool IsAskedFor(PupilNight pupil, DateOnly night) =>
        pupil.Status is AttendanceStatus.Measured { IsSevereAbsence: true } && pupil.AgeOn(night).Contains(night);

    /// <summary>Whether it is asked for, and none is on record this school year.</summary>
    public static bool IsMissing(PupilNight pupil, DateOnly night) => IsAskedFor(pupil, night) && pupil.Case.JointApproachOn is null;
}
