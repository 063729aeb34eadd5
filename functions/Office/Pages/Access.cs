namespace AttendanceFunctions.Functions.Office.Pages;

/// <summary>What came of asking for a page.</summary>
public enum AccessOutcome
{
    Seen,

    /// <summary>The person's role or schools did not include it.</summary>
    Refused,
}

/// <summary>That somebody asked for a page.</summary>
/// <param name="Upn">The pupil whom the page is about; null for a page about a school.</param>
public sealed record Access(DateTimeOffset At, string SignInName, string Name, string Page, AccessOutcome Outcome, Upn? Upn);
