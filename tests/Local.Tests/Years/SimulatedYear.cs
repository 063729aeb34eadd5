using System.Collections.Concurrent;
using System.Text;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Local.SampleTrust;
using AttendanceFunctions.Tests.Domain.Cases;

namespace AttendanceFunctions.Tests.Local.Years;

/// <summary>How the nights of a year are run.</summary>
public enum Nights
{
    /// <summary>Each night once.</summary>
    EachOnce,

    /// <summary>Each night twice.</summary>
    EachTwice,

    /// <summary>The nights of two weeks are skipped, and the next night catches up.</summary>
    WithABreak,
}

/// <summary>One pupil's case at the end of a simulated year.</summary>
/// <param name="Policy">The policy that the school followed.</param>
/// <param name="LeftInBreak">Whether the pupil left during the skipped weeks; the next night does not catch up for such a pupil.</param>
/// <param name="Case">The case.</param>
/// <param name="History">All events of the case.</param>
/// <param name="Stages">The stage on the pupil's last night on roll in each half term, by the number of the half term.</param>
internal sealed record CaseYear(
    Policy Policy, bool LeftInBreak, Case Case, IReadOnlyList<CaseEvent> History, IReadOnlyDictionary<int, int> Stages);

/// <summary>
/// Simulates a school year of a sample primary school and a sample secondary school night by night, with any policy and scripted decisions.
/// </summary>
public sealed class SimulatedYear
{
    private const int Pupils = 240;

    /// <summary>The first and the last school day of the skipped two weeks, which include the end of the third half term.</summary>
    private const int FirstDayOfBreak = 97, LastDayOfBreak = 107;

    private readonly InventedTrust _sample = InventedTrust.From(new(20260721, 2, Pupils, new DateOnly(2026, 7, 21)));
    private readonly Trust _trust;
    private readonly Lazy<IReadOnlyList<YearOfAPupil>> _pupils;
    private readonly ConcurrentDictionary<(string Policy, Nights Nights), Lazy<IReadOnlyList<CaseYear>>> _years = new();

    public SimulatedYear()
    {
        var settings = _sample.Settings().Single(file => file.Path.EndsWith("trust.json", StringComparison.Ordinal));
        _trust = ((Checked<Trust>.Valid)new TrustReader([]).Read(Encoding.UTF8.GetString(settings.Content))).Value;
        _pupils = new(() => [.. _sample.Pupils.AsParallel().AsOrdered().Select(pupil => YearOfAPupil.Of(_sample, pupil))]);
    }

    internal static bool IsBreak(IReadOnlyList<DateOnly> days, DateOnly day) => days[FirstDayOfBreak] <= day && day <= days[LastDayOfBreak];

    /// <summary>The night that catches up for the break.</summary>
    internal static DateOnly EndOfBreak(IReadOnlyList<DateOnly> days) => days[LastDayOfBreak];

    /// <summary>Returns every pupil's year under a policy. Each result is calculated once.</summary>
    internal IReadOnlyList<CaseYear> Of(string policy, Nights nights) => _years.GetOrAdd((policy, nights), _ => new(() =>
        BuiltInPolicies.TryFind(policy, out var pack)
            ? [.. _pupils.Value.AsParallel().AsOrdered().Select(pupil => Simulate(pack, pupil, nights))]
            : throw new ArgumentException($"There is no built-in policy {policy}.", nameof(policy)))).Value;

    private CaseYear Simulate(Policy policy, YearOfAPupil pupil, Nights nights)
    {
        var school = _trust.Schools[pupil.School] with { Policy = policy };
        var office = new Office(policy, school.Calendar, pupil.Index);
        var (current, last) = (new Case(pupil.Pupil.Upn, policy.Id), (DateOnly?)null);
        var (history, stages) = (new List<CaseEvent>(), new Dictionary<int, int>());
        foreach (var (night, index) in _sample.Year.Days.Select((day, index) => (day, index))
            .Where(night => pupil.Pupil.OnRoll.Contains(night.day)))
        {
            if (nights == Nights.WithABreak && IsBreak(_sample.Year.Days, night) && night != EndOfBreak(_sample.Year.Days))
            {
                continue;
            }

            var tonight = new CaseNight(school, _trust.MinimumPossibleSessions, pupil.On(index), pupil.Marks[night], night);
            for (var time = 0; time < (nights == Nights.EachTwice ? 2 : 1); time++)
            {
                current = CaseEngine.Run(tonight, current, last);
                Keep(current, night, history);
                last = night;
            }

            // No decisions are made during the break, so that all ways to run the nights have the same decisions.
            var isDecided = !IsBreak(_sample.Year.Days, night) || night == EndOfBreak(_sample.Year.Days);
            if (isDecided && index + 1 < _sample.Year.Days.Count)
            {
                current = office.Decide(current, history, night, _sample.Year.Days[index + 1]);
                current = office.Tick(tonight with { Night = _sample.Year.Days[index + 1] }, current, night);
                Keep(current, _sample.Year.Days[index + 1], history);
            }

            if (school.Calendar.TryFindHalfTerm(night, out var halfTerm))
            {
                stages[halfTerm.Number] = current.Stage;
            }
        }

        return new(policy, IsBreak(_sample.Year.Days, pupil.Pupil.OnRoll.Leaving), current, history, stages);
    }

    private static void Keep(Case current, DateOnly night, List<CaseEvent> history)
    {
        foreach (var item in current.Night == night ? current.Latest : [])
        {
            if (item.Number > history.Count)
            {
                history.Add(item);
            }
            else
            {
                Assert.Equal(Told.Of(history[item.Number - 1]), Told.Of(item));
            }
        }
    }
}
