using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>What a policy asks for on a day: to leave its ladder first, then a review that is due, then what the ladder says.</summary>
internal static class PolicyRules
{
    public static RuleRequest On(CaseDay day, Case current) =>
        Leaving(day, current) is var leaving and not RuleRequest.Nothing ? leaving
        : ReviewRules.On(day, current) is var review and not RuleRequest.Nothing ? review
        : day.Night.Policy.Ladder switch
        {
            Ladder.ByBand bands => BandRules.On(day, current, bands),
            Ladder.ByProcess process => ProcessRules.On(day, current, process),
            var other => throw new ArgumentOutOfRangeException(nameof(day), other, "Not a ladder."),
        };

    /// <summary>Leaving a ladder of the process is looked at nightly, whatever else stands open.</summary>
    public static RuleRequest Leaving(CaseDay day, Case current) =>
        day.Night.Policy.Ladder is Ladder.ByProcess process ? ProcessRules.Leaving(day, current, process) : RuleRequest.Nothing.Instance;
}
