using System.Globalization;

namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>Generates valid UPNs that no real pupil has: they have local authority numbers from 990, which do not exist.</summary>
internal sealed class Upns
{
    private const string CheckLetters = "ABCDEFGHJKLMNPQRTUVWXYZ";

    private readonly Dictionary<(int School, int Year), int> _allocated = [];

    /// <summary>Returns the next UPN of a school and year.</summary>
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

    /// <summary>The check letter before the twelve digits: the sum of the digits, weighted by 2 to 13, modulo 23.</summary>
    internal static char CheckLetter(string digits) =>
        CheckLetters[digits.Select((digit, index) => (digit - '0') * (index + 2)).Sum() % CheckLetters.Length];
}
