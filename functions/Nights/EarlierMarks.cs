using AttendanceFunctions.Domain.Absences;
using AttendanceFunctions.Domain.Absences.Thresholds;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Storage;

namespace AttendanceFunctions.Functions.Nights;

/// <summary>
/// Finds what a statutory line counts beside a school's own marks of the year: its marks of last year while ten school weeks reach back into it, and the marks of pupils
/// who came from another school of the trust, or are registered there as well. On most nights of a year that is nothing for most pupils.
/// </summary>
public sealed class EarlierMarks(AttendanceTable attendance)
{
    /// <summary>Months before a school year in which a pupil who begins with it may be put on roll.</summary>
    private const int AdmittedBefore = 2;

    /// <summary>The pupils with what is known of them beside this school's marks of the year.</summary>
    /// <param name="trust">The trust.</param>
    /// <param name="school">The school.</param>
    /// <param name="night">The night.</param>
    /// <param name="pupils">Its pupils as the night marks them.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<List<PupilOnRoll>> FindAsync(Trust trust, School school, DateOnly night, IReadOnlyList<PupilOnRoll> pupils, CancellationToken cancellationToken)
    {
        var year = AcademicYear.Of(night);
        var lastYear = new AcademicYear(year.StartYear - 1);
        var reachesBack = SchoolWeeks.ReachBehind(school.Calendar, night, year.FirstDay);
        var known = await PlaceAsync(trust, school, year, pupils, cancellationToken);
        var histories = new Dictionary<Upn, MarkHistory>();
        foreach (var (other, upns) in known.SelectMany(pupil => pupil.Elsewhere.Select(other => (other, pupil.Pupil.Upn))).GroupBy(place => place.other, place => place.Upn).Select(group => (group.Key, group.ToList())))
        {
            await AddAsync(histories, other, year, upns, cancellationToken);
            await AddAsync(histories, other, lastYear, reachesBack ? upns : [], cancellationToken);
        }

        await AddAsync(histories, school.Id, lastYear, reachesBack ? [.. known.Select(pupil => pupil.Pupil.Upn)] : [], cancellationToken);
        return [.. known.Select(pupil => histories.TryGetValue(pupil.Pupil.Upn, out var earlier) ? pupil with { Earlier = earlier } : pupil)];
    }

    /// <summary>Looks on a pupil's first night where else in the trust there are marks of them; from then on the record says it.</summary>
    private async Task<IReadOnlyList<PupilOnRoll>> PlaceAsync(
        Trust trust, School school, AcademicYear year, IReadOnlyList<PupilOnRoll> pupils, CancellationToken cancellationToken)
    {
        var since = year.FirstDay.AddMonths(-AdmittedBefore);
        var newcomers = pupils.Where(pupil => pupil.IsNew && IsAdmitted(pupil.Pupil.OnRoll, since)).Select(pupil => pupil.Pupil.Upn).ToHashSet();
        var places = newcomers.ToDictionary(upn => upn, _ => new List<SchoolId>());
        foreach (var other in newcomers.Count > 0 ? trust.Schools.Where(other => other.Id != school.Id) : [])
        {
            foreach (var from in new[] { year, new AcademicYear(year.StartYear - 1) })
            {
                foreach (var upn in (await attendance.ReadPupilsAsync(other.Id, from, cancellationToken)).Where(newcomers.Contains))
                {
                    places[upn].Add(other.Id);
                }
            }
        }

        return [.. pupils.Select(pupil => places.TryGetValue(pupil.Pupil.Upn, out var schools) && schools.Count > 0 ? pupil with { Elsewhere = [.. schools.Distinct()] } : pupil)];
    }

    // Of a pupil whose roster states no admission it is not known since when they are there.
    private static bool IsAdmitted(OnRoll onRoll, DateOnly since) => onRoll.Admission == DateOnly.MinValue || onRoll.Admission >= since;

    private async Task AddAsync(Dictionary<Upn, MarkHistory> histories, SchoolId school, AcademicYear year, IReadOnlyCollection<Upn> upns, CancellationToken cancellationToken)
    {
        foreach (var marks in await attendance.ReadMarksAsync(school, year, upns, cancellationToken))
        {
            histories[marks.Key] = histories.GetValueOrDefault(marks.Key, MarkHistory.None).And(marks.Value, OnRoll.Always);
        }
    }
}
