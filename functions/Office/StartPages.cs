using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Functions.Office.Pages;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Functions.Office;

/// <summary>The first page: whether last night was good at each of the person's schools.</summary>
public sealed class StartPages(SchoolNightTable nights, TimeProvider time)
{
    /// <summary>Shows the page.</summary>
    public async Task<IResult> ShowAsync(Visit visit, CancellationToken cancellationToken)
    {
        var before = London.DateAt(time.GetUtcNow()).AddDays(-1);
        var schools = visit.Trust.Schools.Where(school => visit.Person.IsAt(school.Id))
            .Select(school => (School: school, Night: LastNight(school, before))).ToList();
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
                schools.Select(row => new SchoolOfPerson(row.School, row.Night, done.GetValueOrDefault((row.Night, row.School.Id)))).ToList()));
    }

    private static DateOnly? LastNight(School school, DateOnly before) =>
        school.Calendar.SchoolDaysBackFrom(before).Select(day => (DateOnly?)day).FirstOrDefault();
}
