using System.Globalization;

namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>Numbers of the form of a Unique Pupil Number that no pupil has: their authority's number, 990 and up, is nobody's.</summary>
internal sealed class Upns
{
    private const string CheckLetters = "ABCDEFGHJKLMNPQRTUVWXYZ";

    private readonly Dictionary<(int School, int Year), int> _allocated = [];

    /// <param name="school">The school's index, 0 to 999.</param>
    /// <param name="year">The calendar year in which the number is allocated.</param>
    internal string Next(int school, int year)
    {
        var serial = _allocated.GetValueOrDefault((school, year));
        _allocated[(school, year)] = serial + 1;
        var digits = string.Create(
            CultureInfo.InvariantCulture, $"{990 + (serial / 1000):000}{4001 + school:0000}{year % 100:00}{serial % 1000:000}");
        return CheckLetter(digits) + digits;
    }

    /// <summary>The letter before the twelve digits: their sum, weighted 2 to 13, over 23.</summary>
    internal static char CheckLetter(string digits) =>
        CheckLetters[digits.Select((digit, index) => (digit - '0') * (index + 2)).Sum() % CheckLetters.Length];
}
