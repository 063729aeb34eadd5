namespace AttendanceFunctions.Functions.Nights;

/// <summary>
/// Brings all cases of a school up to a night. A case's row also stores the events of its last night, and is written before the
/// history, so that the next run can add the events that an interrupted run did not.
/// </summary>
public sealed class CaseRun(CaseTable cases, CaseEventTable events, CarriedCases carried)
{
    /// <summary>Moves the cases of the pupils on roll, and writes the cases and their histories.</summary>
    /// <param name="held">Holds the pupils whose cases cannot be read or moved; nothing of them is written.</param>
    /// <param name="rehearse">Works out what follows from the moved cases before one is written, and holds pupils with whom it fails.</param>
    /// <returns>The cases after the night, by pupil; for a pupil without an entry, nothing has happened in the case.</returns>
    /// <exception cref="Azure.RequestFailedException">Another run wrote a case meanwhile (412, 409), or storage failed; repeat.</exception>
    public async Task<IReadOnlyDictionary<Upn, Case>> RunAsync(
        Trust trust, School school, DateOnly night, IReadOnlyList<PupilOnRoll> pupils, HeldPupils held,
        Action<IReadOnlyDictionary<Upn, Case>> rehearse, CancellationToken cancellationToken)
    {
        var year = AcademicYear.Of(night);
        var before = await cases.ReadAsync(school.Id, year, cancellationToken);
        held.Hold(before.Unreadable);
        // The events of an earlier night whose run died after it wrote the cases: the records, written later, still have an older night.
        var unfinished = pupils.Where(pupil => before.TryGetValue(pupil.Pupil.Upn, out var row)
                && (pupil.Before.Night is null || row.Value.Night > pupil.Before.Night) && row.Value.Night < night)
            .Select(pupil => before[pupil.Pupil.Upn].Value);
        await AddToHistoryAsync(school.Id, unfinished, cancellationToken);
        var nights = pupils.ToDictionary(
            pupil => pupil.Pupil.Upn,
            pupil => new CaseNight(school, trust.MinimumPossibleSessions, pupil.Pupil, pupil.Marks, night) { Earlier = pupil.Earlier });
        var newcomers = pupils.Where(pupil => pupil.IsNew && !held.Contains(pupil.Pupil.Upn) && !before.ContainsKey(pupil.Pupil.Upn))
            .Select(pupil => nights[pupil.Pupil.Upn]).ToList();
        var brought = await carried.FindAsync(trust, school, newcomers, cancellationToken);

        var after = before.ToDictionary(row => row.Key, row => row.Value.Value);
        foreach (var pupil in pupils)
        {
            held.Try(pupil.Pupil.Upn, () =>
            {
                var (current, lastNight) = Begin(school, pupil, before, brought);
                if (CaseEngine.Run(nights[current.Upn], current, lastNight) is { Night: not null } moved)
                {
                    after[current.Upn] = moved;
                }
            });
        }

        rehearse(after);
        await cases.WriteAsync(school.Id, year, before, after.Values.Where(moved => !held.Contains(moved.Upn)), cancellationToken);
        var news = pupils.Where(pupil => !held.Contains(pupil.Pupil.Upn) && after.TryGetValue(pupil.Pupil.Upn, out var current)
                && current.Night == night && !IsInHistory(current, pupil, before))
            .Select(pupil => after[pupil.Pupil.Upn]);
        await AddToHistoryAsync(school.Id, news, cancellationToken);
        return after;
    }

    /// <summary>Whether an earlier run of this night has added tonight's events: it writes a pupil's record after the events.</summary>
    private static bool IsInHistory(Case current, PupilOnRoll pupil, PupilRows<Versioned<Case>> before) =>
        pupil.Before.Night == current.Night && before.TryGetValue(current.Upn, out var row) && row.Value.EventCount == current.EventCount;

    private static (Case Current, DateOnly? LastNight) Begin(
        School school, PupilOnRoll pupil, PupilRows<Versioned<Case>> before, IReadOnlyDictionary<Upn, CarriedCase> brought)
    {
        var upn = pupil.Pupil.Upn;
        return before.TryGetValue(upn, out var row) ? (row.Value, new[] { pupil.Before.Night, row.Value.Night }.Max())
            : brought.TryGetValue(upn, out var from) ? (from.Case, from.LastNight)
            : (new Case(upn, school.Policy.Id), pupil.Before.Night);
    }

    // Each pupil has its own partition, hence a request per pupil; on a school's first night a quarter of the pupils have events.
    private Task AddToHistoryAsync(SchoolId school, IEnumerable<Case> news, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        news, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken },
        async (current, token) => await events.WriteAsync(school, current.Upn, current.Latest, token));
}

/// <summary>A case continued from last year or from another school of the trust.</summary>
/// <param name="LastNight">The last night that the case includes; later school days are caught up. Null if none are.</param>
public sealed record CarriedCase(Case Case, DateOnly? LastNight);

/// <summary>
/// Finds the earlier cases of pupils who are new to a school in a school year: the school's cases of last year, or cases of another
/// school of the trust. On nights without new pupils nothing is read.
/// </summary>
public sealed class CarriedCases(CaseTable cases, CaseEventTable events, AttendanceTable attendance)
{
    /// <summary>Returns the cases by pupil. The history of a case from another school is copied to this school.</summary>
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

    /// <summary>A school's cases of the pupils in <paramref name="missing"/>; pupils with a case are removed from that set.</summary>
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
