using System.Globalization;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Storage;

namespace AttendanceFunctions.Tests.Functions.Support;

/// <summary>Cases as they stand in storage, and what an attendance officer does with their worklist.</summary>
public static class Casework
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<Case> CaseAsync(this TestTrust trust, string upn, int year = 2025) => trust.CaseAsync(TestTrust.School, upn, year);

    public static async Task<Case> CaseAsync(this TestTrust trust, SchoolId school, string upn, int year = 2025) =>
        (await trust.Get<CaseTable>().FindAsync(school, new AcademicYear(year), Upn.Parse(upn), Token))?.Value
            ?? new Case(Upn.Parse(upn), "");

    public static Task<IReadOnlyList<CaseEvent>> HistoryAsync(this TestTrust trust, string upn) =>
        trust.HistoryAsync(TestTrust.School, upn);

    public static Task<IReadOnlyList<CaseEvent>> HistoryAsync(this TestTrust trust, SchoolId school, string upn) =>
        trust.Get<CaseEventTable>().ReadAsync(school, Upn.Parse(upn), Token);

    /// <summary>Decides about a row of a night's worklist as a signed-in person does.</summary>
    public static async Task DecideAsync(
        this TestTrust trust, string night, string key, string decision, string by = "J. Hill", string note = "", string? happened = null)
    {
        var row = (await trust.WorklistAsync(night)).Single(row => row["Key"] == key);
        Assert.Null(await trust.DecideAsync(new(row["UPN"], row["Kind"], key, decision, Someone.SignedIn(by), note)
        {
            Happened = happened is null ? null : Date(happened),
        }));
    }

    /// <summary>Decides as a signed-in person does, now.</summary>
    /// <returns>Why it is refused; null if it was recorded.</returns>
    public static async Task<string?> DecideAsync(this TestTrust trust, WorklistDecision decision)
    {
        var now = trust.Clock.GetUtcNow();
        var roster = await trust.Get<PupilTable>().ReadAsync(TestTrust.School, Token);
        string? refusal = null;
        await trust.InScopeAsync<DecisionRecorder>(async recorder => refusal = await recorder.RecordAsync(
            (await trust.SettingsAsync()).Schools[0], London.DateAt(now), now, roster.Values, decision, Token));
        return refusal;
    }

    /// <summary>Fills in the worklist of a night and puts it into the school's folder.</summary>
    public static async Task DecideInFileAsync(
        this TestTrust trust, string night, string key, string decision, string by = "J. Hill", string note = "",
        string file = "decided.csv")
    {
        var worklist = await trust.GetAsync(Containers.Worklists, $"{TestTrust.School}/{night}.csv");
        await trust.PutAsync(
            Containers.Decisions,
            $"{TestTrust.School}/{file}",
            Sheet.Fill(worklist, key, ("Decision", decision), ("By", by), ("Note", note)));
    }

    /// <summary>School days from one to another, Monday to Friday.</summary>
    public static IEnumerable<string> Weekdays(string from, string to)
    {
        for (var day = Date(from); day <= Date(to); day = day.AddDays(1))
        {
            if (!SchoolCalendar.IsWeekend(day))
            {
                yield return Sample.Date(day);
            }
        }
    }

    public static DateOnly Date(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
