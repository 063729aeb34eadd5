using System.Globalization;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Functions.Mornings;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;
using Azure;
using Azure.Storage.Blobs.Specialized;

namespace AttendanceFunctions.Tests.Functions.Mornings;

/// <summary>
/// The morning of <see cref="Family.Monday"/> at a school whose registers close at 09:15, with a grace of 15 minutes and 11:00 as the
/// latest time.
/// </summary>
internal static class AMorning
{
    public const string Day = "2025-09-29";

    public const string Asks = ", \"registersClose\": \"09:15\", \"morning\": { \"graceMinutes\": 15, \"latest\": \"11:00\" }";

    public static string Settings { get; } = Sample.Settings(schools: "," + Sample.School("141235", "Hill School", Asks))
        .Replace("\"phone\": \"01632 960001\"  }", $"\"phone\": \"01632 960001\" {Asks} }}", StringComparison.Ordinal);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The register of the morning: "A1 N", "A2 /".</summary>
    public static Task PutMorningAsync(this TestTrust trust, string name, params string[] marks) =>
        trust.PutMorningAsync(TestTrust.School.ToString(), name, marks);

    public static Task PutMorningAsync(this TestTrust trust, string school, string name, string[] marks) => trust.PutAsync(
        Containers.Registers, $"{school}/{name}",
        Sample.LongFile([.. marks.Select(mark => $"{mark.Split(' ')[0]},{Day},AM,{mark.Split(' ')[1]}")]));

    /// <summary>Ticks the morning at a London time; what it queued stays queued.</summary>
    public static async Task TickMorningAsync(this TestTrust trust, string time, string day = Day)
    {
        trust.Clock.Set($"{day} {time}");
        await trust.InScopeAsync<MorningCheck>(check => check.TickAsync(Token));
    }

    /// <summary>Ticks the morning at a London time and sends what it queued.</summary>
    public static async Task MorningAsync(this TestTrust trust, string time, string day = Day)
    {
        await trust.TickMorningAsync(time, day);
        await trust.SendQueuedAsync();
    }

    public static async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> MorningListAsync(this TestTrust trust, string day = Day) =>
        Sheet.Read(await trust.GetAsync(Containers.Worklists, $"{TestTrust.School}/{day}-morning.csv"));

    public static async Task<bool> HasAsync(this TestTrust trust, string name) =>
        await trust.TrustStorage.Container(Containers.Worklists).GetBlobClient(name).ExistsAsync(Token);

    /// <summary>The first-day rows of the school, as they stand.</summary>
    public static async Task<IReadOnlyList<Nudge>> TextsAsync(this TestTrust trust) =>
        [.. (await trust.LedgerAsync())
            .Where(row => row.Kind == MessageKind.FirstDay)
            .OrderBy(row => row.Upn)
            .ThenBy(row => row.ContactSlot)];

    /// <summary>Fills in the morning's list as a person does and puts it into the school's folder.</summary>
    public static async Task ReachedAsync(this TestTrust trust, string upn, string decision, string day = Day)
    {
        var name = $"{TestTrust.School}/{day}-morning.csv";
        var key = (await trust.MorningListAsync(day)).Single(row => row["UPN"] == upn)["Key"];
        await trust.PutAsync(
            Containers.Decisions, $"{TestTrust.School}/reached-{upn}-{day}.csv",
            Sheet.Fill(await trust.GetAsync(Containers.Worklists, name), key, ("Decision", decision), ("By", "J. Hill")));
    }

    /// <summary>What time does to the lease of a dead holder.</summary>
    public static async Task BreakMorningLeaseAsync(this TestTrust trust)
    {
        try
        {
            await trust.TrustStorage.Container(Containers.Leases)
                .GetBlobClient(MorningCheck.Lease)
                .GetBlobLeaseClient()
                .BreakAsync(TimeSpan.Zero, cancellationToken: Token);
        }
        catch (RequestFailedException free) when (free.Status is 404 or 409)
        {
            // Nobody holds it.
        }
    }

    public static string Mobile(int number) => string.Create(CultureInfo.InvariantCulture, $"07700 {900000 + number}");
}
