using AttendanceFunctions.Domain.Summaries.Figures;

namespace AttendanceFunctions.Functions.Nights;

/// <summary>
/// The pupils who have left by the night: with a leaving date before it, or without one, because the roster no longer has them. Somebody
/// outside the school may still have to be told of them, and a school's rates count their sessions to their last day (domain 0.18), as
/// <em>Monitor your school attendance</em> does (Department for Education, user guide, "How we calculate your results").
/// </summary>
internal static class LeftPupils
{
    /// <summary>Everybody who has left since the school's rosters first had them, in the order of their UPNs.</summary>
    /// <param name="marked">The pupils of the roster.</param>
    public static IReadOnlyList<PupilOnRoll> Find(NightAtWork work, IReadOnlyList<PupilOnRoll> marked)
    {
        var left = marked.Where(pupil => pupil.Pupil.OnRoll.Leaving < work.Night && !work.Held.Contains(pupil.Pupil.Upn)).ToList();
        foreach (var entry in work.Files.Roster.Missing)
        {
            work.Held.Try(entry.Pupil.Upn, () => left.Add(Missing(work, entry)));
        }

        return [.. left.OrderBy(pupil => pupil.Pupil.Upn)];
    }

    /// <summary>Those who left in the school year, as its figures count them.</summary>
    /// <param name="onRoster">The pupils of the roster who are not held.</param>
    public static IReadOnlyList<PupilNight> InFigures(
        NightAtWork work, IReadOnlyList<PupilOnRoll> left, IEnumerable<PupilNight> onRoster)
    {
        var worked = onRoster.ToDictionary(pupil => pupil.Pupil.Upn);
        var counted = new List<PupilNight>();
        foreach (var pupil in left.Where(pupil => pupil.Pupil.OnRoll.Leaving >= work.Year.FirstDay))
        {
            if (worked.TryGetValue(pupil.Pupil.Upn, out var known))
            {
                counted.Add(known);
            }
            else if (work.Files.RecordsBefore.ContainsKey(pupil.Pupil.Upn))
            {
                work.Held.Try(pupil.Pupil.Upn, () => counted.Add(WithoutRoster(work, pupil)));
            }
        }

        return counted;
    }

    private static PupilOnRoll Missing(NightAtWork work, RosterEntry entry)
    {
        var (upn, onRoll) = (entry.Pupil.Upn, entry.Pupil.OnRoll);
        var record = work.Files.RecordsBefore.GetValueOrDefault(upn)?.Value ?? AttendanceRecord.Empty(upn, work.Year);
        return new(
            entry.Pupil with { OnRoll = onRoll with { Leaving = entry.End ?? onRoll.Leaving } }, record, record.Marks, record.Late)
        {
            Entry = entry,
        };
    }

    /// <summary>A pupil whom the roster no longer has, in the groups of the last night on it.</summary>
    private static PupilNight WithoutRoster(NightAtWork work, PupilOnRoll pupil)
    {
        var record = pupil.Before;
        var left = Membership.Restore(pupil.Pupil, record.Groups) with { OnRoll = pupil.Pupil.OnRoll };
        var tally = Tally.Of(record.Marks, left.OnRoll.Admission, left.OnRoll.Leaving);
        return new(
            left, record with { GroupsBefore = record.Night == work.Night ? record.GroupsBefore : record.Groups },
            work.School.Policy.StatusOf(tally, work.Trust.MinimumPossibleSessions), new Case(left.Upn, work.School.Policy.Id));
    }
}
