using System.Collections.Concurrent;
using System.Text;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Intake;
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
/// <param name="OnNights">The case as each night left it, before anybody decided anything on it.</param>
internal sealed record CaseYear(
    Policy Policy, bool LeftInBreak, Case Case, IReadOnlyList<CaseEvent> History, IReadOnlyDictionary<int, int> Stages,
    IReadOnlyDictionary<DateOnly, Case> OnNights)
{
    public required YearOfAPupil Pupil { get; init; }
}

/// <summary>
/// Simulates a school year of a sample primary school and a sample secondary school night by night, with any policy and scripted decisions.
/// </summary>
public sealed class SimulatedYear
{
    private const int Pupils = 240;

    /// <summary>The first and the last school day of the skipped two weeks, which include the end of the third half term.</summary>
    private const int FirstDayOfBreak = 97, LastDayOfBreak = 107;

    /// <summary>One pupil in twenty ended the year before at the first stage.</summary>
    private const int OneInTwenty = 20;

    private readonly InventedTrust _sample = InventedTrust.From(new(20260721, 2, Pupils, new DateOnly(2026, 7, 21)));
    private readonly Trust _trust;
    private readonly Lazy<IReadOnlyList<YearOfAPupil>> _pupils;
    private readonly Lazy<IReadOnlyList<YearGroups>> _yearGroups;
    private readonly ConcurrentDictionary<(SchoolId School, DateOnly Day), Lazy<IReadOnlyList<IntakeEntry>>> _files = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<YearAtSchools>>> _atSchools = new();
    private readonly ConcurrentDictionary<(string Policy, Nights Nights), Lazy<IReadOnlyList<CaseYear>>> _years = new();

    public SimulatedYear()
    {
        var settings = _sample.Settings().Single(file => file.Path.EndsWith("trust.json", StringComparison.Ordinal));
        _trust = ((Checked<Trust>.Valid)new TrustReader([]).Read(Encoding.UTF8.GetString(settings.Content))).Value;
        var rosters = _sample.Rosters().SelectMany(roster => PupilsOf(roster, _sample.Options.LastNight)).ToDictionary(pupil => pupil.Upn);
        _yearGroups = new(() =>
        [
            .. _trust.Schools.Select((_, school) => YearGroups.Of(
                from pupil in _sample.Pupils
                where pupil.Pupil.School.Index == school
                select rosters[Upn.Parse(pupil.Pupil.Upn)].YearGroup)),
        ]);
        _pupils = new(() =>
        [
            .. _sample.Pupils.AsParallel().AsOrdered()
                .Select(pupil => YearOfAPupil.Of(_sample, pupil, rosters[Upn.Parse(pupil.Pupil.Upn)])),
        ]);
    }

    /// <summary>The trust with all its schools under a policy.</summary>
    internal Trust Under(string policy) => BuiltInPolicies.TryFind(policy, out var pack)
        ? _trust with { Schools = [.. _trust.Schools.Select(school => school with { Policy = pack })] }
        : throw new ArgumentException($"There is no built-in policy {policy}.", nameof(policy));

    /// <summary>The trust's school days.</summary>
    internal IReadOnlyList<DateOnly> Days => _sample.Year.Days;

    /// <summary>What the school days' register files came to, by school and day: read as they are in a night.</summary>
    internal IReadOnlyList<IntakeEntry> FilesOf(School school, DateOnly day) => _files.GetOrAdd((school.Id, day), _ => new(() =>
    {
        var upns = _pupils.Value.Where(pupil => _trust.Schools[pupil.School].Id == school.Id).Select(pupil => pupil.Pupil.Upn).ToHashSet();
        var reader = new RegisterReader(AcademicYear.Of(day), school.Calendar, day, upns);
        return
        [
            .. from file in _sample.RegistersOfNight(day)
               where file.Path.StartsWith($"registers/{school.Id}/", StringComparison.Ordinal)
               let path = file.Path["registers/".Length..]
               let incoming = new IncomingFile("registers", path, "1", DateTimeOffset.MinValue, file.Content.Length)
               select IntakeEntry.Of(incoming, reader.Read(file.Content), day, rosterETag: null, StatedDates.None),
        ];
    })).Value;

