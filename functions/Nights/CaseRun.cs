namespace AttendanceFunctions.Functions.Nights;

/// <summary>
/// Brings every case of a school up to a night. A case's row also holds the events of its last night, and is written before the
/// history, so that the next run adds what a run that died did not.
/// </summary>
public sealed class CaseRun(CaseTable cases, CaseEventTable events, CarriedCases carried)
{
    /// <summary>Moves the cases of the pupils on roll, and writes the cases and their histories.</summary>
    /// <returns>The cases after the night, by pupil; a pupil who is not among them has a case in which nothing has happened.</returns>
    /// <exception cref="Azure.RequestFailedException">Another run wrote a case meanwhile (412, 409), or storage failed: repeat.</exception>
    public async Task<IReadOnlyDictionary<Upn, Case>> RunAsync(
        Trust trust, School school, DateOnly night, IReadOnlyList<PupilOnRoll> pupils, CancellationToken cancellationToken)
    {
        var year = AcademicYear.Of(night);
        var before = await cases.ReadAsync(school.Id, year, cancellationToken);
        // The events of an earlier night whose run died after it wrote the cases: the records, which are written later, are older.
        var unfinished = pupils.Where(pupil => before.TryGetValue(pupil.Pupil.Upn, out var row)
                && (pupil.Before.Night is null || row.Value.Night > pupil.Before.Night) && row.Value.Night < night)
            .Select(pupil => before[pupil.Pupil.Upn].Value);
        await AddToHistoryAsync(school.Id, unfinished, cancellationToken);
        var nights = pupils.ToDictionary(
            pupil => pupil.Pupil.Upn,
            pupil => new CaseNight(school, trust.MinimumPossibleSessions, pupil.Pupil, pupil.Marks, night) { Earlier = pupil.Earlier });
        var newcomers = pupils.Where(pupil => pupil.IsNew && !before.ContainsKey(pupil.Pupil.Upn))
            .Select(pupil => nights[pupil.Pupil.Upn]).ToList();
        var brought = await carried.FindAsync(trust, school, newcomers, cancellationToken);

        var after = before.ToDictionary(row => row.Key, row => row.Value.Value);
        foreach (var pupil in pupils)
        {
            var (current, lastNight) = Begin(school, pupil, before, brought);
            if (CaseEngine.Run(nights[current.Upn], current, lastNight) is { Night: not null } moved)
            {
                after[current.Upn] = moved;
            }
        }

        await cases.WriteAsync(school.Id, year, before, after.Values, cancellationToken);
        var news = pupils.Where(pupil => after.TryGetValue(pupil.Pupil.Upn, out var current)
                && current.Night == night && !IsInHistory(current, pupil, before))
            .Select(pupil => after[pupil.Pupil.Upn]);
        await AddToHistoryAsync(school.Id, news, cancellationToken);
        return after;
    }

    /// <summary>Whether an earlier run of this night has added tonight's events: it wrote the pupil's record after them.</summary>
    private static bool IsInHistory(Case current, PupilOnRoll pupil, IReadOnlyDictionary<Upn, Versioned<Case>> before) =>
        pupil.Before.Night == current.Night && before.TryGetValue(current.Upn, out var row) && row.Value.EventCount == current.EventCount;

    private static (Case Current, DateOnly? LastNight) Begin(
        School school, PupilOnRoll pupil, IReadOnlyDictionary<Upn, Versioned<Case>> before, IReadOnlyDictionary<Upn, CarriedCase> brought)
    {
        var upn = pupil.Pupil.Upn;
        return before.TryGetValue(upn, out var row) ? (row.Value, new[] { pupil.Before.Night, row.Value.Night }.Max())
            : brought.TryGetValue(upn, out var from) ? (from.Case, from.LastNight)
            : (new Case(upn, school.Policy.Id), pupil.Before.Night);
    }

    // Each pupil has a partition, so there is a request per pupil; on a school's first night a quarter of the pupils have events.
    private Task AddToHistoryAsync(SchoolId school, IEnumerable<Case> news, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        news, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken },
        async (current, token) => await events.WriteAsync(school, current.Upn, current.Latest, token));
}

/// <summary>A case that continues from last year or from another school of the trust.</summary>
/// <param name="LastNight">The night after which school days are caught up with; null if none are.</param>
public sealed record CarriedCase(Case Case, DateOnly? LastNight);

/// <summary>
/// Finds the cases of pupils whom a school sees for the first time in a school year: its own cases of last year, or those of another
/// school of the trust. On nights without such pupils nothing is read.
/// </summary>
public sealed class CarriedCases(CaseTable cases, CaseEventTable events, AttendanceTable attendance)
{
    /// <summary>The cases by pupil. The history of a case from another school is copied to this one.</summary>
    public async Task<IReadOnlyDictionary<Upn, CarriedCase>> FindAsync(
        Trust trust, School school, IReadOnlyList<CaseNight> newcomers, CancellationToken cancellationToken)
    {
        var found = new Dictionary<Upn, CarriedCase>();
        var missing = newcomers.ToDictionary(newcomer => newcomer.Pupil.Upn);
        if (missing.Count == 0)
        {
            return found;
        }

        var year = AcademicYear.Of(newcomers[0].Night);
        var lastYear = new AcademicYear(year.StartYear - 1);
        foreach (var (night, stored, sinceStep) in await TakeAsync(school.Id, lastYear, missing, cancellationToken))
        {
            found[stored.Upn] = new(CaseTransfer.IntoYear(night, stored, sinceStep), year.FirstDay.AddDays(-1));
        }

        foreach (var other in trust.Schools.Where(other => other.Id != school.Id))
        {
            foreach (var from in new[] { year, lastYear })
            {
                foreach (var (night, stored, sinceStep) in await TakeAsync(other.Id, from, missing, cancellationToken))
                {
                    var history = await events.ReadAsync(other.Id, stored.Upn, cancellationToken);
                    await events.WriteAsync(school.Id, stored.Upn, history, cancellationToken);
                    var moved = CaseTransfer.FromSchool(night, stored, other.Id, sinceStep);
                    found[stored.Upn] = new(from == year ? moved : CaseTransfer.IntoYear(night, moved, default), LastNight: null);
                }
            }
        }

        return found;
    }

    /// <summary>A school's cases of the pupils in <paramref name="missing"/>, who are then removed from it.</summary>
    private async Task<List<(CaseNight Night, Case Stored, SessionCount SinceStep)>> TakeAsync(
        SchoolId school, AcademicYear year, Dictionary<Upn, CaseNight> missing, CancellationToken cancellationToken)
    {
        var taken = new List<(CaseNight, Case, SessionCount)>();
        if (missing.Count == 0)
        {
            return taken;
        }

        foreach (var (upn, row) in await cases.ReadAsync(school, year, cancellationToken))
        {
            if (missing.Remove(upn, out var night))
            {
                taken.Add((night, row.Value, await SinceStepAsync(school, year, row.Value, cancellationToken)));
            }
        }

        return taken;
    }

    private async Task<SessionCount> SinceStepAsync(SchoolId school, AcademicYear year, Case stored, CancellationToken cancellationToken) =>
        stored.Step is { } step && await attendance.FindAsync(school, year, stored.Upn, cancellationToken) is { } record
            ? SessionCount.Of(record.TallyOf(step.On.AddDays(1), record.Marks.Year.LastDay))
            : default;
}
