using System.Collections.Concurrent;
using System.Text;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Local.SampleTrust;
using AttendanceFunctions.Tests.Domain.Cases;

namespace AttendanceFunctions.Tests.Local.Years;

/// <summary>How the nights of a year are worked out.</summary>
public enum Nights
{
    /// <summary>One by one.</summary>
    EachInItsTurn,

    /// <summary>Each of them twice.</summary>
    EachTwice,

    /// <summary>Two weeks are missed, and caught up with in the night after them.</summary>
    WithABreak,
}

/// <summary>One pupil's case at the end of a simulated year.</summary>
/// <param name="Policy">The policy that the school followed.</param>
/// <param name="LeftInBreak">Whether the pupil left in the two weeks of the break: nobody catches up with a pupil who is no longer on
/// roll.</param>
/// <param name="Case">The case.</param>
/// <param name="History">Everything that happened in it.</param>
/// <param name="Standing">The stage on the last night of each half term on which the pupil was on roll, by the half term's number.</param>
internal sealed record LivedYear(
    Policy Policy, bool LeftInBreak, Case Case, IReadOnlyList<CaseEvent> History, IReadOnlyDictionary<int, int> Standing);

/// <summary>
/// A school year of a sample primary school and a sample secondary school, night by night, under any policy and with scripted decisions.
/// </summary>
public sealed class SimulatedYear
{
    private const int Pupils = 240;

    /// <summary>The two weeks of the break, by the numbers of its school days: across the end of the third half term.</summary>
    private const int FirstDayOfBreak = 97, LastDayOfBreak = 107;

    private readonly InventedTrust _sample = InventedTrust.From(new(20260721, 2, Pupils, new DateOnly(2026, 7, 21)));
    private readonly Trust _trust;
    private readonly Lazy<IReadOnlyList<YearOfAPupil>> _pupils;
    private readonly ConcurrentDictionary<(string Policy, Nights Nights), Lazy<IReadOnlyList<LivedYear>>> _years = new();

    public SimulatedYear()
    {
        _trust = ((Checked<Trust>.Valid)new TrustReader([]).Read(Encoding.UTF8.GetString(_sample.Settings().Single().Content))).Value;
        _pupils = new(() => [.. _sample.Pupils.AsParallel().AsOrdered().Select(pupil => YearOfAPupil.Of(_sample, pupil))]);
    }

    internal static bool IsBreak(IReadOnlyList<DateOnly> days, DateOnly day) => days[FirstDayOfBreak] <= day && day <= days[LastDayOfBreak];

    /// <summary>The night that catches up with the break.</summary>
    internal static DateOnly EndOfBreak(IReadOnlyList<DateOnly> days) => days[LastDayOfBreak];

    /// <summary>Every pupil's year under a policy. It is worked out once.</summary>
    internal IReadOnlyList<LivedYear> Of(string policy, Nights nights) => _years.GetOrAdd((policy, nights), _ => new(() =>
        BuiltInPolicies.TryFind(policy, out var pack)
            ? [.. _pupils.Value.AsParallel().AsOrdered().Select(pupil => Live(pack, pupil, nights))]
            : throw new ArgumentException($"There is no pack {policy}.", nameof(policy)))).Value;

    private LivedYear Live(Policy policy, YearOfAPupil pupil, Nights nights)
    {
        var school = _trust.Schools[pupil.School] with { Policy = policy };
        var office = new Office(policy, school.Calendar, pupil.Index);
        var (current, last) = (new Case(pupil.Pupil.Upn, policy.Id), (DateOnly?)null);
        var (history, standing) = (new List<CaseEvent>(), new Dictionary<int, int>());
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

            // Nobody answers a worklist of the break, whether or not there is one.
            var isAnswered = !IsBreak(_sample.Year.Days, night) || night == EndOfBreak(_sample.Year.Days);
            if (isAnswered && index + 1 < _sample.Year.Days.Count)
            {
                current = office.Answer(current, history, night, _sample.Year.Days[index + 1]);
            }

            if (school.Calendar.TryFindHalfTerm(night, out var halfTerm))
            {
                standing[halfTerm.Number] = current.Stage;
            }
        }

        return new(policy, IsBreak(_sample.Year.Days, pupil.Pupil.OnRoll.Leaving), current, history, standing);
    }

    private static void Keep(Case current, DateOnly night, List<CaseEvent> history)
    {
        foreach (var happened in current.Night == night ? current.Latest : [])
        {
            if (happened.Number > history.Count)
            {
                history.Add(happened);
            }
            else
            {
                Assert.Equal(Told.Of(history[happened.Number - 1]), Told.Of(happened));
            }
        }
    }
}
