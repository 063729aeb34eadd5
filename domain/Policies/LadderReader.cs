namespace AttendanceFunctions.Domain.Policies;

internal enum LadderKind
{
    ByBand,
    ByProcess,
}

/// <summary>The <c>ladder</c> of a policy, without the thresholds of its stages.</summary>
/// <param name="With">The ladder with the thresholds of its stages, from the first stage down.</param>
internal sealed record LadderSettings(LadderKind? Kind, int AskAgainAfterDays, Func<IReadOnlyList<Threshold>, Ladder> With);

internal static class LadderReader
{
    private const int AskAgainAfterDays = 28;

    /// <summary>The ladder of a policy without a <c>ladder</c>.</summary>
    internal static LadderSettings Default { get; } = new(
        LadderKind.ByBand, AskAgainAfterDays, thresholds =>
            new Ladder.ByBand(thresholds, ReviewSchedule.Nightly, OneFormalStepAtATime: true));

    internal static LadderSettings Read(SettingsSection section)
    {
        var kind = section.Choice<LadderKind>("moves", fallback: LadderKind.ByBand);
        var schedule = section.Choice<ReviewSchedule>("reviewSchedule", fallback: ReviewSchedule.Nightly);
        var oneAtATime = section.Flag("oneFormalStepAtATime", fallback: true);
        var askAgain = section.WholeNumber("askAgainAfterDays", 1, 365, fallback: AskAgainAfterDays);
        if (!section.IsValid("moves"))
        {
            return Default with { Kind = null };
        }

        if (kind == LadderKind.ByProcess)
        {
            var (enter, leaveAbove) = ReadProcess(section, oneAtATime);
            return new(kind, askAgain, _ => new Ladder.ByProcess(enter, leaveAbove, schedule));
        }

        section.Refuse(
            "belongs to a ladder that moves \"byProcess\"; here each stage has a threshold of its own.", "enterAtOrBelow", "enterBelow",
            "leaveAbove");
        return new(kind, askAgain, thresholds => new Ladder.ByBand(thresholds, schedule, oneAtATime));
    }

    private static (Threshold Enter, Percentage LeaveAbove) ReadProcess(SettingsSection section, bool oneAtATime)
    {
        if (!oneAtATime)
        {
            section.AddFault("oneFormalStepAtATime", "a ladder that moves \"byProcess\" always goes one step at a time; leave this out.");
        }

        var (enter, leaveAbove) = (section.Threshold("enterAtOrBelow", "enterBelow"), section.Percentage("leaveAbove"));
        if (section.AreValid("enterAtOrBelow", "enterBelow", "leaveAbove") && leaveAbove.Hundredths < enter.Percent.Hundredths)
        {
            section.AddFault(
                "leaveAbove",
                $"is {leaveAbove}, but pupils enter {enter}: they would leave at once; give a rate that is not below the rate of entry.");
        }

        return (enter, leaveAbove);
    }
}
