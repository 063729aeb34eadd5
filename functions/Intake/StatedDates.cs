namespace AttendanceFunctions.Functions.Intake;

/// <summary>The dates for which a file states marks, stored as ranges, because a year's history is one long range with gaps.</summary>
/// <param name="Text">The ranges in order, as the intake ledger stores them: 2025-09-08..2025-10-24,2025-11-03.</param>
public sealed record StatedDates(string Text)
{
    public static StatedDates None { get; } = new("");

    public static StatedDates Of(IEnumerable<DateOnly> dates)
    {
        var ranges = new List<(DateOnly From, DateOnly To)>();
        foreach (var date in dates.Distinct().Order())
        {
            if (ranges.Count > 0 && ranges[^1].To.AddDays(1) == date)
            {
                ranges[^1] = (ranges[^1].From, date);
            }
            else
            {
                ranges.Add((date, date));
            }
        }

        return new(string.Join(",", ranges.Select(range =>
            range.From == range.To ? TableKeys.Of(range.From) : $"{TableKeys.Of(range.From)}..{TableKeys.Of(range.To)}")));
    }

    public bool Overlaps(StatedDates other)
    {
        var theirs = other.Ranges().ToList();
        return Ranges().Any(here => theirs.Any(there => here.From <= there.To && there.From <= here.To));
    }

    public StatedDates And(StatedDates other) => Of(All().Concat(other.All()));

    public bool Contains(DateOnly date) => Ranges().Any(range => range.From <= date && date <= range.To);

    /// <summary>The days as people say them: "20 March 2026", "from 1 September 2025 to 20 March 2026".</summary>
    public string InWords()
    {
        var ranges = Ranges().ToList();
        return ranges.Count == 0 ? "no days"
            : ranges[0].From == ranges[^1].To ? English.Day(ranges[0].From)
            : $"from {English.Day(ranges[0].From)} to {English.Day(ranges[^1].To)}";
    }

    private IEnumerable<(DateOnly From, DateOnly To)> Ranges() => Text.Split(',', StringSplitOptions.RemoveEmptyEntries)
        .Select(range => range.Split(".."))
        .Select(ends => (TableKeys.DateOf(ends[0]), TableKeys.DateOf(ends[^1])));

    private IEnumerable<DateOnly> All() => Ranges()
        .SelectMany(range => Enumerable.Range(0, range.To.DayNumber - range.From.DayNumber + 1).Select(range.From.AddDays));
}
