using AttendanceFunctions.Functions.Documents;
using AttendanceFunctions.Functions.Letters;
using AttendanceFunctions.Functions.Office.Pages;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Functions.Office;

/// <summary>A school's letters: the print runs of a night, what is in them, and each letter, also of nights before.</summary>
public sealed class LetterPages(LetterFolder letters, AccessLog access)
{
    public static SchoolPage Letters { get; } = new("Letters", StaffRight.SeeChildren);

    public static SchoolPage Download { get; } = new("A letter that was opened", StaffRight.SeeChildren);

    /// <summary>Shows the letters of the night that the address names, or of the last one with letters.</summary>
    public async Task<IResult> ShowAsync(SchoolVisit visit, CancellationToken cancellationToken)
    {
        var school = visit.School.Id;
        await access.WriteAsync(visit.Person, school, Letters.Name, AccessOutcome.Seen, upn: null, cancellationToken);
        var nights = await letters.ReadNightsAsync(school, cancellationToken);
        var night = NamedNight(visit) ?? nights.Select(found => (DateOnly?)found).FirstOrDefault();
        return await OfficeAnswer.RenderAsync<LettersPage>(
            StatusCodes.Status200OK,
            (nameof(LettersPage.Person), visit.Person),
            (nameof(LettersPage.School), visit.School),
            (nameof(LettersPage.Night), night),
            (nameof(LettersPage.Nights), nights),
            (nameof(LettersPage.ByHand), night is { } day ? await letters.ReadByHandAsync(school, day, cancellationToken) : []),
            (nameof(LettersPage.Copies), night is { } of ? await letters.ReadAsync(school, of, cancellationToken) : []),
            (nameof(LettersPage.KeyOf), night is { } on ? await letters.KeysOfAsync(school, on, cancellationToken) : null));
    }

    /// <summary>Hands out a file, after it is on record whom it is about.</summary>
    public async Task<IResult> DownloadAsync(SchoolVisit visit, CancellationToken cancellationToken)
    {
        var (school, key) = (visit.School.Id, visit.Request.RouteValues[OfficePaths.FileValue]?.ToString() ?? "");
        if (NamedNight(visit) is { } night && await letters.FindAsync(school, night, key, cancellationToken) is var (file, copies)
            && await letters.DownloadAsync(school, night, file, cancellationToken) is { } content)
        {
            var about = copies.Select(copy => copy.Upn).Distinct().ToList();
            await access.WriteAsync(visit.Person, school, Download.Name, about, cancellationToken);
            return new OfficeFile(file, OfficeArchive.WordType, content);
        }

        await access.WriteAsync(visit.Person, school, Download.Name, AccessOutcome.Refused, upn: null, cancellationToken);
        return await OfficeAnswer.NotFoundAsync(
            visit.Person, "There is no such letter here",
            "A later run of the night may have replaced it, or its time is over. Open the letters again.");
    }

    private static DateOnly? NamedNight(SchoolVisit visit) =>
        Dates.Read(visit.Request.RouteValues[OfficePaths.NightValue]?.ToString() ?? "");
}
