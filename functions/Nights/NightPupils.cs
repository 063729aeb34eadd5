using AttendanceFunctions.Domain.Summaries.Figures;

namespace AttendanceFunctions.Functions.Nights;

/// <summary>Updates every pupil of a school: marks, case, tally and status.</summary>
public sealed class NightPupils(EarlierMarks earlier, CaseRun cases, SharedUpns sharedUpns, AttendanceTable attendance)
{
    /// <summary>Applies the night's marks, brings the cases up to the night, and writes the records that changed.</summary>
    public async Task<PupilsOfNight> WorkOutAsync(NightAtWork work, CancellationToken cancellationToken)
    {
        var (school, night, held) = (work.School, work.Night, work.Held);
        held.Hold(work.Files.Roster.Unreadable.Concat(work.Files.RecordsBefore.Unreadable));
        var marked = await earlier.FindAsync(school, night, Mark(work), work.Shared, held, cancellationToken);
        var onRoll = marked.Where(pupil => pupil.Pupil.OnRoll.Contains(night)).ToList();
        var left = LeftPupils.Find(work, marked);
        var gone = left.Where(pupil => pupil.Entry?.IsLeavingToTell == true).ToList();
        IReadOnlyList<PupilNight> pupils = [];
        var caseOf = await cases.RunAsync(work, onRoll, gone, Rehearse, cancellationToken);
        var done = onRoll.Select(pupil => pupil.Pupil.Upn).Where(upn => !held.Contains(upn)).ToHashSet();
        await sharedUpns.NoteCarriedAsync(work.Shared, done, cancellationToken);
        var all = held.Without(pupils);
        await attendance.WriteAsync(
            school.Id, work.Year, work.Files.RecordsBefore, all.Select(pupil => pupil.Record), cancellationToken);
        var toTell = WorkOut(work, gone, caseOf).Where(pupil => pupil.Case.Notifications.Any(known => known.IsOpen));
        return new(
            all, [.. all.Where(pupil => pupil.Pupil.OnRoll.Contains(night))], LeftPupils.InFigures(work, left, all), held.Without(toTell));

        void Rehearse(IReadOnlyDictionary<Upn, Case> caseOf)
        {
            pupils = WorkOut(work, marked, caseOf);
            NightRehearsal.Run(work.Trust, school, night, [.. pupils.Where(pupil => pupil.Pupil.OnRoll.Contains(night))], held);
        }
    }

    private static List<PupilOnRoll> Mark(NightAtWork work)
    {
        var (files, marked) = (work.Files, new List<PupilOnRoll>());
        foreach (var pupil in files.Roster.Pupils.Values.OrderBy(pupil => pupil.Upn))
        {
            work.Held.Try(pupil.Upn, () =>
            {
                var record = files.RecordsBefore.GetValueOrDefault(pupil.Upn)?.Value ?? AttendanceRecord.Empty(pupil.Upn, work.Year);
                var stated = files.Registers.Marks[pupil.Upn];
                marked.Add(new(pupil, record, record.Marks.With(stated), record.Late.With(work.Year, stated))
                {
                    Entry = files.Roster.Entries.GetValueOrDefault(pupil.Upn),
                });
            });
        }

        return marked;
    }

    private static List<PupilNight> WorkOut(
        NightAtWork work, IReadOnlyList<PupilOnRoll> marked, IReadOnlyDictionary<Upn, Case> caseOf)
    {
        var pupils = new List<PupilNight>();
        foreach (var pupil in marked)
        {
            var current = caseOf.GetValueOrDefault(pupil.Pupil.Upn) ?? new Case(pupil.Pupil.Upn, work.School.Policy.Id);
            work.Held.Try(pupil.Pupil.Upn, () => pupils.Add(WorkOut(work, pupil, current)));
        }

        return pupils;
    }

    private static PupilNight WorkOut(NightAtWork work, PupilOnRoll marked, Case current)
    {
        var (school, night) = (work.School, work.Night);
        var (pupil, record, marks, late) = marked;
        // Sessions before admission and after leaving are not counted (DfE: sessions count from each pupil's admission date).
        var last = Dates.Earlier(pupil.OnRoll.Leaving, night);
        var tally = Tally.Of(marks, pupil.OnRoll.Admission, last);
        var status = school.Policy.StatusOf(tally, work.Trust.MinimumPossibleSessions, current.Stage);
        var after = record.After(night, marks, status) with
        {
            Late = late,
            Groups = Membership.Of(pupil, work.Year),
        };
        return new(pupil, after, status, current) { Earlier = marked.Earlier };
    }
}
