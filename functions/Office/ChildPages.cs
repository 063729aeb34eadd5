using AttendanceFunctions.Functions.Messages.Contacts;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Nights;
using AttendanceFunctions.Functions.Office.Pages;
using AttendanceFunctions.Functions.Worklists;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Functions.Office;

/// <summary>A child's page: what is known and open at one school, and nothing of another school.</summary>
public sealed class ChildPages(
    ChildKeys keys, PupilTable pupils, AttendanceTable attendance, CaseTable cases, CaseEventTable events, NudgeLedger ledger,
    UnusableAddressTable contacts, OpenRowTable open, SiblingSchools siblings, AccessLog access, TimeProvider time)
{
    public static SchoolPage Child { get; } = new("A child's page", StaffRight.SeeChildren);

    /// <summary>Shows the page of the child whom the route's key names.</summary>
    public Task<IResult> ShowAsync(SchoolVisit visit, CancellationToken cancellationToken) =>
        ShowAsync(visit, refused: null, cancellationToken);

    /// <summary>Shows the page with the reason why a decision changed nothing.</summary>
    public async Task<IResult> ShowAsync(SchoolVisit visit, Refused? refused, CancellationToken cancellationToken)
    {
        var key = visit.ChildKey;
        if (await keys.FindAsync(visit.School.Id, key, cancellationToken) is not { } upn
            || await pupils.FindEntryAsync(visit.School.Id, upn, cancellationToken) is not { MissingSince: null } entry)
        {
            await access.WriteAsync(visit.Person, visit.School.Id, Child.Name, AccessOutcome.Refused, upn: null, cancellationToken);
            return await OfficeAnswer.NotFoundAsync(
                visit.Person, "There is no such child here", "The roster has no child with this address any more. Open the list again.");
        }

        await access.WriteAsync(visit.Person, visit.School.Id, Child.Name, AccessOutcome.Seen, upn, cancellationToken);
        return await OfficeAnswer.RenderAsync<ChildPage>(
            refused is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict,
            (nameof(ChildPage.Person), visit.Person),
            (nameof(ChildPage.Refused), refused),
            (nameof(ChildPage.IsDone), refused is null && visit.Request.Query.ContainsKey(OfficePaths.DoneQuery)),
            (nameof(ChildPage.View), await ReadAsync(visit, entry, cancellationToken)));
    }

    private async Task<ChildView> ReadAsync(SchoolVisit visit, RosterEntry entry, CancellationToken cancellationToken)
    {
        var (trust, school, pupil) = (visit.Trust, visit.School, entry.Known);
        var (today, upn) = (London.DateAt(time.GetUtcNow()), pupil.Upn);
        var year = AcademicYear.Of(today);
        var record = attendance.FindAsync(school.Id, year, upn, cancellationToken);
        var current = cases.FindAsync(school.Id, year, upn, cancellationToken);
        var history = events.ReadAsync(school.Id, upn, cancellationToken);
        var messages = ledger.ReadAsync(school.Id, year, upn, cancellationToken);
        var unusable = contacts.ReadAsync(school.Id, cancellationToken);
        var rows = open.FindAsync(school.Id, upn, cancellationToken);
        var keyOf = await keys.OfAsync(school.Id, cancellationToken);
        var (marks, ofChild) = (await record, (await current)?.Value);
        var isPersistent = pupil.OnRoll.Contains(today) && marks is not null && school.Policy.StatusOf(
            marks.Tally, trust.MinimumPossibleSessions) is AttendanceStatus.Measured { IsPersistentAbsence: true };
        var family = await siblings.FindAsync(trust, school, pupil, isPersistent, cancellationToken);
        var day = new CaseNight(school, trust.MinimumPossibleSessions, pupil, marks?.Marks ?? YearOfMarks.Empty(year), today);
        return new(
            school, today, pupil, marks, ofChild, OpenBlock.Of(await rows, today, keyOf),
            [.. (await history).Reverse()], await messages, await unusable, keyOf(upn))
        {
            OnFile = entry.OnFile,
            CircumstanceOfRoster = entry.Pupil.Circumstance,
            Siblings = family,
            Letters = marks is { Night: not null }
                ? LettersByHand.Of(
                    day, ofChild ?? new(upn, school.Policy.Id), visit.Person.May(StaffRight.DecideFormally, school.Id))
                : [],
            KeyOf = keyOf,
        };
    }
}