    private static IReadOnlyList<Pupil> PupilsOf(SampleFile roster, DateOnly night) => RosterReader.Read(roster.Content, night) switch
    {
        Checked<ReadFile<Pupil>>.Valid read => read.Value.Values,
        _ => throw new InvalidOperationException("The sample roster has a fault."),
    };

    internal static bool IsBreak(IReadOnlyList<DateOnly> days, DateOnly day) => days[FirstDayOfBreak] <= day && day <= days[LastDayOfBreak];

    /// <summary>The night that catches up for the break.</summary>
    internal static DateOnly EndOfBreak(IReadOnlyList<DateOnly> days) => days[LastDayOfBreak];

    /// <summary>Returns every pupil's year under a policy. Each result is calculated once.</summary>
    internal IReadOnlyList<CaseYear> Of(string policy, Nights nights) => _years.GetOrAdd((policy, nights), _ => new(() =>
        [.. _pupils.Value.AsParallel().AsOrdered().Select(pupil => Simulate(Under(policy).Schools[pupil.School], pupil, nights))])).Value;

    /// <summary>Returns what the year leaves at the schools under a policy. Each result is calculated once.</summary>
    internal Task<YearAtSchools> AtSchoolsAsync(string policy) =>
        _atSchools.GetOrAdd(policy, _ => new(() => Task.Run(() => YearAtSchools.OfAsync(this, policy)))).Value;

    private CaseYear Simulate(School school, YearOfAPupil pupil, Nights nights)
    {
        var (policy, office) = (school.Policy, new Office(school, pupil.Index));
        var (current, last) = (new Case(pupil.Pupil.Upn, policy.Id), (DateOnly?)null);
        var (history, stages, onNights) = (new List<CaseEvent>(), new Dictionary<int, int>(), new Dictionary<DateOnly, Case>());
        foreach (var (night, index) in _sample.Year.Days.Select((day, index) => (day, index))
            .Where(night => pupil.Pupil.OnRoll.Contains(night.day)))
        {
            if (nights == Nights.WithABreak && IsBreak(_sample.Year.Days, night) && night != EndOfBreak(_sample.Year.Days))
            {
                continue;
            }

            var tonight = new CaseNight(school, _trust.MinimumPossibleSessions, pupil.On(index), pupil.Marks[night], night)
            {
                Entry = EntryOf(pupil.On(index)),
                Years = _yearGroups.Value[pupil.School],
            };
            if (index == 0 && pupil.Index % OneInTwenty == 1)
            {
                var lastYears = current with { Step = Step.At(1, night.AddMonths(-3), new(150, 40, 0)) };
                (current, last) = (CaseTransfer.IntoYear(tonight, lastYears, default), AcademicYear.Of(night).FirstDay.AddDays(-1));
            }

            for (var time = 0; time < (nights == Nights.EachTwice ? 2 : 1); time++)
            {
                current = CaseEngine.Run(tonight, current, last);
                Keep(current, night, history);
                last = night;
            }

            onNights[night] = current;
            // No decisions are made during the break, so that all ways to run the nights have the same decisions.
            var isDecided = !IsBreak(_sample.Year.Days, night) || night == EndOfBreak(_sample.Year.Days);
            if (isDecided && index + 1 < _sample.Year.Days.Count)
            {
                var nextNight = tonight with { Night = _sample.Year.Days[index + 1] };
                current = office.Decide(current, history, night, nextNight.Night, pupil.Requests);
                current = office.Enter(nextNight, office.Visit(nextNight, current, night), history, night, pupil.Requests);
                Keep(current, nextNight.Night, history);
            }

            if (school.Calendar.TryFindHalfTerm(night, out var halfTerm))
            {
                stages[halfTerm.Number] = current.Stage;
            }
        }

        return new(policy, IsBreak(_sample.Year.Days, pupil.Pupil.OnRoll.Leaving), current, history, stages, onNights) { Pupil = pupil };
    }

    /// <summary>What the school's rosters say of a pupil: one who joins during the year was on none before.</summary>
    private RosterEntry EntryOf(Pupil pupil)
    {
        var first = _sample.Year.Days[0];
        DateOnly? arrived = pupil.OnRoll.Admission > first ? pupil.OnRoll.Admission : null;
        return new(pupil, arrived, MissingSince: null, LetGoBy: null) { FirstSeen = arrived ?? first };
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
