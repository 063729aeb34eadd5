using System.Globalization;

namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>
/// Generates numbers and addresses that cannot reach a real person: mobiles from 07700 900000 to 900999, landlines from 01632 960000 to
/// 960999 (Ofcom reserves both for drama), and addresses at example.org. There are only a thousand mobile numbers, and no two families may
/// share one, so in a large trust the other parents only have email addresses.
/// </summary>
/// <param name="random">The random numbers.</param>
/// <param name="pupils">The number of pupils of the trust. The more pupils, the smaller the share of parents with a mobile number.</param>
internal sealed class ContactDetails(SeededRandom random, int pupils)
{
    private const int Mobiles = 1000;

    // The number of parents with a mobile number per pupil, rounded up so that the numbers are unlikely to run out.
    private const double MobilesPerPupil = 1.1;

    private int _given;
    private int _mobiles = random.Below(Mobiles);
    private int _landlines = random.Below(1000);
    private int _addresses;

    /// <summary>Returns the next mobile number in one of several formats; empty for a parent without a number.</summary>
    internal string Mobile()
    {
        if (_given == Mobiles || !random.Chance(Math.Min(1, Mobiles / (MobilesPerPupil * pupils))))
        {
            return "";
        }

        _given++;
        // The step has no common factor with 1000, so every number is used once before any is repeated.
        _mobiles = (_mobiles + 387) % Mobiles;
        var last = _mobiles.ToString("000", CultureInfo.InvariantCulture);
        return random.Weighted(6, 3, 1) switch
        {
            0 => "07700 900" + last,
            1 => "07700900" + last,
            _ => "+44 7700 900" + last,
        };
    }

    /// <summary>Returns the next landline number.</summary>
    internal string Landline()
    {
        _landlines = (_landlines + 387) % 1000;
        return string.Create(CultureInfo.InvariantCulture, $"01632 960{_landlines:000}");
    }

    /// <summary>Returns an email address that is unique in the trust.</summary>
    internal string Email(string forename, string surname) =>
        string.Create(CultureInfo.InvariantCulture, $"{Plain(forename)}.{Plain(surname)}{++_addresses}@example.org");

    private static string Plain(string name) => string.Concat(name.Select(Plain));

    private static string Plain(char letter) => letter switch
    {
        '\'' or '-' => "",
        'á' or 'â' or 'å' => "a",
        'é' or 'è' or 'ë' => "e",
        'í' => "i",
        'ó' or 'ø' => "o",
        'ü' or 'ú' => "u",
        'ñ' => "n",
        'ç' => "c",
        _ => char.ToLowerInvariant(letter).ToString(),
    };
}
