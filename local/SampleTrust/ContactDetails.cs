using System.Globalization;

namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>
/// Numbers and addresses that can reach nobody: mobiles from 07700 900000 to 900999, landlines from 01632 960000 to 960999 (both set
/// aside by Ofcom for drama), addresses at example.org. There are only a thousand mobiles, and no two families may share one: in a large
/// trust the others are reached by email.
/// </summary>
/// <param name="dice">Its chances.</param>
/// <param name="pupils">Pupils of the trust: the more, the fewer of their parents get one of the thousand.</param>
internal sealed class ContactDetails(Dice dice, int pupils)
{
    private const int Mobiles = 1000;

    // About that many parents with a mobile number come with each pupil; a little more, so that chance does not run out of numbers.
    private const double MobilesPerPupil = 1.1;

    private int _given;
    private int _mobiles = dice.Below(Mobiles);
    private int _landlines = dice.Below(1000);
    private int _addresses;

    /// <summary>The next mobile number, in one of the ways that people write it; empty for a parent who gets none.</summary>
    internal string Mobile()
    {
        if (_given == Mobiles || !dice.Chance(Math.Min(1, Mobiles / (MobilesPerPupil * pupils))))
        {
            return "";
        }

        _given++;
        // A step that shares no factor with 1000 visits every number once before any comes again.
        _mobiles = (_mobiles + 387) % Mobiles;
        var last = _mobiles.ToString("000", CultureInfo.InvariantCulture);
        return dice.Weighted(6, 3, 1) switch
        {
            0 => "07700 900" + last,
            1 => "07700900" + last,
            _ => "+44 7700 900" + last,
        };
    }

    /// <summary>The next landline number.</summary>
    internal string Landline()
    {
        _landlines = (_landlines + 387) % 1000;
        return string.Create(CultureInfo.InvariantCulture, $"01632 960{_landlines:000}");
    }

    /// <summary>An address that nobody else of the trust has.</summary>
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
