using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Functions.Office.Pages;
using AttendanceFunctions.Functions.Summaries;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Functions.Office;

/// <summary>The first page: whether last night was good at each of the person's schools.</summary>
public sealed class StartPages(SchoolNightTable nights, TimeProvider time)
{
    /// <summary>Shows the page.</summary>
    public async Task<IResult> ShowAsync(Visit visit, CancellationToken cancellationToken)
    {
        var today = London.DateAt(time.GetUtcNow());
        var schools = visit.Trust.Schools.Where(school => visit.Person.IsAt(school.Id))
            .Select(school => (School: school, Night: LastNights.Before(school, today))).ToList();
        // The schools of a trust nearly always share their last school day: one read.
        var done = new Dictionary<(DateOnly?, SchoolId), SchoolNight>();
        foreach (var night in schools.Select(school => school.Night).OfType<DateOnly>().Distinct())
        {
            foreach (var row in await nights.ReadAsync(night, cancellationToken))
            {
                done[(night, row.School)] = row;
            }
        }

        return await OfficeAnswer.RenderAsync<StartPage>(
            StatusCodes.Status200OK,
            (nameof(StartPage.Trust), visit.Trust.Name),
            (nameof(StartPage.Person), visit.Person),
            (nameof(StartPage.Schools),
                schools.Select(row => new SchoolOfPerson(row.School, row.Night, done.GetValueOrDefault((row.Night, row.School.Id))))
                    .ToList()));
    }
}
