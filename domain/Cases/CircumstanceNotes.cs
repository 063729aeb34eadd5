namespace AttendanceFunctions.Domain.Cases;

/// <summary>Says in the history that people put a circumstance on file, or ended one.</summary>
public static class CircumstanceNotes
{
    private const string OnFile = "A circumstance was put on file. People handle the family now: no message about attendance leaves, and "
        + "the case moves to no later stage.";

    private const string Ended = "The circumstance that was put on file ended.";

    /// <summary>Adds the entry; the same one again on a day changes nothing.</summary>
    /// <param name="today">The day on which it is written.</param>
    /// <param name="isNightDone">Whether the night of that day has been worked out.</param>
    /// <param name="isOnFile">Whether it was put on file; false if it ended.</param>
    /// <param name="note">The circumstance, or why it ended. It stands in no message and no letter.</param>
    public static (Case After, IReadOnlyList<string> Refusals) Write(
        CaseNight today, Case before, bool isNightDone, bool isOnFile, string note, Author by)
    {
        var what = isOnFile ? OnFile : Ended;
        if (before.Latest.LastOrDefault(happened => happened.Kind == CaseEventKind.Circumstance) is { } last
            && (last.On, last.What, last.Note, last.By?.Name) == (today.Night, what, note, by.Name))
        {
            return (before, []);
        }

        var (progress, day) = (new CaseProgress(today, before), today.On(today.Night));
        progress.Add(
            day, CaseEventKind.Circumstance, before.Stage, what, new(progress.NextKey, DecisionChoice.Done, today.Night, by, note));
        return (progress.Entered(before, isNightDone), []);
    }
}
