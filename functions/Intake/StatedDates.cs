namespace AttendanceFunctions.Functions.Intake;

/// <summary>The dates that a file states marks for, kept as ranges, because a year's history is one long range with gaps.</summary>
public sealed class StatedDates : IEquatable<StatedDates>
{
    private readonly List<(DateOnly From, DateOnly To)> _ranges;

    private StatedDates(List<(DateOnly From, DateOnly To)> ranges) => _ranges = ranges;

    public static StatedDates None { get; } = new([]);

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

        return new(ranges);
    }

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">The text is something else.</exception>
    public static StatedDates Parse(string text) => new(
        [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(range => range.Split(".."))
            .Select(ends => (TableKeys.DateOf(ends[0]), TableKeys.DateOf(ends[^1])))]);

    public bool Overlaps(StatedDates other) =>
        _ranges.Any(here => other._ranges.Any(there => here.From <= there.To && there.From <= here.To));

    public StatedDates And(StatedDates other) => Of(All.Concat(other.All));

    public bool Contains(DateOnly date) => _ranges.Any(range => range.From <= date && date <= range.To);

    public override string ToString() => string.Join(",", _ranges.Select(range =>
        range.From == range.To ? TableKeys.Of(range.From) : $"{TableKeys.Of(range.From)}..{TableKeys.Of(range.To)}"));

    public bool Equals(StatedDates? other) => other is not null && _ranges.SequenceEqual(other._ranges);

    public override bool Equals(object? obj) => Equals(obj as StatedDates);

    public override int GetHashCode() => _ranges.Aggregate(0, HashCode.Combine);

    private IEnumerable<DateOnly> All =>
        _ranges.SelectMany(range => Enumerable.Range(0, range.To.DayNumber - range.From.DayNumber + 1).Select(range.From.AddDays));
}
