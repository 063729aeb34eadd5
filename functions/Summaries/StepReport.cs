using System.Runtime.CompilerServices;
using AttendanceFunctions.Domain.Summaries.Effects;
using AttendanceFunctions.Functions.Messages.Ledger;

namespace AttendanceFunctions.Functions.Summaries;

/// <summary>
/// Measures over all pupils of the trust how attendance went on after the steps of the school year. It reads every pupil's marks and
/// history, school by school, so it is made once a week and not every night.
/// </summary>
public sealed class StepReport(AttendanceTable attendance, PupilTable pupils, CaseEventTable events, NudgeLedger ledger)
{
    /// <summary>The effect of each kind of step up to a night.</summary>
    public async Task<IReadOnlyList<StepEffect>> ReadAsync(Trust trust, DateOnly night, CancellationToken cancellationToken)
    {
        var weeks = TrustWeeks.Of(trust.Schools.Select(school => school.Calendar), night);
        var all = new List<PupilWeeks>();
        foreach (var (number, school) in trust.Schools.OrderBy(school => school.Id).Index())
        {
            await foreach (var (sessions, steps) in ReadAsync(school.Id, weeks, night, cancellationToken))
            {
                all.Add(new(StepEffects.GroupOf(trust.Schools.Count, number, all.Count), sessions, steps));
            }
        }

        return StepEffects.Of(all);
    }

    private async IAsyncEnumerable<(IReadOnlyList<WeekOfSessions> Sessions, IReadOnlyList<(StepKind Kind, int Week)> Steps)> ReadAsync(
        SchoolId school, TrustWeeks weeks, DateOnly night, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var year = AcademicYear.Of(night);
        var roster = await pupils.ReadEntriesAsync(school, cancellationToken);
        var histories = await events.ReadAllAsync(school, cancellationToken, year.FirstDay);
        var messages = (await ledger.ReadAsync(school, year, cancellationToken)).ToLookup(row => row.Value.Upn, row => row.Value);
        var marks = await attendance.ReadMarksAsync(school, year, cancellationToken);
        foreach (var (upn, ofYear) in marks.OrderBy(row => row.Key.ToString(), StringComparer.Ordinal))
        {
            if (roster.TryGetValue(upn, out var entry))
            {
                var onRoll = entry.Pupil.OnRoll with { Leaving = Dates.Earlier(entry.End ?? night, night) };
                yield return (weeks.SessionsOf(ofYear, onRoll, night), Steps(upn));
            }
        }

        IReadOnlyList<(StepKind Kind, int Week)> Steps(Upn upn) =>
        [
            .. StepsTaken.Of([.. histories[upn]], messages[upn]).Where(step => step.On <= night)
                .Select(step => (step.Kind, weeks.NumberOf(step.On))).Where(step => step.Item2 >= 0).Distinct(),
        ];
    }
}
