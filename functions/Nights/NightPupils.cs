using AttendanceFunctions.Domain.Summaries.Figures;

namespace AttendanceFunctions.Functions.Nights;

/// <summary>The pupils of a school's night who are not held.</summary>
/// <param name="All">The pupils of the roster, including pupils not on roll on the night, in the order of their UPNs.</param>
/// <param name="ToTell">Pupils who have left, of whom somebody outside the school has still to be told.</param>
public sealed record PupilsOfNight(IReadOnlyList<PupilNight> All, IReadOnlyList<PupilNight> ToTell);

/// <summary>Updates every pupil of a school: marks, case, tally and status.</summary>
public sealed class NightPupils(EarlierMarks earlier, CaseRun cases, SharedUpns sharedUpns, AttendanceTable attendance)
{
    /// <summary>Applies the night's marks, brings the cases up to the night, and writes the records that changed.</summary>
    /// <param name="shared">The UPNs of the school that another school has too.</param>
    /// <param name="held">Holds the pupils whose night cannot be worked out; nothing of them is written.</param>
    public async Task<PupilsOfNight> WorkOutAsync(
        Trust trust, School school, DateOnly night, NightFiles files, IReadOnlyList<SharedUpnTonight> shared, HeldPupils held,
        CancellationToken cancellationToken)
    {
        held.Hold(files.Roster.Unreadable.Concat(files.RecordsBefore.Unreadable));
        var marked = await earlier.FindAsync(school, night, Mark(night, files, held), shared, held, cancellationToken);
        var onRoll = marked.Where(pupil => pupil.Pupil.OnRoll.Contains(night)).ToList();
        IReadOnlyList<PupilNight> pupils = [];
        var gone = Gone(night, files, marked, held);
        var caseOf = await cases.RunAsync(trust, school, night, onRoll, gone, shared, held, Rehearse, cancellationToken);
        var done = onRoll.Select(pupil => pupil.Pupil.Upn).Where(upn => !held.Contains(upn)).ToHashSet();
        await sharedUpns.NoteCarriedAsync(shared, done, cancellationToken);
        var after = held.Without(pupils).Select(pupil => pupil.Record);
        await attendance.WriteAsync(school.Id, AcademicYear.Of(night), files.RecordsBefore, after, cancellationToken);
        var toTell = WorkOut(trust, school, night, gone, caseOf, held)
            .Where(pupil => pupil.Case.Notifications.Any(known => known.IsOpen));
        return new(held.Without(pupils), held.Without(toTell));

        void Rehearse(IReadOnlyDictionary<Upn, Case> caseOf)
        {
            pupils = WorkOut(trust, school, night, marked, caseOf, held);
            NightRehearsal.Run(trust, school, night, [.. pupils.Where(pupil => pupil.Pupil.OnRoll.Contains(night))], held);
        }
    }

    private static List<PupilOnRoll> Mark(DateOnly night, NightFiles files, HeldPupils held)
    {
        var (year, marked) = (AcademicYear.Of(night), new List<PupilOnRoll>());
        foreach (var pupil in files.Roster.Pupils.Values.OrderBy(pupil => pupil.Upn))
        {
            held.Try(pupil.Upn, () =>
            {
                var record = files.RecordsBefore.GetValueOrDefault(pupil.Upn)?.Value ?? AttendanceRecord.Empty(pupil.Upn, year);
                var stated = files.Registers.Marks[pupil.Upn];
                marked.Add(new(pupil, record, record.Marks.With(stated), record.Late.With(year, stated))
                {
                    Entry = files.Roster.Entries.GetValueOrDefault(pupil.Upn),
                });
            });
        }

        return marked;
    }

    /// <summary>
    /// The pupils who have left since the school's rosters first had them: with a leaving date before the night, or without one, because
    /// the roster no longer has them.
    /// </summary>
    private static List<PupilOnRoll> Gone(DateOnly night, NightFiles files, IReadOnlyList<PupilOnRoll> marked, HeldPupils held)
    {
        var (year, onRoster) = (AcademicYear.Of(night), marked.ToDictionary(pupil => pupil.Pupil.Upn));
        var gone = new List<PupilOnRoll>();
        foreach (var (upn, entry) in files.Roster.Entries.OrderBy(entry => entry.Key))
        {
            if (entry.End is { } end && end < night && end >= entry.FirstSeen && end != entry.ErasedLeaving)
            {
                held.Try(upn, () =>
                {
                    var record = files.RecordsBefore.GetValueOrDefault(upn)?.Value ?? AttendanceRecord.Empty(upn, year);
                    gone.Add(onRoster.GetValueOrDefault(upn) ?? new PupilOnRoll(
                        entry.Pupil with { OnRoll = entry.Pupil.OnRoll with { Leaving = end } }, record, record.Marks, record.Late)
                    {
                        Entry = entry,
                    });
                });
            }
        }

        return gone;
    }

    private static List<PupilNight> WorkOut(
        Trust trust, School school, DateOnly night, IReadOnlyList<PupilOnRoll> marked, IReadOnlyDictionary<Upn, Case> caseOf,
        HeldPupils held)
    {
        var pupils = new List<PupilNight>();
        foreach (var pupil in marked)
        {
            var current = caseOf.GetValueOrDefault(pupil.Pupil.Upn) ?? new Case(pupil.Pupil.Upn, school.Policy.Id);
            held.Try(pupil.Pupil.Upn, () => pupils.Add(WorkOut(trust, school, night, pupil, current)));
        }

        return pupils;
    }

    private static PupilNight WorkOut(Trust trust, School school, DateOnly night, PupilOnRoll marked, Case current)
    {
        var (pupil, record, marks, late) = marked;
        // Sessions before admission and after leaving are not counted (DfE: sessions count from each pupil's admission date).
        var last = Dates.Earlier(pupil.OnRoll.Leaving, night);
        var tally = Tally.Of(marks, pupil.OnRoll.Admission, last);
        var status = school.Policy.StatusOf(tally, trust.MinimumPossibleSessions, current.Stage);
        var after = record.After(night, marks, status) with
        {
            Late = late,
            Groups = Membership.Of(pupil, AcademicYear.Of(night)),
        };
        return new(pupil, after, status, current) { Earlier = marked.Earlier };
    }
}
