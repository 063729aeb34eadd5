namespace AttendanceFunctions.Domain.Policies;

/// <summary>What becomes of a case when the school year ends.</summary>
/// <param name="KeepsFormalSteps">Whether a step that people agreed goes on until its review; informal stages always begin anew with the year's rate.</param>
/// <param name="FocusFamilies">Whether a pupil who ended the year at a stage is a focus family in the new one (D4).</param>
public sealed record YearEndRules(bool KeepsFormalSteps, bool FocusFamilies);
