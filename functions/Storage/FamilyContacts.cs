namespace AttendanceFunctions.Functions.Storage;

/// <summary>
/// The cases in which decisions and contacts are recorded by day. Until the first night of the school year has carried a case over, it is
/// in a row of last year; a new row of this year would prevent that night from carrying it over.
/// </summary>
public sealed class FamilyContacts(CaseTable cases)
{
    private const int FirstMonth = 9;

    /// <summary>The case of each pupil, for whom anything has happened in it.</summary>
    public async Task<IReadOnlyDictionary<Upn, Case>> ReadAsync(SchoolId school, DateOnly today, CancellationToken cancellationToken)
    {
        var found = new Dictionary<Upn, Case>();
        // All cases of last year are read in September alone: from then on, a night has carried them over.
        var years = today.Month == FirstMonth ? YearsOn(today) : [AcademicYear.Of(today)];
        foreach (var year in years)
        {
            foreach (var (upn, row) in await cases.ReadAsync(school, year, cancellationToken))
            {
                found.TryAdd(upn, row.Value);
            }
        }

        return found;
    }

    /// <summary>The day of the last contact with a pupil's family; null if there was none.</summary>
    public async Task<DateOnly?> ReadAsync(SchoolId school, DateOnly today, Upn upn, CancellationToken cancellationToken) =>
        (await FindAsync(school, today, upn, cancellationToken))?.Row.Value.ContactOn;

    /// <summary>A pupil's case and its year; null if nothing has happened in it.</summary>
    public Task<(AcademicYear Year, Versioned<Case> Row)?> FindAsync(
        SchoolId school, DateOnly today, Upn upn, CancellationToken cancellationToken) =>
        cases.FindAsync(school, YearsOn(today), upn, cancellationToken);

    private static IReadOnlyList<AcademicYear> YearsOn(DateOnly today) =>
        [AcademicYear.Of(today), new(AcademicYear.Of(today).StartYear - 1)];
}
