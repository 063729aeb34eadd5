using AttendanceFunctions.Functions.Intake;

namespace AttendanceFunctions.Functions.Decisions;

/// <summary>
/// Writes what a file says into a case's log; it counts at once. The row's decision is the kind of the entry, its note the text.
/// </summary>
public sealed class DecisionsAboutLog(CaseEntryRecorder entries, CaseEventTable events)
{
    /// <summary>Records one entry.</summary>
    /// <returns>Why it cannot be recorded; null if it was.</returns>
    public async Task<string?> RecordAsync(School school, DateOnly today, WorklistDecision decision, CancellationToken cancellationToken)
    {
        if (!Upn.TryParse(decision.Upn, out var upn) || decision.Entry is not { } entry)
        {
            return "The UPN is none of this school: copy it from the worklist.";
        }

        // A kind that the policy does not have is refused by its name.
        var kind = EntryKinds.Find(school.Policy, decision.Word) ?? decision.Word;
        var history = await events.ReadAsync(school.Id, upn, cancellationToken);
        var outcome = await entries.RecordAsync(
            school, today, upn,
            (day, before, isNightDone) =>
                CaseLog.Write(day, before, isNightDone, history, entry with { Kind = kind, Text = decision.Note }, decision.By),
            cancellationToken);
        return outcome.Refusal;
    }
}

/// <summary>Reads the columns that only an entry of a log has: Happened, Time, Present, Outcome and Referral.</summary>
internal static class LogColumns
{
    public const string Happened = "Happened";

    public const string Time = "Time";

    public const string Present = "Present";

    public const string Outcome = "Outcome";

    public const string Referral = "Referral";

    public static IReadOnlyList<string> All { get; } = [Happened, Time, Present, Outcome, Referral];

    /// <summary>The entry, without its kind and text, which other columns have.</summary>
    public static LogEntry? Read(Func<string, string> cell, RowFaults faults)
    {
        var (time, at) = (cell(Time), default(TimeOnly));
        if (time.Length > 0
            && !TimeOnly.TryParseExact(time, ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out at))
        {
            faults.Add($"{Time} {English.Quote(time)} is not a time: write it as 09:40, or leave it empty.");
        }

        foreach (var name in new[] { Present, Outcome }.Where(name => !SchoolText.Note.Allows(English.OneLine(cell(name)))))
        {
            faults.Add(SchoolText.Note.Fault(name, cell(name)));
        }

        var referral = SourceCell.ReadFlag(Referral, cell(Referral), faults);
        return SourceCell.TryReadDate(Happened, cell(Happened), faults, out var on)
            ? new("", on, time.Length > 0 ? at : null, English.OneLine(cell(Present)), "", English.OneLine(cell(Outcome)), referral, null)
            : null;
    }
}
