using AttendanceFunctions.Functions.Office.Pages;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Functions.Office;

/// <summary>A school's children by the stage at which their attendance lies, for the people of the school.</summary>
public sealed class StagePages(
    PupilTable pupils, AttendanceTable attendance, CaseTable cases, ChildKeys keys, AccessLog access, TimeProvider time)
{
    public static SchoolPage Children { get; } = new("Children by stage", StaffRight.SeeChildren);

    /// <summary>Shows the children of the stages and the year group that the address names.</summary>
    public async Task<IResult> ShowAsync(SchoolVisit visit, CancellationToken cancellationToken)
    {
        var (school, year) = (visit.School, AcademicYear.Of(London.DateAt(time.GetUtcNow())));
        await access.WriteAsync(visit.Person, school.Id, Children.Name, AccessOutcome.Seen, upn: null, cancellationToken);
        var roster = pupils.ReadEntriesAsync(school.Id, cancellationToken);
        var figures = attendance.ReadFiguresAsync(school.Id, year, cancellationToken);
        var stages = cases.ReadStagesAsync(school.Id, year, cancellationToken);
        var keyOf = await keys.OfAsync(school.Id, cancellationToken);
        return await OfficeAnswer.RenderAsync<StagePage>(
            StatusCodes.Status200OK,
            (nameof(StagePage.Person), visit.Person),
            (nameof(StagePage.Filter), StageFilter.Of(visit.Request)),
            (nameof(StagePage.View), StageView.Of(school, await roster, await figures, await stages, keyOf)));
    }
}
