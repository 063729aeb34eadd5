namespace AttendanceFunctions.Domain.Cases.Celebrations;

public enum CelebrationReason
{
    /// <summary>The case reached a better stage (D0: "celebrate all improvements in attendance").</summary>
    Improved,

    /// <summary>A week of full attendance after a worse month.</summary>
    FullWeek,

    /// <summary>Every day of the half term, and on time (D0: "learners who attend school every day on time").</summary>
    FullHalfTerm,
}

public enum Audience
{
    /// <summary>The school: an assembly, a newsletter, a screen.</summary>
    School,

    /// <summary>The child and the family only, in person.</summary>
    Family,
}

/// <summary>A pupil whom the school celebrates, and why.</summary>
public sealed record PupilCelebration(Upn Upn, string FirstName, CelebrationReason Reason, Audience Audience)
{
    /// <summary>The reason in a sentence that the child may hear: no stage, no rate, no absence and no other child.</summary>
    public string Message => Reason switch
    {
        CelebrationReason.Improved => $"{FirstName}'s attendance is getting better. Well done, {FirstName}: we can see the effort.",
        CelebrationReason.FullWeek => $"{FirstName} made it every day this week. It is good to have you with us, {FirstName}.",
        CelebrationReason.FullHalfTerm =>
            $"{FirstName} came every day this half term, and on time. Well done, {FirstName}, and thank you to the family.",
        _ => throw new ArgumentOutOfRangeException(nameof(Reason), Reason, "Not a reason."),
    };

    /// <summary>The celebrations of a night; none where the policy excludes individuals (D4) or it is too early (domain 0.2).</summary>
    public static IReadOnlyList<PupilCelebration> Of(School school, DateOnly night, IEnumerable<PupilNight> pupils)
    {
        if (!school.Policy.Celebration.Individuals)
        {
            return [];
        }

        var rules = new CelebrationRules(school.Calendar, night);
        return [.. from tonight in pupils
                   where tonight.Status is AttendanceStatus.Measured
                   from reason in rules.ReasonsFor(tonight)
                   select new PupilCelebration(tonight.Pupil.Upn, tonight.Pupil.PreferredName, reason, AudienceOf(tonight.Pupil, reason))];
    }

    /// <summary>An improvement may reveal a circumstance on file or a social worker, so only the family is told.</summary>
    private static Audience AudienceOf(Pupil pupil, CelebrationReason reason) =>
        pupil.IsHandledByPeople && reason != CelebrationReason.FullHalfTerm ? Audience.Family : Audience.School;
}
