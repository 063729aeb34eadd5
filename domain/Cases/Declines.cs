namespace AttendanceFunctions.Domain.Cases;

/// <summary>Whether what a person declined still stands.</summary>
internal static class Declines
{
    /// <summary>Whether this stage was declined so lately that the policy does not ask again.</summary>
    public static bool Stand(CaseDay day, Case current, int stage) =>
        current.Declined.On != DateOnly.MinValue && current.Declined.Stage == stage
        && day.Date < current.Declined.On.AddDays(day.Night.Policy.AskAgainAfterDays);
}
