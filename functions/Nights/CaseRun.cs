using AttendanceFunctions.Functions.Messages.Contacts;

namespace AttendanceFunctions.Functions.Nights;

/// <summary>
/// Brings all cases of a school up to a night. A case's row also stores the events of its last night, and is written before the
/// history, so that the next run can add the events that an interrupted run did not.
/// </summary>
public sealed class CaseRun(CaseTable cases, CaseEventTable events, CarriedCases carried, UnusableAddressTable contacts)
{
    /// <summary>
    /// Until when a case of last year is looked at for a pupil who left in that year: somebody may still have to be told in September.
    /// </summary>
    private const int LastMonthOfCarrying = 9;

    /// <summary>Moves the cases of the pupils on roll, and writes the cases and their histories.</summary>
    /// <param name="gone">Pupils who have left, of whom somebody outside the school may still have to be told.</param>
    /// <param name="rehearse">
    /// Works out what follows from the moved cases before any case is written, and holds the pupils with whom that fails.
    /// </param>
    /// <returns>The cases after the night, by pupil; for a pupil without an entry, nothing has happened in the case.</returns>
    /// <exception cref="Azure.RequestFailedException">Another run wrote a case meanwhile (412, 409), or storage failed; repeat.</exception>
    public async Task<IReadOnlyDictionary<Upn, Case>> RunAsync(
        NightAtWork work, IReadOnlyList<PupilOnRoll> onRoll, IReadOnlyList<PupilOnRoll> gone,
        Action<IReadOnlyDictionary<Upn, Case>> rehearse, CancellationToken cancellationToken)
    {
        var (school, night, held, year) = (work.School, work.Night, work.Held, work.Year);
        var before = await cases.ReadAsync(school.Id, year, cancellationToken);
        held.Hold(before.Unreadable);
        var left = gone.Where(pupil =>
                before.ContainsKey(pupil.Pupil.Upn) || pupil.Pupil.OnRoll.Leaving >= year.FirstDay || night.Month == LastMonthOfCarrying)
            .ToDictionary(pupil => pupil.Pupil.Upn);
        List<PupilOnRoll> pupils = [.. onRoll, .. left.Values];
        var years = YearGroups.Of(onRoll.Select(pupil => pupil.Pupil.YearGroup));
        // The events of an earlier night whose run died after it wrote the cases: the records, written later, still have an older night.
        // What people entered after a night is added again for the same reason.
        var unfinished = pupils.Where(pupil => before.TryGetValue(pupil.Pupil.Upn, out var row)
                && (pupil.Before.Night is null || row.Value.Night > pupil.Before.Night
                    || (row.Value.Night == pupil.Before.Night && row.Value.Latest.Any(happened => happened.IsEntry)))
                && row.Value.Night < night)
            .Select(pupil => before[pupil.Pupil.Upn].Value);
        await AddToHistoryAsync(school.Id, unfinished, cancellationToken);
        var unusable = (await contacts.ReadAsync(school.Id, cancellationToken)).Of(pupils.Select(pupil => pupil.Pupil));
        var nights = pupils.ToDictionary(
            pupil => pupil.Pupil.Upn,
            pupil => new CaseNight(school, work.Trust.MinimumPossibleSessions, pupil.Pupil, pupil.Marks, night)
            {
                Earlier = pupil.Earlier,
                Entry = pupil.Entry,
                Years = years,
                Unusable = unusable,
            });
        var newcomers = pupils.Where(pupil => pupil.IsNew && !held.Contains(pupil.Pupil.Upn) && !before.ContainsKey(pupil.Pupil.Upn))
            .Select(pupil => nights[pupil.Pupil.Upn]).ToList();
        var continued = await carried.FromLastYearAsync(school.Id, newcomers, cancellationToken);
        var begun = pupils.Where(pupil => !held.Contains(pupil.Pupil.Upn))
            .ToDictionary(pupil => pupil.Pupil.Upn, pupil => Begin(school, pupil, before, continued));
        await carried.AddFromOtherSchoolsAsync(
            school, nights, work.Shared.Where(place => !left.ContainsKey(place.Upn)), begun, held, cancellationToken);

        var taken = BaselinePlan.Of(
            school, night, [.. begun.Select(pupil => new CaseBefore(nights[pupil.Key], pupil.Value.Case, pupil.Value.LastNight))]);
        var after = before.ToDictionary(row => row.Key, row => row.Value.Value);
        foreach (var (upn, begin) in begun)
        {
            held.Try(upn, () =>
            {
                if (CaseEngine.Run(
                    nights[upn] with { TakesUpBaseline = taken.Contains(upn) }, begin.Case, begin.LastNight) is { Night: not null } moved
                    // A case is not begun anew for a pupil who has left, unless somebody has still to be told.
                    && (!left.ContainsKey(upn) || before.ContainsKey(upn) || moved.Notifications.Any(known => known.IsOpen)))
                {
                    after[upn] = moved;
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

    private static CarriedCase Begin(
        School school, PupilOnRoll pupil, PupilRows<Versioned<Case>> before, IReadOnlyDictionary<Upn, CarriedCase> continued)
    {
        var upn = pupil.Pupil.Upn;
        return before.TryGetValue(upn, out var row)
            ? new(row.Value, row.Value.IsAheadOfNight ? pupil.Before.Night : new[] { pupil.Before.Night, row.Value.Night }.Max())
            : continued.TryGetValue(upn, out var lastYears) ? lastYears
            : new(new Case(upn, school.Policy.Id), pupil.Before.Night);
    }

    // Each pupil has its own partition, hence a request per pupil; on a school's first night a quarter of the pupils have events.
    private Task AddToHistoryAsync(SchoolId school, IEnumerable<Case> news, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        news, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken },
        async (current, token) => await events.WriteAsync(school, current.Upn, current.Latest, token));
}

/// <summary>A case as a night begins it.</summary>
/// <param name="LastNight">The last night that the case includes; later school days are caught up. Null if none are.</param>
public sealed record CarriedCase(Case Case, DateOnly? LastNight);

/// <summary>
/// Continues cases: of last year in a new school year, and of another school whose child came from there. On nights without new pupils
/// nothing is read.
/// </summary>
public sealed class CarriedCases(CaseTable cases, CaseEventTable events, AttendanceTable attendance)
{
    /// <summary>The school's cases of last year of pupils who are new in the school year.</summary>
    public async Task<IReadOnlyDictionary<Upn, CarriedCase>> FromLastYearAsync(
        SchoolId school, IReadOnlyList<CaseNight> newcomers, CancellationToken cancellationToken)
    {
        var found = new Dictionary<Upn, CarriedCase>();
        if (newcomers.Count == 0)
        {
            return found;
        }

        var year = AcademicYear.Of(newcomers[0].Night);
        var lastYear = new AcademicYear(year.StartYear - 1);
        var stored = await cases.ReadAsync(school, lastYear, cancellationToken);
        foreach (var newcomer in newcomers)
        {
            if (stored.TryGetValue(newcomer.Pupil.Upn, out var row))
            {
                var sinceStep = await SinceStepAsync(school, lastYear, row.Value, cancellationToken);
                var continued = CaseTransfer.IntoYear(newcomer, row.Value, sinceStep);
                found[newcomer.Pupil.Upn] = new(continued, year.FirstDay.AddDays(-1));
            }
        }

        return found;
    }

    /// <summary>
    /// Adds the case of another school to that of a child who came from there, and copies its history to this school. It is done once: the
    /// case says from where it was brought, and the row of the shared UPN says that nothing more has to be looked for.
    /// </summary>
    /// <param name="begun">The cases as the night begins them; changed.</param>
    /// <param name="held">Holds the pupils whose cases at the other school cannot be read.</param>
    public async Task AddFromOtherSchoolsAsync(
        School school, IReadOnlyDictionary<Upn, CaseNight> nights, IEnumerable<SharedUpnTonight> shared,
        Dictionary<Upn, CarriedCase> begun, HeldPupils held, CancellationToken cancellationToken)
    {
        var arrived = shared.Where(place =>
            place.Relation == SharedUpn.CameFromThere && !place.Row.IsCarried && begun.ContainsKey(place.Upn));
        foreach (var other in arrived.GroupBy(place => place.Other.Id))
        {
            var upns = other.Select(place => place.Upn).ToHashSet();
            var year = AcademicYear.Of(nights[upns.First()].Night);
            foreach (var from in new[] { year, new AcademicYear(year.StartYear - 1) })
            {
                var found = await cases.ReadAsync(other.Key, from, upns, cancellationToken);
                held.Hold(found.Unreadable);
                foreach (var stored in found.Values)
                {
                    upns.Remove(stored.Upn);
                    var source = new CaseSource(other.Key, from.StartYear);
                    if (begun[stored.Upn] is var here && !here.Case.Brought.Contains(source))
                    {
                        var joined = await BringAsync(school.Id, nights[stored.Upn], here.Case, stored, source, cancellationToken);
                        begun[stored.Upn] = here with { Case = joined };
                    }
                }
            }
        }
    }

    private async Task<Case> BringAsync(
        SchoolId school, CaseNight night, Case here, Case stored, CaseSource source, CancellationToken cancellationToken)
    {
        here = CaseTransfer.IsUnder(night.Policy, here) ? here : CaseTransfer.UnderPolicy(night, here);
        // The events are numbered after those that the case here has: histories are only added to.
        var history = await events.ReadAsync(source.School, stored.Upn, cancellationToken);
        await events.WriteAsync(
            school, stored.Upn, history.Select(happened => happened with { Number = happened.Number + here.EventCount }),
            cancellationToken);
        var from = new AcademicYear(source.Year);
        var sinceStep = await SinceStepAsync(source.School, from, stored, cancellationToken);
        var numbered = stored with { EventCount = stored.EventCount + here.EventCount };
        var moved = CaseTransfer.FromSchool(night, numbered, source.School, sinceStep);
        var brought = from.Contains(night.Night) ? moved : CaseTransfer.IntoYear(night, moved, default);
        return CaseTransfer.Join(night, here, brought with { Brought = [.. brought.Brought, source] });
    }

    private async Task<SessionCount> SinceStepAsync(SchoolId school, AcademicYear year, Case stored, CancellationToken cancellationToken) =>
        stored.Step is { } step && await attendance.FindAsync(school, year, stored.Upn, cancellationToken) is { } record
            ? SessionCount.Of(record.TallyOf(step.On.AddDays(1), record.Marks.Year.LastDay))
            : default;
}
