namespace AttendanceFunctions.Domain.Cases;

/// <summary>"Genuine reason" (D0): nothing escalates while a circumstance is on file. What gets better is not kept from it.</summary>
internal static class CasePauses
{
    public static bool Keep(CaseDay day, RuleRequest want, Case current) =>
        day.Night.Pupil.Circumstance.Length > 0 && want.Escalates(current.Step.Stage);

    public static void Begin(CaseProgress progress, CaseDay day)
    {
        if (!progress.Current.IsPaused)
        {
            progress.Add(day, CaseEventKind.Paused, progress.Current.Step.Stage, "A circumstance is on file; the case does not escalate while it stands.");
            progress.Quietly(current => current with { IsPaused = true });
        }
    }

    public static void End(CaseProgress progress, CaseDay day)
    {
        if (progress.Current.IsPaused && day.Night.Pupil.Circumstance.Length == 0)
        {
            progress.Add(day, CaseEventKind.Resumed, progress.Current.Step.Stage, "There is no circumstance on file any more.");
            progress.Quietly(current => current with { IsPaused = false });
        }
    }
}
