using AttendanceFunctions.Functions.Office.Pages;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Functions.Office;

/// <summary>Who opened which page of a school, for its safeguarding lead.</summary>
public sealed class LookPages(AccessLog access, PupilTable pupils)
{
    /// <summary>The most rows that are shown: a day's looks at a large school.</summary>
    private const int Most = 500;

    public static SchoolPage WhoLooked { get; } = new("Who looked", StaffRight.SeeAccess);

    /// <summary>Shows the page. To look at it is on record as well.</summary>
    public async Task<IResult> ShowAsync(SchoolVisit visit, CancellationToken cancellationToken)
    {
        await access.WriteAsync(visit.Person, visit.School.Id, WhoLooked.Name, AccessOutcome.Seen, upn: null, cancellationToken);
        var looks = await access.ReadAsync(visit.School.Id, Most, cancellationToken);
        var seen = looks.Select(look => look.Upn).OfType<Upn>().ToHashSet();
        var entries = await pupils.ReadEntriesAsync(visit.School.Id, seen, cancellationToken);
        string NameOf(Upn? upn) => upn is not { } known ? ""
            : entries.TryGetValue(known, out var entry) ? $"{entry.Pupil.Forename} {entry.Pupil.Surname}" : "no longer on the roster";
        return await OfficeAnswer.RenderAsync<LooksPage>(
            StatusCodes.Status200OK,
            (nameof(LooksPage.Person), visit.Person),
            (nameof(LooksPage.School), visit.School),
            (nameof(LooksPage.Most), Most),
            (nameof(LooksPage.Looks), looks.Select(look => (look, NameOf(look.Upn))).ToList()));
    }
}
