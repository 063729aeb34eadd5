using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Worklists;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Worklists;

/// <summary>A worklist in LibreOffice: opened and printed.</summary>
public sealed class OfficeTests
{
    [Fact]
    public async Task It_prints_with_its_header_on_every_page_and_without_keys()
    {
        using var office = Office.Open();
        var rows = WorklistLine.OfNight(
            Enumerable.Range(1, 60).Select(number => Waiting($"k-{number}", "confirm", "decline")), new(2026, 3, 20));

        var pages = await office.PagesAsync(
            await office.ConvertAsync(WorklistSheet.Workbook("School & Sons: worklist", rows, []), "xlsx", "pdf"));

        Assert.InRange(pages.Count, 2, 10);
        Assert.All(
            pages,
            page => Assert.Matches(
                "School & Sons: worklist[\\s\\S]*Part +Surname +Forename[\\s\\S]*20/03/2026[\\s\\S]*Worklist +Page \\d of ", page));
        Assert.DoesNotContain(
            pages, page => page.Contains("k-1", StringComparison.Ordinal) || page.Contains("UPN", StringComparison.Ordinal));
    }

    private static WorklistRow Waiting(string key, params string[] allowed) =>
        new(TestTrust.School, WorklistKinds.Case, "Attendance Contract 1 is proposed.")
        {
            Pupil = Sample.WorklistPupil("A1", "Sample") with { Forename = "Zoë", YearGroup = "4" },
            Key = key,
            Allowed = allowed,
            Why = "Attendance is at or below 90%.",
            Actions = ["Meet the parents", "Agree a contract, and write it down"],
            Due = new(2026, 3, 20),
        };
}
