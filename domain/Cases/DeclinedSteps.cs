namespace AttendanceFunctions.Domain.Cases;

/// <summary>Whether what a person declined still stands.</summary>
internal static class DeclinedSteps
{
    /// <summary>
    /// Whether a person declined this stage, or one further on in the same direction, so lately that the policy does not ask again:
    /// a rate that goes to and fro at a line is no reason to.
    /// </summary>
    public static bool Stand(CaseDay day, Case current, int stage)
    {
        var (declined, from) = (current.Declined, current.Step.Stage);
        var covers = stage > from ? declined.Stage >= stage : declined.Stage <= stage;
        return covers && declined.On != DateOnly.MinValue && day.Date < declined.On.AddDays(day.Night.Policy.AskAgainAfterDays);
    }
}
