using AttendanceFunctions.Functions.Letters;
using AttendanceFunctions.Functions.Office.Pages;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Functions.Office;

/// <summary>The letters about one child: those that the case called for, those that every family got, and those made by hand.</summary>
public sealed class ChildLetterPages(
    ChildPages children, ChildKeys keys, PupilTable pupils, CaseEventTable events, LetterFolder letters, AccessLog access)
{
    /// <summary>The most nights whose letters are looked through: those of half terms, and the steps of a long case.</summary>
    private const int MostNights = 60;

    /// <summary>Calendar days in which a night that was missed is caught up at the latest: over a half-term holiday.</summary>
    private const int DaysToCatchUp = 14;

    public static SchoolPage OfChild { get; } = new("Letters about a child", StaffRight.SeeChildren);

    /// <summary>Lists the letters about the child whom the route's key names, the newest first.</summary>
    public async Task<IResult> ShowAsync(SchoolVisit visit, CancellationToken cancellationToken)
    {
        var school = visit.School;
        if (await keys.FindAsync(school.Id, visit.ChildKey, cancellationToken) is not { } upn
            || await pupils.FindAsync(school.Id, upn, cancellationToken) is not { } pupil)
        {
            return await children.ShowAsync(visit, cancellationToken);
        }

        await access.WriteAsync(visit.Person, school.Id, OfChild.Name, AccessOutcome.Seen, upn, cancellationToken);
        return await OfficeAnswer.RenderAsync<ChildLettersPage>(
            StatusCodes.Status200OK,
            (nameof(ChildLettersPage.Person), visit.Person),
            (nameof(ChildLettersPage.School), school),
            (nameof(ChildLettersPage.Pupil), pupil),
            (nameof(ChildLettersPage.Key), (await keys.OfAsync(school.Id, cancellationToken))(upn)),
            (nameof(ChildLettersPage.Letters), await ReadAsync(school, upn, cancellationToken)));
    }

    private async Task<IReadOnlyList<ChildLetter>> ReadAsync(School school, Upn upn, CancellationToken cancellationToken)
    {
        // A letter is in the folder of the night that wrote it: the day of its event, or a later one if that night had to catch up. A
        // letter made by hand is in the folder of its day.
        var history = await events.ReadAsync(school.Id, upn, cancellationToken);
        var called = history.Where(happened => happened.Letters.Count > 0).Select(happened => happened.On).ToList();
        var byDay = history.Where(happened => happened.Kind == CaseEventKind.LetterMade).Select(happened => happened.On).ToHashSet();
        var nights = (await letters.ReadNightsAsync(school.Id, cancellationToken))
            .Where(night => school.Calendar.IsLastOfHalfTerm(night) || byDay.Contains(night)
                || called.Exists(day => day <= night && night < day.AddDays(DaysToCatchUp)))
            .Take(MostNights);
        var found = new List<ChildLetter>();
        foreach (var night in nights)
        {
            IReadOnlyList<PrintedCopy> made =
                byDay.Contains(night) ? await letters.ReadByHandAsync(school.Id, night, cancellationToken) : [];
            var about = made.Concat(await letters.ReadAsync(school.Id, night, cancellationToken)).Where(copy => copy.Upn == upn)
                .DistinctBy(copy => copy.File).ToList();
            if (about.Count > 0)
            {
                var keyOf = await letters.KeysOfAsync(school.Id, night, cancellationToken);
                found.AddRange(about.Select(copy => new ChildLetter(
                    night, copy.Kind, copy.HasAddress, IsMadeByDay: made.Contains(copy), keyOf(copy.File))));
            }
        }

        return found;
    }
}
