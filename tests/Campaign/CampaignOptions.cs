using AttendanceFunctions.Tests.Campaign.Faults;

namespace AttendanceFunctions.Tests.Campaign;

/// <summary>The options of a campaign.</summary>
/// <param name="Seed">The seed of the trust and of all random choices.</param>
/// <param name="Kills">The number of workers to kill.</param>
/// <param name="Nights">The number of school nights of the autumn term.</param>
/// <param name="Schools">The number of schools of the trust.</param>
/// <param name="Pupils">The number of pupils in all schools together.</param>
/// <param name="Rates">The rates of faults other than kills.</param>
public sealed record CampaignOptions(int Seed, int Kills, int Nights, int Schools, int Pupils, FaultRates Rates)
{
    /// <summary>The number of school nights in the campaign's autumn term, without the fault-free nights at its end.</summary>
    public const int TermNights = 66;

    /// <summary>The number of nights without faults and kills at the end, in which the app can recover.</summary>
    public int FaultFreeNights { get; init; } = 2;

    /// <summary>The index of the first night in the term, from 0.</summary>
    public int FirstNight { get; init; }

    /// <summary>
    /// Splits the campaign into consecutive parts of the term. Each part has its own seed and trust, so that the parts can run in parallel.
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

    /// <summary>The number of workers to kill while delivery reports are processed, in addition to <see cref="Kills"/>.</summary>
    public int KillsDuringReports => 2 + (Kills / 50);
}
