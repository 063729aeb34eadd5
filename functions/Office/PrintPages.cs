using AttendanceFunctions.Functions.Office.Pages;
using AttendanceFunctions.Functions.Summaries;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Functions.Office;

/// <summary>What a school prints or copies: class sheets, the classes of the week, lines for newsletter, governors and reports.</summary>
public sealed class PrintPages(PrintFolder prints, AccessLog access, TimeProvider time)
{
    public static SchoolPage Prints { get; } = new("To print", StaffRight.SeeChildren);

    public static SchoolPage Download { get; } = new("A print that was opened", StaffRight.SeeChildren);

    /// <summary>Lists the prints of the last weeks, half terms and terms.</summary>
    public async Task<IResult> ShowAsync(SchoolVisit visit, CancellationToken cancellationToken)
    {
        var school = visit.School;
        await access.WriteAsync(visit.Person, school.Id, Prints.Name, AccessOutcome.Seen, upn: null, cancellationToken);
        var today = London.DateAt(time.GetUtcNow());
        return await OfficeAnswer.RenderAsync<PrintsPage>(
            StatusCodes.Status200OK,
            (nameof(PrintsPage.Person), visit.Person),
            (nameof(PrintsPage.School), school),
            (nameof(PrintsPage.Prints), await prints.ReadAsync(visit.Trust, school.Id, today, cancellationToken)));
    }

    /// <summary>Hands out a print, after it is on record which one.</summary>
    public async Task<IResult> DownloadAsync(SchoolVisit visit, CancellationToken cancellationToken)
    {
        var (school, values) = (visit.School.Id, visit.Request.RouteValues);
        if (Dates.Read(values[OfficePaths.NightValue]?.ToString() ?? "") is { } night
            && await prints.DownloadAsync(school, night, values[OfficePaths.FileValue]?.ToString() ?? "", cancellationToken)
                is var (print, content, type))
        {
            await access.WriteAsync(
                visit.Person, school, $"{Download.Name}: {print.Name} of {TableKeys.Of(night)}", AccessOutcome.Seen, upn: null,
                cancellationToken);
            var (name, ending) = (Path.GetFileNameWithoutExtension(print.Name), Path.GetExtension(print.Name));
            return new OfficeFile($"{name} {TableKeys.Of(night)}{ending}", type, content);
        }

        await access.WriteAsync(visit.Person, school, Download.Name, AccessOutcome.Refused, upn: null, cancellationToken);
        return await OfficeAnswer.NotFoundAsync(
            visit.Person, "There is no such print here",
            "A later run of the night may have replaced it, or its time is over. Open the list again.");
    }
}
