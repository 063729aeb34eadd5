using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Storage;

namespace AttendanceFunctions.Functions.Nights;

/// <summary>A case that goes on from last year or from another school of the trust.</summary>
/// <param name="Case">The case as it begins here.</param>
/// <param name="LastNight">The night after which school days are caught up with; null if none are.</param>
public sealed record CarriedCase(Case Case, DateOnly? LastNight);

/// <summary>
/// Finds the cases of pupils whom a school sees for the first time in a school year: its own of last year, or another school's
/// of the trust. On other nights there is nobody to look for and nothing is read.
/// </summary>
public sealed class CarriedCases(CaseTable cases, CaseEventTable events, AttendanceTable attendance)
{
    /// <param name="trust">The trust.</param>
    /// <param name="school">The school.</param>
    /// <param name="newcomers">What the night knows of each such pupil.</param>
    /// <param name="cancellationToken">Stops it.</param>
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
                    await events.WriteAsync(school.Id, stored.Upn, await events.ReadAsync(other.Id, stored.Upn, cancellationToken), cancellationToken);
                    var moved = CaseTransfer.FromSchool(night, stored, other.Id, sinceStep);
                    found[stored.Upn] = new(from == year ? moved : CaseTransfer.IntoYear(night, moved, default), LastNight: null);
                }
            }
        }

        return found;
    }

    /// <summary>The cases that a school has of the pupils who are still missing; each is found once.</summary>
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

    private async Task<SessionCount> SinceStepAsync(SchoolId school, AcademicYear year, Case stored, CancellationToken cancellationToken)
    {
        if (stored.Step is not { } step || await attendance.FindAsync(school, year, stored.Upn, cancellationToken) is not { } record)
        {
            return default;
        }

        return SessionCount.Of(record.TallyOf(step.On.AddDays(1), record.Marks.Year.LastDay));
    }
}
