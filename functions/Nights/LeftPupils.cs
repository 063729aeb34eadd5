using AttendanceFunctions.Domain.Summaries.Figures;

namespace AttendanceFunctions.Functions.Nights;

/// <summary>
/// The pupils who were on roll in the school year and have left by the night. A school's rates count their sessions to their leaving date
/// (domain 0.18), as <em>Monitor your school attendance</em> does (Department for Education, user guide, "How we calculate your results").
/// </summary>
internal static class LeftPupils
{
    /// <summary>Those whom the roster still has with a leaving date, and those whom it no longer has.</summary>
    /// <param name="all">All pupils of the roster who are not held.</param>
    public static IReadOnlyList<PupilNight> Of(
        Trust trust, School school, DateOnly night, NightFiles files, IEnumerable<PupilNight> all, HeldPupils held)
    {
        var year = AcademicYear.Of(night);
        var left = all.Where(pupil => pupil.Pupil.OnRoll.Leaving < night && pupil.Pupil.OnRoll.Leaving >= year.FirstDay).ToList();
        foreach (var entry in files.Roster.Missing)
        {
            if (entry.End is { } end && end >= year.FirstDay && files.RecordsBefore.TryGetValue(entry.Pupil.Upn, out var row))
            {
                held.Try(entry.Pupil.Upn, () => left.Add(Missing(trust, school, night, entry.Pupil, end, row.Value)));
            }
        }

        return left;
    }

    /// <summary>A pupil whom the roster no longer has, in the groups of the last night on it.</summary>
    private static PupilNight Missing(Trust trust, School school, DateOnly night, Pupil pupil, DateOnly end, AttendanceRecord record)
    {
        var left = Membership.Restore(pupil, record.Groups) with { OnRoll = pupil.OnRoll with { Leaving = end } };
        var tally = Tally.Of(record.Marks, left.OnRoll.Admission, end);
        return new(
            left, record with { GroupsBefore = record.Night == night ? record.GroupsBefore : record.Groups },
            school.Policy.StatusOf(tally, trust.MinimumPossibleSessions), new Case(pupil.Upn, school.Policy.Id));
    }
}
