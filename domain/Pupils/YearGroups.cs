namespace AttendanceFunctions.Domain.Pupils;

/// <summary>The youngest and the oldest year group of a school, from the year groups of its roster: nursery is -1, reception 0.</summary>
/// <remarks>
/// The returns about new pupils and deletions leave out the pupils who join the school's most junior class, and who leave its most senior
/// class, at the turn of the school year (2024 Regulations, reg. 13(2) and (5)).
/// </remarks>
public readonly record struct YearGroups(int? Youngest, int? Oldest)
{
    public static YearGroups NotKnown => default;

    public static YearGroups Of(IEnumerable<string> yearGroups)
    {
        var numbers = yearGroups.Select(NumberOf).OfType<int>().ToList();
        return numbers.Count > 0 ? new(numbers.Min(), numbers.Max()) : NotKnown;
    }

    public bool IsYoungest(string yearGroup) => Youngest is { } youngest && NumberOf(yearGroup) == youngest;

    public bool IsOldest(string yearGroup) => Oldest is { } oldest && NumberOf(yearGroup) == oldest;

    /// <summary>R, Reception, N2 and Nursery without a number; 4, Year 4 and Y10 by theirs. Null for a group without either.</summary>
    private static int? NumberOf(string yearGroup)
    {
        var text = yearGroup.Trim();
        var digits = string.Concat(text.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit));
        return text.StartsWith("N", StringComparison.OrdinalIgnoreCase) ? -1
            : text.StartsWith("R", StringComparison.OrdinalIgnoreCase) ? 0
            : int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : null;
    }
}
