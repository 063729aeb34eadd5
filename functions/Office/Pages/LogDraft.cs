namespace AttendanceFunctions.Functions.Office.Pages;

/// <summary>An entry of the log as its form has it, so that a form that is refused comes back as it was filled in.</summary>
/// <param name="On">The day, as yyyy-MM-dd.</param>
/// <param name="At">The time, as HH:mm; may be empty.</param>
/// <param name="Corrects">The number of the entry that it corrects; empty for a new one.</param>
public sealed record LogDraft(
    string Kind, string On, string At, string Present, string Text, string Outcome, bool ForReferral, string Corrects)
{
    private const string Time = "HH:mm";

    /// <summary>The form of a new entry.</summary>
    public static LogDraft New(DateOnly today) => new(EntryKinds.OfAll[0], TableKeys.Of(today), "", "", "", "", false, "");

    /// <summary>The form of a correction, with what the entry says.</summary>
    public static LogDraft Of(int number, LogEntry entry) => new(
        entry.Kind, TableKeys.Of(entry.On), entry.At?.ToString(Time, CultureInfo.InvariantCulture) ?? "", entry.Present, entry.Text,
        entry.Outcome, entry.ForReferral, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>The entry; null where its day or time cannot be read.</summary>
    public LogEntry? Read()
    {
        TimeOnly at = default;
        return Dates.Read(On) is { } on
            && (At.Length == 0 || TimeOnly.TryParseExact(At, Time, CultureInfo.InvariantCulture, DateTimeStyles.None, out at))
            ? new(
                Kind, on, At.Length > 0 ? at : null, Present, Text, Outcome, ForReferral,
                int.TryParse(Corrects, CultureInfo.InvariantCulture, out var number) ? number : null)
            : null;
    }
}
