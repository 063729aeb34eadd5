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
        var numbers = yearGroups.Select(YearGroupNumber.Of).OfType<int>().ToList();
        return numbers.Count > 0 ? new(numbers.Min(), numbers.Max()) : NotKnown;
    }

    /// <summary>A year group for people: "Year 4" of "4", "Reception" of "R"; as the roster has it where it is anything else.</summary>
    public static string InWords(string yearGroup) => yearGroup.Trim() switch
    {
        { Length: > 0 } number when number.All(char.IsAsciiDigit) => $"Year {number}",
        "R" or "r" => "Reception",
        var other => other,
    };

    public bool IsYoungest(string yearGroup) => Youngest is { } youngest && YearGroupNumber.Of(yearGroup) == youngest;

    public bool IsOldest(string yearGroup) => Oldest is { } oldest && YearGroupNumber.Of(yearGroup) == oldest;

    /// <summary>Whether a pupil's age is that of the oldest year group in a school year, or less; false without a date of birth.</summary>
    public bool AreForAge(string dateOfBirth, AcademicYear year) =>
        Oldest is { } oldest && YearGroupNumber.OfAge(dateOfBirth, year) <= oldest;
}

/// <summary>Reads year groups as rosters write them: 4, Year 4, Y4; R, Reception; N1, Nursery.</summary>
internal static class YearGroupNumber
{
    /// <summary>The year group after which pupils leave a school's sixth form.</summary>
    private const int Last = 14;

    private static readonly Dictionary<string, int> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["R"] = 0,
        ["YR"] = 0,
        ["REC"] = 0,
        ["RECEPTION"] = 0,
        ["FS2"] = 0,
        ["N"] = -1,
        ["N2"] = -1,
        ["NURSERY"] = -1,
        ["NURSERY2"] = -1,
        ["FS1"] = -1,
        ["PRESCHOOL"] = -1,
        ["PRE-SCHOOL"] = -1,
        ["-1"] = -1,
        ["N1"] = -2,
        ["NURSERY1"] = -2,
        ["-2"] = -2,
    };

    /// <summary>Years of age on 31 August before the school year, above the number of the year group: 5 before Year 1.</summary>
    private const int AgeAbove = 4;

    private static readonly string[] Prefixes = ["YEAR", "YR", "Y"];

    /// <summary>The number: 1 for Year 1, 0 for Reception, less for nursery; null where the text says none.</summary>
    public static int? Of(string yearGroup)
    {
        var text = yearGroup.Replace(" ", "", StringComparison.Ordinal);
        if (Words.TryGetValue(text, out var word))
        {
            return word;
        }

        var prefix = Prefixes.FirstOrDefault(prefix => text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) ?? "";
        return int.TryParse(text[prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= Last
            ? number
            : Words.TryGetValue(text[prefix.Length..], out word) && prefix.Length > 0 ? word : null;
    }

    /// <summary>The number of the year group that a pupil's age belongs to in a school year; null without a date of birth.</summary>
    public static int? OfAge(string dateOfBirth, AcademicYear year)
    {
        if (!DateOnly.TryParseExact(dateOfBirth, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born))
        {
            return null;
        }

        var hasBirthdayAfter = (born.Month, born.Day).CompareTo((8, 31)) > 0;
        return year.StartYear - born.Year - (hasBirthdayAfter ? 1 : 0) - AgeAbove;
    }
}
