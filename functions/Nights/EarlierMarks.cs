using AttendanceFunctions.Domain.Absences;
using AttendanceFunctions.Domain.Absences.Thresholds;

namespace AttendanceFunctions.Functions.Nights;

/// <summary>One pupil on a school's night.</summary>
/// <param name="Marks">The pupil's marks after tonight's registers.</param>
public sealed record PupilOnRoll(Pupil Pupil, AttendanceRecord Before, YearOfMarks Marks, LateMinutes Late)
{
    /// <summary>The pupil's marks of last year and at other schools of the trust, as far as a statutory threshold counts them.</summary>
    public MarkHistory Earlier { get; init; } = MarkHistory.None;

    /// <summary>Other schools of the trust that had marks of the pupil on the pupil's first night at this school.</summary>
    public IReadOnlyList<SchoolId> Elsewhere { get; init; } =
        [.. Before.Elsewhere.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(SchoolId.Parse)];

    /// <summary>Whether this is the pupil's first night at this school in the school year.</summary>
    public bool IsNew => Before.Night is null;
}

/// <summary>
/// Finds the marks that a statutory threshold counts besides the school's own marks of the year: its marks of last year while the ten
/// school weeks include part of it, and marks of pupils who came from, or are also registered at, another school of the trust. On
/// most nights nothing is read for most pupils.
/// </summary>
public sealed class EarlierMarks(AttendanceTable attendance)
{
    /// <summary>How many months before the start of a school year a pupil who starts then may be put on roll.</summary>
    private const int AdmittedBefore = 2;

    /// <summary>Returns the pupils with the marks of last year and of other schools that count for them.</summary>
    /// <param name="held">Holds the pupils whose marks cannot be read.</param>
    public async Task<List<PupilOnRoll>> FindAsync(
        Trust trust, School school, DateOnly night, IReadOnlyList<PupilOnRoll> pupils, HeldPupils held,
        CancellationToken cancellationToken)
    {
        var year = AcademicYear.Of(night);
        var lastYear = new AcademicYear(year.StartYear - 1);
        var reachesBack = SchoolWeeks.ReachBehind(school.Calendar, night, year.FirstDay);
        var known = await WithOtherSchoolsAsync(trust, school, year, pupils, cancellationToken);
        var histories = new Dictionary<Upn, MarkHistory>();
        var byOtherSchool = known
            .SelectMany(pupil => pupil.Elsewhere.Select(other => (School: other, pupil.Pupil.Upn)))
            .GroupBy(place => place.School, place => place.Upn);
        foreach (var other in byOtherSchool)
        {
            await AddAsync(histories, held, other.Key, year, [.. other], cancellationToken);
            await AddAsync(histories, held, other.Key, lastYear, reachesBack ? [.. other] : [], cancellationToken);
        }

        await AddAsync(
            histories, held, school.Id, lastYear, reachesBack ? [.. known.Select(pupil => pupil.Pupil.Upn)] : [], cancellationToken);
        return [.. known.Select(pupil => pupil with { Earlier = histories.GetValueOrDefault(pupil.Pupil.Upn, pupil.Earlier) })];
    }

    /// <summary>On a pupil's first night, finds the other schools that have marks of the pupil; later the record lists them.</summary>
    private async Task<IReadOnlyList<PupilOnRoll>> WithOtherSchoolsAsync(
        Trust trust, School school, AcademicYear year, IReadOnlyList<PupilOnRoll> pupils, CancellationToken cancellationToken)
    {
        var since = year.FirstDay.AddMonths(-AdmittedBefore);
        var newcomers = pupils
            .Where(pupil => pupil.IsNew && IsAdmitted(pupil.Pupil.OnRoll, since)).Select(pupil => pupil.Pupil.Upn).ToHashSet();
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

        return [.. pupils.Select(pupil => places.TryGetValue(pupil.Pupil.Upn, out var schools) && schools.Count > 0
            ? pupil with { Elsewhere = [.. schools.Distinct()] }
            : pupil)];
    }

    // A pupil whose roster has no admission date may have been admitted at any time.
    private static bool IsAdmitted(OnRoll onRoll, DateOnly since) =>
        onRoll.Admission == OnRoll.Always.Admission || onRoll.Admission >= since;

    private async Task AddAsync(
        Dictionary<Upn, MarkHistory> histories, HeldPupils held, SchoolId school, AcademicYear year, IReadOnlyCollection<Upn> upns,
        CancellationToken cancellationToken)
    {
        var read = await attendance.ReadMarksAsync(school, year, upns, cancellationToken);
        held.Hold(read.Unreadable);
        foreach (var marks in read)
        {
            histories[marks.Key] = histories.GetValueOrDefault(marks.Key, MarkHistory.None).And(marks.Value, OnRoll.Always);
        }
    }
}
