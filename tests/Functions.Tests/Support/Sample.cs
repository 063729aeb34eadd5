using System.Globalization;
using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Worklists;

namespace AttendanceFunctions.Tests.Functions.Support;

/// <summary>Settings, rosters and registers as short as a test can have them.</summary>
public static class Sample
{
    /// <summary>A trust with one school that follows <paramref name="policy"/>; terms of 2025/26.</summary>
    public static string Settings(string policy = "odbst", string mode = "automatic", string extra = "", string schools = "") => $$"""
        {
          "name": "Riverside Academies Trust", "policy": "{{policy}}", "mode": "{{mode}}", {{extra}}
          "lead": { "name": "Lead", "email": "lead@example.org" },
          "terms": [
            { "from": "2025-09-01", "to": "2025-10-24" }, { "from": "2025-11-03", "to": "2025-12-19" },
            { "from": "2026-01-05", "to": "2026-02-13" }, { "from": "2026-02-23", "to": "2026-03-27" },
            { "from": "2026-04-13", "to": "2026-05-22" }, { "from": "2026-06-01", "to": "2026-07-21" }
          ],
          "schools": [ {{School("141234", "Riverside Primary School")}} {{schools}} ]
        }
        """;

    public static string School(string id, string name, string extra = "") => $$"""
        { "id": "{{id}}", "name": "{{name}}", "phase": "primary", "localAuthority": "Oxfordshire", "phone": "01632 960001" {{extra}} }
        """;

    /// <summary>A pupil of a worklist's row of whom nothing else is known.</summary>
    public static WorklistPupil WorklistPupil(string upn, string surname = "") =>
        new(upn, "", surname, "", "", Cell.Empty, Cell.Empty, "", "", Cell.Empty);

    public const string RosterHeader =
        "UPN,Forename,Surname,YearGroup,Class,SocialWorker,Circumstance,NudgesOff,Leaving,"
        + "Contact1Name,Contact1ParentalResponsibility,Contact1Mobile,Contact1Email,"
        + "Contact2Name,Contact2ParentalResponsibility,Contact2Mobile,Contact2Email";

    /// <summary>A roster row with one contact who has a mobile number.</summary>
    public static string Pupil(
        string upn,
        string forename = "Zoe",
        string mobile = "07700 900001",
        string email = "",
        string parent = "Alex Sample",
        string flags = ",,,") =>
        $"{upn},{forename},Sample,4,4A,{flags},{parent},yes,{mobile},{email},,,,";

    public static string Roster(params string[] pupils) => string.Join("\n", pupils.Prepend(RosterHeader)) + "\n";

    /// <summary>A roster row with what says which child it is, and without contacts.</summary>
    public static string Child(
        string upn, string surname = "Sample", string born = "2016-05-04", string admission = "", string leaving = "",
        string status = "") =>
        $"{upn},Zoe,{surname},4,4A,{born},{admission},{leaving},{status}";

    public static string Children(params string[] children) =>
        string.Join("\n", children.Prepend("UPN,Forename,Surname,YearGroup,Class,DateOfBirth,Admission,Leaving,EnrolmentStatus")) + "\n";

    /// <summary>A Marks row: so many presents and absents from a date, absents first.</summary>
    public static string Marks(string upn, string from, int absent, int present, char code = 'I') =>
        $"{upn},{from},{new string(code, absent)}"
        + $"{string.Concat(Enumerable.Range(absent, present).Select(slot => slot % 2 == 0 ? "/" : "\\"))}";

    public static string MarksFile(params string[] rows) => string.Join("\n", rows.Prepend("UPN,StartDate,Marks")) + "\n";

    public static string LongFile(params string[] rows) => string.Join("\n", rows.Prepend("UPN,Date,Session,Code")) + "\n";

    public static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
