using System.Globalization;

namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>Generates the trust's schools.</summary>
internal static class Schools
{
    internal const string TrustPolicy = "odbst";

    private static readonly Phase[] Mix =
    [
        Phase.Primary, Phase.Secondary, Phase.Special, Phase.Primary, Phase.Primary, Phase.Secondary,
        Phase.Primary, Phase.Primary, Phase.Secondary, Phase.Primary, Phase.Secondary, Phase.Primary,
    ];

    private static readonly string[] Authorities = ["Oxfordshire", "Buckinghamshire", "Milton Keynes"];

    private static readonly string[] Places =
    [
        "Riverside", "Alder Bank", "Kingfisher", "Orchard Rise", "Millstream", "Hawthorn", "Larkfield", "Willow Bridge",
        "Beacon Hill", "Foxglove", "Cedar Lane", "Greenway", "Skylark", "Bramble Down", "Chestnut Walk", "Heron Mead",
    ];

    internal static IReadOnlyList<SampleSchool> Make(SampleTrustOptions options, SchoolYear year)
    {
        var random = new SeededRandom(options.Seed, Purpose.Schools);
        var sizes = Sizes(options, random);
        return [.. Enumerable.Range(0, options.Schools).Select(index => new SampleSchool(
            index,
            (990101 + index).ToString(CultureInfo.InvariantCulture),
            Name(index),
            Mix[index % Mix.Length],
            Authorities[index % Authorities.Length],
            string.Create(CultureInfo.InvariantCulture, $"01632 960{(index + 1) % 1000:000}"),
            index % 4 == 3 ? "het" : TrustPolicy,
            TrainingDays(year, random),
            sizes[index],
            0.85 + (0.3 * random.Unit()),
            FileStyle.All[index % FileStyle.All.Count]))];
    }

    private static int[] Sizes(SampleTrustOptions options, SeededRandom random)
    {
        double[] weights = [.. Enumerable.Range(0, options.Schools)
            .Select(index => (0.7 + (0.6 * random.Unit())) * Weight(Mix[index % Mix.Length]))];
        var sum = weights.Sum();
        int[] sizes = [.. weights.Select(weight => (int)(options.Pupils * weight / sum))];
        // Rounding down leaves fewer pupils than schools; distribute them.
        var left = options.Pupils - sizes.Sum();
        for (var index = 0; index < left; index++)
        {
            sizes[index]++;
        }

        return sizes;
    }

    /// <summary>The size of a school of the phase relative to a primary school.</summary>
    private static double Weight(Phase phase) => phase switch
    {
        Phase.Primary => 1.0,
        Phase.Secondary => 2.2,
        _ => 0.4,
    };

    private static string Name(int index)
    {
        var place = Places[index % Places.Length];
        var kind = Mix[index % Mix.Length] switch
        {
            Phase.Primary => "Primary School",
            Phase.Secondary => "Academy",
            _ => "School",
        };
        var round = index / Places.Length;
        return round == 0 ? $"{place} {kind}" : string.Create(CultureInfo.InvariantCulture, $"{place} {kind} {round + 1}");
    }

    /// <summary>Two INSET days, each the first or last day of a half term.</summary>
    private static IReadOnlyList<DateOnly> TrainingDays(SchoolYear year, SeededRandom random)
    {
        DateOnly[] edges = [year.Terms[0].To, .. year.Terms.Skip(1).Select(term => term.From)];
        var first = random.Below(edges.Length);
        var second = (first + 1 + random.Below(edges.Length - 1)) % edges.Length;
        return [.. new[] { edges[first], edges[second] }.Order()];
    }
}
