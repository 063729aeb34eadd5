namespace AttendanceFunctions.Domain.Pupils;

/// <summary>Classes and year groups as a school lists them: without a number (Nursery, R) first, then 1A, 4, Year 9, 10B.</summary>
public static class ClassOrder
{
    public static IComparer<string> Instance { get; } = Comparer<string>.Create(Compare);

    private static int Compare(string x, string y)
    {
        var byNumber = NumberIn(x).CompareTo(NumberIn(y));
        return byNumber != 0 ? byNumber : string.CompareOrdinal(x, y);
    }

    private static int NumberIn(string name)
    {
        var digits = string.Concat(name.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit));
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
    }
}
