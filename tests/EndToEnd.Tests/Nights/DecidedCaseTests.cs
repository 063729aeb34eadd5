using AttendanceFunctions.Tests.EndToEnd.Support;
using CsvHelper;

namespace AttendanceFunctions.Tests.EndToEnd.Nights;

/// <summary>
/// The next night carries out what a worklist may decide that was filled in and copied to the data folder, and returns the rest.
/// </summary>
public sealed class DecidedCaseTests
{
    private const string Friday = "2025-09-26";
    private const string Monday = "2025-09-29";
    private const string Worklist = $"worklists/141234/{Friday}.csv";

    [Fact]
    public async Task A_file_ticks_off_a_duty_and_its_row_about_a_formal_step_comes_back()
    {
        using var data = new TempFolder();
        using var first = new TempFolder();
        using var both = new TempFolder();
        Prepare(data);

        (await HostCommand.RunAsync("night", "--data", data.Path, "--date", Friday, "--out", first.Path)).Succeeded();
        var proposal = Assert.Single(Rows(first.Read(Worklist)), row => row.Allowed == "signed in only: confirm or decline");
        var meeting = Assert.Single(
            Rows(first.Read(Worklist)), row => row.Allowed == "done" && row.What.StartsWith("Meet the parents", StringComparison.Ordinal));
        Assert.Equal("A1", proposal.Upn);

        data.Write(
            $"decisions/141234/{Friday}.csv",
            "School,UPN,Kind,Key,Decision,By,Note\r\n"
            + $"141234,A1,case,{proposal.Key},confirm,J. Hill,\r\n141234,A1,case,{meeting.Key},done,J. Hill,Both parents came\r\n");
        (await HostCommand.RunAsync("night", "--data", data.Path, "--from", Friday, "--date", Monday, "--out", both.Path)).Succeeded();

        var back = both.Read(Path.Combine(
            "rejected", Assert.Single(both.FilesIn("rejected"), file => file.Contains("decisions-", StringComparison.Ordinal))));
        Assert.Contains(
            "2,Only a signed-in person may decide this", back.Replace("\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("Both parents came", back, StringComparison.Ordinal);
        var after = Rows(both.Read($"worklists/141234/{Monday}.csv"));
        Assert.Contains(after, row => row.Key == proposal.Key);
        Assert.DoesNotContain(after, row => row.Key == meeting.Key);
        Assert.DoesNotContain(
            "Both parents came",
            string.Concat(
                both.FilesIn("worklists")
                    .Where(file => file.EndsWith(".csv", StringComparison.Ordinal))
                    .Select(file => both.Read(Path.Combine("worklists", file)))),
            StringComparison.Ordinal);
    }

    private static void Prepare(TempFolder data)
    {
        data.Write("settings/trust.json", """
            {
              "name": "Riverside Academies Trust", "policy": "odbst", "mode": "review", "sending": { "from": "08:00", "to": "08:30" },
              "lead": { "name": "Lead", "email": "lead@example.org" },
              "terms": [ { "from": "2025-09-01", "to": "2025-10-24" }, { "from": "2025-11-03", "to": "2025-12-19" } ],
              "schools": [
                { "id": "141234", "name": "Riverside Primary School", "phase": "primary",
                  "localAuthority": "Oxfordshire", "phone": "01632 960001" }
              ]
            }
            """);
        var upns = Enumerable.Range(1, 6).Select(number => $"A{number}").ToList();
        data.Write(
            "rosters/141234.csv",
            string.Join("\n", upns.Select(upn => $"{upn},Zoe,Sample,4,4A").Prepend("UPN,Forename,Surname,YearGroup,Class")) + "\n");
        data.Write(
            "registers/141234/so-far.csv",
            string.Join("\n", upns.Select(upn => $"{upn},2025-09-01,{Marks(upn == "A1" ? 8 : 0, 40)}").Prepend("UPN,StartDate,Marks"))
                + "\n");
        data.Write(
            $"registers/141234/{Monday}.csv",
            string.Join(
                "\n",
                upns.SelectMany(upn => new[] { $"{upn},{Monday},AM,/", $"{upn},{Monday},PM,\\" }).Prepend("UPN,Date,Session,Code")) + "\n");
    }

    private static string Marks(int absent, int sessions) =>
        string.Concat(Enumerable.Range(0, sessions).Select(slot => slot < absent ? 'O' : slot % 2 == 0 ? '/' : '\\'));

    private static List<(string Kind, string Upn, string Key, string Allowed, string What)> Rows(string worklist)
    {
        using var reader = CsvReader.FromText(worklist.TrimStart('\uFEFF'), new());
        var rows = new List<(string, string, string, string, string)>();
        while (reader.Read())
        {
            rows.Add(
                (reader.GetString("Kind"), reader.GetString("UPN"), reader.GetString("Key"), reader.GetString(
                    "Allowed"), reader.GetString("What")));
        }

        return rows;
    }
}
