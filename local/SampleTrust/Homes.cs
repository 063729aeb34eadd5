using System.Globalization;

namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>Who of a family lives together.</summary>
internal enum Household
{
    OfTheChildren,
    OfTheOtherParent,
    OfTheGrandmother,
}

/// <summary>
/// Generates addresses and schools that do not exist: the towns are invented, and no postcode area is ZZ. Each depends on the family or
/// the pupil alone.
/// </summary>
internal sealed class Homes(int seed)
{
    private const string PostcodeLetters = "ABDEFGHJLNPQRSTUWXYZ";

    private static readonly string[] Streets =
    [
        "Mill Lane", "Church Road", "Station Road", "High Street", "Orchard Close", "Meadow Way", "School Lane", "Brook Street",
        "The Green", "Park Avenue", "Elm Grove", "Canal Walk", "Hillside", "Sycamore Drive", "Bridge Street", "Rectory Gardens",
    ];

    private static readonly string[] Towns = ["Sampleford", "Exampleton", "Little Trial", "Mock Norton", "Testbury"];

    private static readonly string[] Schools = ["Hilltop", "Meadow View", "Brookside", "St Example's", "Old Orchard", "Northfield"];

    /// <summary>Where a household of a family lives, in one line.</summary>
    internal string Of(int family, Household household)
    {
        var random = new SeededRandom(seed, Purpose.Homes, family, (int)household);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{1 + random.Below(140)} {random.Pick(Streets)}, {random.Pick(Towns)} ZZ{1 + random.Below(9)} {1 + random.Below(9)}"
                + $"{Letter(random)}{Letter(random)}");
    }

    /// <summary>A school of another trust, with its town, that a pupil comes from or goes to.</summary>
    internal string School(int pupil, string kind)
    {
        var random = new SeededRandom(seed, Purpose.Homes, pupil, 1 + (int)Household.OfTheGrandmother);
        return $"{random.Pick(Schools)} {kind}, {random.Pick(Streets)}, {random.Pick(Towns)}";
    }

    private static char Letter(SeededRandom random) => PostcodeLetters[random.Below(PostcodeLetters.Length)];
}
