using System.Text;

namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>Writes the list of the people who may open the office: somebody of each role, and two more at a second school.</summary>
internal static class StaffList
{
    internal static SampleFile Write(IReadOnlyList<SampleSchool> schools)
    {
        var (first, second) = (schools[0].Id, schools[Math.Min(1, schools.Count - 1)].Id);
        string[] rows =
        [
            "SignInName,Name,Role,Schools",
            $"office@riverside.example,Meera Joshi,office,{first}",
            $"lead@riverside.example,Owen Carter,attendance lead,{first}",
            $"head@riverside.example,Ruth Adeyemi,head,{first}",
            $"safeguarding@riverside.example,Tom Lindqvist,safeguarding lead,{first}",
            $"office.academy@riverside.example,Priya Nair,office,{second}",
            $"lead.academy@riverside.example,Daniel Okoro,attendance lead,{second}",
            "trust@riverside.example,Helen Marsh,trust lead,all",
            "systems@riverside.example,Sam Whitfield,operator,all",
        ];
        return new("settings/staff.csv", Encoding.UTF8.GetBytes(string.Join('\n', rows) + "\n"));
    }
}
