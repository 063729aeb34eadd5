using System.Globalization;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Nights;
using AttendanceFunctions.Functions.Storage;

namespace AttendanceFunctions.Tests.Functions.Support;

/// <summary>Rosters and registers of pupils who are nothing but their UPNs, and what a trust has on record of them.</summary>
public static class Registers
{
    /// <summary>Settings that hold no file back for its size, so that a test can state a single mark.</summary>
    public static readonly string AnyCoverage = Sample.Settings(extra: "\"minimumCoverage\": 0,");

    public const string Roster = "141234.csv";

    public static IReadOnlyList<string> Upns(int count) =>
        [.. Enumerable.Range(1, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"P{number:000}"))];

    public static string RosterOf(IEnumerable<string> upns) =>
        string.Join("\n", upns.Select(upn => $"{upn},Zoe,Sample,4,4A").Prepend("UPN,Forename,Surname,YearGroup,Class")) + "\n";

    /// <summary>A whole day's register with one code for every session.</summary>
    public static string Day(IEnumerable<string> upns, string date, string code = "/") =>
        Sample.LongFile([.. upns.SelectMany(upn => new[] { $"{upn},{date},AM,{code}", $"{upn},{date},PM,{code}" })]);

    public static Task PutRosterAsync(this TestTrust trust, IEnumerable<string> upns) =>
        trust.PutAsync(Containers.Rosters, Roster, RosterOf(upns));

    public static Task PutRegisterAsync(this TestTrust trust, string name, string content) =>
        trust.PutAsync(Containers.Registers, $"{TestTrust.School}/{name}", content);

    /// <summary>The two marks of a day as they are on record: "I-" is ill in the morning and no mark in the afternoon.</summary>
    public static async Task<string> MarksAsync(this TestTrust trust, string upn, string date)
    {
        var day = DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var record = await trust.Get<AttendanceTable>()
            .FindAsync(TestTrust.School, AcademicYear.Of(day), Upn.Parse(upn), TestContext.Current.CancellationToken);
        return record is null ? "" : $"{record.Marks.At(new(day, HalfDay.AM))}{record.Marks.At(new(day, HalfDay.PM))}";
    }

    /// <summary>What is sent back for a file; empty where nothing is.</summary>
    public static async Task<string> RejectedAsync(this TestTrust trust, string name)
    {
        var blob = trust.TrustStorage.Container(Containers.Rejected).GetBlobClient($"{TestTrust.School}/{name}");
        return await blob.ExistsAsync(TestContext.Current.CancellationToken)
            ? await trust.GetAsync(Containers.Rejected, $"{TestTrust.School}/{name}")
            : "";
    }

    /// <summary>The school's row of a night.</summary>
    public static async Task<SchoolNight> SchoolNightAsync(this TestTrust trust, string night) =>
        (await trust.Get<SchoolNightTable>()
            .ReadAsync(DateOnly.ParseExact(night, "yyyy-MM-dd", CultureInfo.InvariantCulture), TestContext.Current.CancellationToken))
            .Single(row => row.School == TestTrust.School);

    /// <summary>Works out the school's night as its message asks, whether or not it is due.</summary>
    public static Task RunAsync(this TestTrust trust, string night) => trust.InScopeAsync<SchoolNightRun>(run =>
        run.RunAsync(
            new(TestTrust.School, DateOnly.ParseExact(night, "yyyy-MM-dd", CultureInfo.InvariantCulture)),
            TestContext.Current.CancellationToken));

    public static async Task<Trust> SettingsAsync(this TestTrust trust)
    {
        Trust? settings = null;
        await trust.InScopeAsync<TrustSettings>(async reader => settings = await reader.ReadAsync(TestContext.Current.CancellationToken));
        return settings!;
    }
}
