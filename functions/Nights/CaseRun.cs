using AttendanceFunctions.Domain.Absences;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Storage;

namespace AttendanceFunctions.Functions.Nights;

/// <summary>One pupil whose case the night looks at.</summary>
/// <param name="Pupil">The pupil as tonight's roster states it.</param>
/// <param name="Before">The pupil's record before tonight.</param>
/// <param name="Marks">The pupil's marks as they are tonight.</param>
/// <param name="Late">By how much the pupil was late, as it is known tonight.</param>
public sealed record PupilOnRoll(Pupil Pupil, AttendanceRecord Before, YearOfMarks Marks, LateMinutes Late)
{
    /// <summary>The pupil's marks of last year and at other schools of the trust, as far as a statutory line looks at them.</summary>
    public MarkHistory Earlier { get; init; } = MarkHistory.None;

    /// <summary>Other schools of the trust that had marks of the pupil when this one saw them first.</summary>
    public IReadOnlyList<SchoolId> Elsewhere { get; init; } = [.. Before.Elsewhere.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(SchoolId.Parse)];

    /// <summary>Whether this school has never worked out a night for the pupil in this school year.</summary>
    public bool IsNew => Before.Night is null;
}

/// <summary>
/// Brings every case of a school up to a night. A case's row holds the events of its last night as well, and is written before
/// them: what a run that died did not add to the history, the next one adds.
/// </summary>
public sealed class CaseRun(CaseTable cases, CaseEventTable events, CarriedCases carried)
{
    /// <summary>The cases after the night, by pupil; a pupil without one has a case in which nothing has happened.</summary>
    /// <exception cref="Azure.RequestFailedException">A case was written by another run meanwhile (412, 409), or storage failed: repeat.</exception>
    public async Task<IReadOnlyDictionary<Upn, Case>> RunAsync(
        Trust trust, School school, DateOnly night, IReadOnlyList<PupilOnRoll> pupils, CancellationToken cancellationToken)
    {
        var year = AcademicYear.Of(night);
        var before = await cases.ReadAsync(school.Id, year, cancellationToken);
        await CatchUpHistoryAsync(school.Id, before, pupils, night, cancellationToken);
        var nights = pupils.ToDictionary(pupil => pupil.Pupil.Upn, pupil => new CaseNight(school, trust.MinimumPossibleSessions, pupil.Pupil, pupil.Marks, night) { Earlier = pupil.Earlier });
        var newcomers = pupils.Where(pupil => pupil.IsNew && !before.ContainsKey(pupil.Pupil.Upn)).Select(pupil => nights[pupil.Pupil.Upn]).ToList();
        var brought = await carried.FindAsync(trust, school, newcomers, cancellationToken);

        var after = before.ToDictionary(row => row.Key, row => row.Value.Value);
        foreach (var pupil in pupils)
        {
            var (upn, current, lastNight) = Begin(school, pupil, before, brought);
            var moved = CaseEngine.Run(nights[upn], current, lastNight);
            if (moved.Night is not null)
            {
                after[upn] = moved;
            }
        }

        await cases.WriteAsync(school.Id, year, before, after.Values, cancellationToken);
        var news = pupils
            .Where(pupil => after.TryGetValue(pupil.Pupil.Upn, out var current) && current.Night == night && !IsInHistory(current, pupil, before))
            .Select(pupil => after[pupil.Pupil.Upn]);
        await AddToHistoryAsync(school.Id, news, cancellationToken);
        return after;
    }

    /// <summary>Whether tonight's events were added by an earlier run of this night, which wrote its readings after them.</summary>
    private static bool IsInHistory(Case current, PupilOnRoll pupil, IReadOnlyDictionary<Upn, Versioned<Case>> before) =>
        pupil.Before.Night == current.Night && before.TryGetValue(current.Upn, out var row) && row.Value.EventCount == current.EventCount;

    private static (Upn Upn, Case Current, DateOnly? LastNight) Begin(
        School school, PupilOnRoll pupil, IReadOnlyDictionary<Upn, Versioned<Case>> before, IReadOnlyDictionary<Upn, CarriedCase> brought)
    {
        var upn = pupil.Pupil.Upn;
        var lastRecord = pupil.Before.Night;
        return before.TryGetValue(upn, out var row) ? (upn, row.Value, new[] { lastRecord, row.Value.Night }.Max())
            : brought.TryGetValue(upn, out var from) ? (upn, from.Case, from.LastNight)
            : (upn, new Case(upn, school.Policy.Id), lastRecord);
    }

    /// <summary>Events of an earlier night whose run died between the cases and their history; the readings, written after both, tell.</summary>
    private async Task CatchUpHistoryAsync(
        SchoolId school, IReadOnlyDictionary<Upn, Versioned<Case>> before, IReadOnlyList<PupilOnRoll> pupils, DateOnly night, CancellationToken cancellationToken)
    {
        var unfinished = pupils
            .Where(pupil => before.TryGetValue(pupil.Pupil.Upn, out var row) && (pupil.Before.Night is null || row.Value.Night > pupil.Before.Night) && row.Value.Night < night)
            .Select(pupil => before[pupil.Pupil.Upn].Value);
        await AddToHistoryAsync(school, unfinished, cancellationToken);
    }

    // A partition per pupil, so a request per pupil: on a school's first night a quarter of them have news.
    private Task AddToHistoryAsync(SchoolId school, IEnumerable<Case> news, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        news, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken },
        async (current, token) => await events.WriteAsync(school, current.Upn, current.Latest, token));
}
