namespace AttendanceFunctions.Domain.Cases;

/// <summary>What a person writes down about a child: a conversation, a call, a visit, a meeting, what an agency said, or a note.</summary>
/// <param name="Kind">One of <see cref="EntryKinds.Of"/> of the school's policy.</param>
/// <param name="On">The day on which it happened.</param>
/// <param name="At">The time at which it happened; null if it was not stated.</param>
/// <param name="Present">Who was there, by their roles; may be empty.</param>
/// <param name="Text">What was said and seen; never empty.</param>
/// <param name="Outcome">What came of it; may be empty.</param>
/// <param name="ForReferral">Whether it belongs into the log that goes with a referral.</param>
/// <param name="Corrects">The number of the entry that this one corrects; null if it corrects none.</param>
public sealed record LogEntry(
    string Kind, DateOnly On, TimeOnly? At, string Present, string Text, string Outcome, bool ForReferral, int? Corrects)
{
    /// <summary>The entry in sentences: "Call on 3 October 2025 at 09:40. Present: mother. …".</summary>
    public override string ToString()
    {
        var time = At is { } at ? $" at {English.Time(at)}" : "";
        return $"{Kind} on {English.Day(On)}{time}{(Corrects is null ? "" : ", corrected")}."
            + (Present.Length > 0 ? $" Present: {CaseDescription.Sentence(Present)}" : "")
            + $" {CaseDescription.Sentence(Text)}"
            + (Outcome.Length > 0 ? $" Outcome: {CaseDescription.Sentence(Outcome)}" : "");
    }
}

/// <summary>The log of a case: what people wrote down, which is added to its history and never changed.</summary>
public static class CaseLog
{
    /// <summary>The fewest letters of a text that can say something.</summary>
    private const int LettersOfText = 2;

    /// <summary>
    /// How far back an entry may reach, in years: what happened before a school had this product may be written down too.
    /// </summary>
    private const int YearsBack = 3;

    /// <summary>Adds an entry; it ticks off the actions of the checklist that its kind fulfils.</summary>
    /// <param name="today">The day on which it is written; any day, also one without school.</param>
    /// <param name="isNightDone">Whether the night of that day has been worked out.</param>
    /// <param name="history">What happened in the case so far.</param>
    /// <returns>The case after it, and why it was refused; the same entry again changes nothing.</returns>
    public static (Case After, IReadOnlyList<string> Refusals) Write(
        CaseNight today, Case before, bool isNightDone, IReadOnlyList<CaseEvent> history, LogEntry entry, Author by)
    {
        var written = history.Concat(before.Latest).Where(happened => happened.Entry is not null).DistinctBy(happened => happened.Number)
            .ToList();
        if (written.Exists(happened => happened.Entry == entry && happened.By?.Name == by.Name))
        {
            return (before, []);
        }

        if (Refusal(today, written, entry) is { } refusal)
        {
            return (before, [refusal]);
        }

        var (progress, day) = (new CaseProgress(today, before), today.On(today.Night));
        progress.Log(day, entry, by);
        foreach (var item in before.Checklist.Where(item => item.IsOpen && item.EntryKind == entry.Kind).ToList())
        {
            progress.Tick(day, item, new(entry.On, IsDone: true, by, ""));
        }

        return (progress.Entered(before, isNightDone), []);
    }

    /// <summary>The entries of a history that count, in order: those that no later entry corrects.</summary>
    public static IEnumerable<CaseEvent> Standing(IReadOnlyList<CaseEvent> history)
    {
        var corrected = history.Select(happened => happened.Entry?.Corrects).OfType<int>().ToHashSet();
        return history.Where(happened => happened.Entry is not null && !corrected.Contains(happened.Number));
    }

    private static string? Refusal(CaseNight today, List<CaseEvent> written, LogEntry entry)
    {
        var kinds = EntryKinds.Of(today.Policy);
        return !kinds.Contains(entry.Kind, StringComparer.Ordinal)
            ? $"{English.Quote(entry.Kind)} is not a kind of entry; the kinds are {English.List(kinds)}."
            : entry.On > today.Night ? "The day is in the future; give the day on which it happened."
            : entry.On < today.Night.AddYears(-YearsBack)
                ? $"The day is more than {YearsBack} years ago; give the day on which it happened."
            : entry.Text.Count(char.IsLetter) < LettersOfText ? "There is no text: say in a few words what it was about."
            : entry.Corrects is { } number && !written.Exists(happened => happened.Number == number)
                ? "The entry that it corrects is not in this child's log."
            : null;
    }
}
