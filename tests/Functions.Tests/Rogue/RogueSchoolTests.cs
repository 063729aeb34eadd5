using System.Globalization;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Rogue;

/// <summary>
/// Two honest schools share a trust with rogue schools, which may write any roster, register and decision file of their own. Whatever they
/// write, the honest schools' rows, files and messages are those of a world without them.
/// </summary>
/// <remarks>
/// ROGUE_PLANS and ROGUE_DAYS set more plans and school days (200 and 39 for a half term), ROGUE_SEED other plans. The only
/// difference that is allowed is the question whether a child is at two schools: the rule is that both schools are asked. A rogue
/// school that names the same person at the same number as an honest one is not played, because by the rule that is one parent; what it
/// learns and changes by that is in <see cref="Nights.SiblingNightTests"/>. Nor is one that states the surname and date of birth of the
/// child who moves, because by the rule the child may have come from there.
/// </remarks>
public sealed class RogueSchoolTests(AzuriteFixture azurite)
{
    /// <summary>The rogue schools of one world; each follows a plan of its own.</summary>
    private const int RoguesInAWorld = 10;

    [Fact]
    public async Task Whatever_rogue_schools_write_the_honest_schools_have_what_they_have_without_them()
    {
        var (plans, days, seed) = (Setting("ROGUE_PLANS", 10), Setting("ROGUE_DAYS", 8), Setting("ROGUE_SEED", 20250901));
        var dates = Casework.Weekdays("2025-09-01", "2025-10-24").Take(days).ToList();
        var alone = await PlayAsync(dates, [], new HashSet<string>(StringComparer.Ordinal));
        // Without messages, letters and moved cases nothing would be compared.
        Assert.Contains(alone, line => line.StartsWith("message", StringComparison.Ordinal));
        Assert.Contains(alone, line => line.StartsWith("CaseEvents", StringComparison.Ordinal));

        for (var first = seed; first < seed + plans; first += RoguesInAWorld)
        {
            var rogues = Enumerable.Range(first, Math.Min(RoguesInAWorld, seed + plans - first))
                .Select((number, place) => new RogueSchool(place, number)).ToList();
            var asked = new HashSet<string>(StringComparer.Ordinal);
            var all = await PlayAsync(dates, rogues, asked);
            bool IsCompared(string line) => !asked.Any(workbook => line.StartsWith(workbook, StringComparison.Ordinal));
            var (honest, beside) = (alone.Where(IsCompared).ToList(), all.Where(IsCompared).ToList());
            Assert.True(
                honest.SequenceEqual(beside),
                $"Seeds {first} to {first + rogues.Count - 1}: " + string.Join(
                    Environment.NewLine,
                    honest.Except(beside).Select(line => "without: " + line)
                        .Concat(beside.Except(honest).Select(line => "beside:  " + line)).Take(20)));
        }
    }

    private async Task<IReadOnlyList<string>> PlayAsync(
        List<string> days, List<RogueSchool> rogues, HashSet<string> asked)
    {
        await using var trust = await TestTrust.CreateAsync(azurite, HonestSchools.Settings(RoguesInAWorld));
        await HonestSchools.BeginAsync(trust);
        for (var day = 0; day < days.Count; day++)
        {
            await HonestSchools.MorningAsync(trust, days[day], day);
            foreach (var rogue in rogues)
            {
                await rogue.WriteAsync(trust, days, day);
            }

            await HonestSchools.DayAsync(trust, days[day], day);
        }

        return await HonestSchools.OutcomeAsync(trust, asked);
    }

    private static int Setting(string name, int otherwise) =>
        int.Parse(Environment.GetEnvironmentVariable(name) ?? $"{otherwise}", CultureInfo.InvariantCulture);
}
