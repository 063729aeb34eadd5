using AttendanceFunctions.Domain.Absences;
using AttendanceFunctions.Domain.Absences.Thresholds;

namespace AttendanceFunctions.Functions.Nights;

/// <summary>One pupil on a school's night.</summary>
/// <param name="Marks">The pupil's marks after tonight's registers.</param>
public sealed record PupilOnRoll(Pupil Pupil, AttendanceRecord Before, YearOfMarks Marks, LateMinutes Late)
{
    /// <summary>The pupil's marks of last year and at other schools of the trust, as far as a statutory threshold counts them.</summary>
    public MarkHistory Earlier { get; init; } = MarkHistory.None;

    /// <summary>What the school's rosters say of the pupil besides; null where the school has no roster.</summary>
    public RosterEntry? Entry { get; init; }

    /// <summary>Whether this is the pupil's first night at this school in the school year.</summary>
    public bool IsNew => Before.Night is null;
}

/// <summary>
/// Finds the marks that a statutory threshold counts besides the school's own marks of the year: its marks of last year while the ten
/// school weeks include part of it, or where tonight's registers change such weeks, and marks of children who came from, or are also
/// registered at, another school of the trust. On most nights nothing is read for most pupils.
/// </summary>
public sealed class EarlierMarks(AttendanceTable attendance)
{
    /// <summary>Returns the pupils with the marks of last year and of other schools that count for them.</summary>
    /// <param name="shared">The UPNs of the school that another school has too.</param>
    /// <param name="held">Holds the pupils whose marks cannot be read.</param>
    public async Task<List<PupilOnRoll>> FindAsync(
        School school, DateOnly night, IReadOnlyList<PupilOnRoll> pupils, IEnumerable<SharedUpnTonight> shared, HeldPupils held,
        CancellationToken cancellationToken)
    {
        var year = AcademicYear.Of(night);
        var lastYear = new AcademicYear(year.StartYear - 1);
        var withLastYear = ReachingBack(school, night, year, pupils);
        var histories = new Dictionary<Upn, MarkHistory>();
        foreach (var other in shared.Where(place => place.CountsMarks).GroupBy(place => place.Other.Id))
        {
            var rolls = other.ToDictionary(place => place.Upn, place => place.RollThere);
            var thisYears = rolls.Where(roll => roll.Value.Leaving >= year.FirstDay).ToDictionary();
            await AddAsync(histories, held, other.Key, year, thisYears, cancellationToken);
            var lastYears = rolls.Where(roll => withLastYear.Contains(roll.Key)).ToDictionary();
            await AddAsync(histories, held, other.Key, lastYear, lastYears, cancellationToken);
        }

        await AddAsync(
            histories, held, school.Id, lastYear, withLastYear.ToDictionary(upn => upn, _ => OnRoll.Always), cancellationToken);
        return [.. pupils.Select(pupil => pupil with { Earlier = histories.GetValueOrDefault(pupil.Pupil.Upn, pupil.Earlier) })];
    }

    /// <summary>
    /// The pupils for whom marks of last year may count: all in the first ten school weeks of the year; later those of whom tonight's
    /// registers state another mark in these weeks, because a window of school weeks that has ended is found by any night.
    /// </summary>
    private static HashSet<Upn> ReachingBack(School school, DateOnly night, AcademicYear year, IReadOnlyList<PupilOnRoll> pupils)
    {
        if (SchoolWeeks.ReachBehind(school.Calendar, night, year.FirstDay))
        {
            return [.. pupils.Select(pupil => pupil.Pupil.Upn)];
        }

        var first = school.Calendar.SchoolDaysFrom(year.FirstDay).GroupBy(SchoolCalendar.MondayOf).Take(SchoolWeeks.InWindow)
            .SelectMany(week => week).ToList();
        return
        [
            .. from pupil in pupils
               where !pupil.Marks.Stated(first[0], first[^1]).SequenceEqual(pupil.Before.Marks.Stated(first[0], first[^1]))
               select pupil.Pupil.Upn,
        ];
    }

    private async Task AddAsync(
        Dictionary<Upn, MarkHistory> histories, HeldPupils held, SchoolId school, AcademicYear year, Dictionary<Upn, OnRoll> rolls,
        CancellationToken cancellationToken)
    {
        var read = await attendance.ReadMarksAsync(school, year, rolls.Keys, cancellationToken);
        held.Hold(read.Unreadable);
        foreach (var (upn, marks) in read)
        {
            histories[upn] = histories.GetValueOrDefault(upn, MarkHistory.None).And(marks, rolls[upn]);
        }
    }
}
