using System.Globalization;

namespace AttendanceFunctions.Tests.EndToEnd.Nights;

/// <summary>A session of the year.</summary>
/// <param name="Day">The date.</param>
/// <param name="IsAfternoon">Whether it is the afternoon session.</param>
public readonly record struct Slot(DateOnly Day, bool IsAfternoon);

/// <summary>A pupil with a given number of missed and possible sessions.</summary>
/// <param name="Upn">The pupil number.</param>
/// <param name="Missed">The number of missed sessions.</param>
/// <param name="Possible">The number of possible sessions.</param>
/// <param name="Codes">The final code of every session; empty if there is no mark.</param>
public sealed record BoundaryPupil(string Upn, int Missed, int Possible, IReadOnlyDictionary<Slot, string> Codes)
{
    private static readonly string[] Attended = ["/", "L", "\\", "K", "/", "V", "P", "\\", "W", "B"];
    private static readonly string[] Absent = ["I", "G", "C1", "O", "M", "J1", "U", "S", "C2", "N", "C", "T", "R", "E"];
    private static readonly string[] NotPossible = ["X", "Q", "", "Y1", "Y2", "Y3", "", "Y4", "Y5", "Y6", "Y7", "D", "Z"];

    /// <summary>
    /// Missed and possible sessions at every threshold: the examples of domain 7.7, then for each threshold of the two policies the exact
    /// rate and the nearest rates above and below that are possible in a year.
    /// </summary>
    public static readonly (int Missed, int Possible)[] Boundaries =
    [
        (20, 201), (20, 200), (100, 200), (2, 20), (1, 2), (0, 0), (19, 191), (38, 380), (37, 380), (39, 380), (38, 379),
        (10, 200), (9, 200), (18, 361), (19, 379),
        (14, 200), (15, 200), (25, 358), (26, 371),
        (16, 200), (26, 326), (28, 349),
        (30, 200), (53, 354), (57, 379),
        (40, 200), (77, 386), (77, 384),
        (193, 386), (192, 385), (193, 385),
        (0, 386), (386, 386), (0, 20), (20, 20), (10, 20), (9, 20), (1, 20), (1, 19), (19, 19), (0, 1), (7, 80), (3, 80), (6, 201),
    ];

    /// <summary>Returns the pupils of a school, which are always the same.</summary>
    public static IReadOnlyList<BoundaryPupil> Of(string prefix, IReadOnlyList<DateOnly> days)
    {
        var slots = days.SelectMany(day => new[] { new Slot(day, false), new Slot(day, true) }).ToList();
        var random = new Random(7);
        return [.. Boundaries.Select((boundary, index) =>
        {
            var shuffled = slots.ToArray();
            random.Shuffle(shuffled);
            var codes = new Dictionary<Slot, string>();
            for (var at = 0; at < shuffled.Length; at++)
            {
                codes[shuffled[at]] = at < boundary.Missed ? Absent[at % Absent.Length]
                    : at < boundary.Possible ? Attended[at % Attended.Length]
                    : NotPossible[at % NotPossible.Length];
            }

            var upn = string.Create(CultureInfo.InvariantCulture, $"{prefix}99040000{index:0000}");
            return new BoundaryPupil(upn, boundary.Missed, boundary.Possible, codes);
        })];
    }

    /// <summary>
    /// Calculates the pupil's line in pupils.csv from the marks in the simplest possible way, without any code of the product: with whole
    /// numbers and the printed thresholds of the two policies.
    /// </summary>
    public string Line(string school, string policy, string yearGroup, string form)
    {
        int Count(params string[] codes) => Codes.Values.Count(codes.Contains);
        var attended = Count("/", "\\", "L", "K", "V", "P", "W", "B");
        var authorised = Count("C1", "M", "J1", "S", "C2", "C", "T", "R", "I", "E");
        var unauthorised = Count("G", "N", "O", "U");
        var possible = attended + authorised + unauthorised;
        var missed = authorised + unauthorised;
        Assert.Equal((Missed, Possible), (missed, possible));
        var percent = possible == 0 ? "" : Percent(attended, possible);
        var (stage, name) = possible < 20 ? ("", "") : policy == "odbst" ? Odbst(attended, possible) : Het(attended, possible);
        var persistent = possible < 20 ? "" : 10 * missed >= possible ? "yes" : "no";
        var severe = possible < 20 ? "" : 2 * missed >= possible ? "yes" : "no";
        var days = (missed / 2m).ToString("0.#", CultureInfo.InvariantCulture);
        var hours = (missed * 2.5m).ToString("0.#", CultureInfo.InvariantCulture);
        // A name that contains a comma, such as "Targeted, additional support", needs quotes.
        var quoted = name.Contains(',', StringComparison.Ordinal) ? $"\"{name}\"" : name;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{school},{Upn},{yearGroup},{form},{possible},{attended},{authorised},{unauthorised},{Count("L")},{Count("U")},{percent},"
            + $"{stage},{quoted},{persistent},{severe},{days},{hours}");
    }

    /// <summary>Rounds half up to one decimal place, using whole tenths of a per cent.</summary>
    private static string Percent(int attended, int possible)
    {
        var tenths = 0;
        // Round up from the midpoint: attended / possible >= (tenths + 0.5) / 1000.
        while (2000 * attended >= possible * ((2 * tenths) + 1))
        {
            tenths++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{tenths / 10}.{tenths % 10}");
    }

    private static (string Stage, string Name) Odbst(int attended, int possible) =>
        100 * attended <= 80 * possible ? ("5", "Referral to Local Authority")
        : 100 * attended <= 85 * possible ? ("4", "Attendance Contract 2")
        : 100 * attended <= 90 * possible ? ("3", "Attendance Contract 1")
        : 100 * attended <= 92 * possible ? ("2", "Engage")
        : 100 * attended <= 95 * possible ? ("1", "Pleasant Nudge")
        : ("0", "Celebrate and sustain");

    private static (string Stage, string Name) Het(int attended, int possible) =>
        100 * attended < 50 * possible ? ("5", "Provision in line with statutory guidance")
        : 100 * attended < 80 * possible ? ("4", "Bespoke provision")
        : 100 * attended <= 90 * possible ? ("3", "Targeted, intensive additional support")
        : 100 * attended < 93 * possible ? ("2", "Targeted, additional support")
        : 100 * attended <= 95 * possible ? ("1", "Early intervention support")
        : ("0", "Universal support");
}
