using AttendanceFunctions.Tests.Campaign.Faults;

namespace AttendanceFunctions.Tests.Campaign;

/// <summary>What a campaign is made from.</summary>
/// <param name="Seed">Any number; another seed is another campaign.</param>
/// <param name="Kills">How many workers are killed.</param>
/// <param name="Nights">School nights of the autumn term.</param>
/// <param name="Schools">Schools of the trust.</param>
/// <param name="Pupils">Pupils of all schools.</param>
/// <param name="Rates">How much goes wrong beside the kills.</param>
public sealed record CampaignOptions(int Seed, int Kills, int Nights, int Schools, int Pupils, FaultRates Rates)
{
    /// <summary>The school nights of the autumn term of the campaign's year, but for the quiet ones at its end.</summary>
    public const int Term = 66;

    /// <summary>Nights without a fault or a kill that follow, so that what was to be put right is.</summary>
    public int QuietNights { get; init; } = 2;

    /// <summary>The first night, counted from the term's first one.</summary>
    public int FirstNight { get; init; }

    /// <summary>
    /// The campaign cut into parts, one night after another: each with a seed and a trust of its own, so that they run side by side.
    /// </summary>
    public IReadOnlyList<CampaignOptions> Parts(int count) =>
    [
        .. Enumerable.Range(0, count).Select(part => this with
        {
            Seed = Seed + part,
            Kills = (Kills + count - 1) / count,
            FirstNight = FirstNight + (Nights * part / count),
            Nights = (Nights * (part + 1) / count) - (Nights * part / count),
        }),
    ];

    /// <summary>Workers that are killed over the delivery reports, beside <see cref="Kills"/>.</summary>
    public int KillsOverReports => 2 + (Kills / 50);
}
