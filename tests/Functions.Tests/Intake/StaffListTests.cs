using System.Text;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Intake;

/// <summary>Who may open the office: settings/staff.csv.</summary>
public sealed class StaffListTests
{
    private const string Header = "SignInName,Name,Role,Schools";

    private static readonly SchoolId Riverside = SchoolId.Parse("141234");

    private static readonly SchoolId Academy = SchoolId.Parse("141235");

    [Fact]
    public void A_person_has_a_role_at_the_schools_of_the_row_and_at_no_other()
    {
        var person = Valid("office@trust.example,Jo Hill,Office,141234").Find("OFFICE@trust.example")!;

        Assert.Equal(("office@trust.example", "Jo Hill"), (person.SignInName, person.Name));
        Assert.Equal(StaffRole.Office, person.Posts.Single().Role);
        Assert.True(person.IsAt(Riverside));
        Assert.False(person.IsAt(Academy));
    }

    [Fact]
    public void A_person_with_two_roles_has_two_rows()
    {
        var person = Valid("jo@trust.example,Jo Hill,head,141234", "jo@trust.example,Jo Hill,safeguarding lead,141234 141235")
            .Members.Single();

        Assert.Equal(
            [(StaffRole.Head, true, false), (StaffRole.SafeguardingLead, true, true)],
            person.Posts.Select(post => (post.Role, post.IsAt(Riverside), post.IsAt(Academy))));
    }

    [Fact]
    public void All_stands_for_every_school()
    {
        var staff = Valid("a@trust.example,Ann Lee,trust lead,all", "b@trust.example,Bo Lee,attendance lead,ALL");

        Assert.All(staff.Members, person => Assert.True(person.IsAt(Academy)));
    }

    [Fact]
    public void Somebody_who_is_not_in_the_list_is_not_found() =>
        Assert.Null(Valid("a@trust.example,Ann Lee,office,all").Find("b@trust.example"));

    [Fact]
    public void Without_the_file_nobody_may_open_the_office() =>
        Assert.Equal(Staff.Nobody, Assert.IsType<Checked<Staff>.Valid>(Read(staff: null).Value.Staff).Value);

    [Theory]
    [InlineData("office,Jo Hill,office,141234", "SignInName is not the name of an account")]
    [InlineData("a@trust.example,,office,141234", "Name must be a person's name")]
    [InlineData("a@trust.example,Jo Hill,clerk,141234", "Role \"clerk\" is none of office, attendance lead, head, safeguarding lead")]
    [InlineData("a@trust.example,Jo Hill,office,", "Schools is empty")]
    [InlineData("a@trust.example,Jo Hill,office,141234 999999", "Schools has \"999999\"")]
    [InlineData("a@trust.example,Jo Hill,operator,141234", "Schools must be \"all\": the role operator is for the whole trust")]
    [InlineData("a@trust.example,Jo Hill,office", "The row has 3 cells and the header 4 columns")]
    public void A_fault_is_named_with_its_line_and_without_the_person(string row, string sentence)
    {
        var faults = Faults("b@trust.example,Bo Lee,office,all", row);

        Assert.Equal("line 3", faults.Single().Path);
        Assert.Contains(sentence, faults.Single().Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("Jo Hill", faults.Single().Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("a@trust.example", faults.Single().Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_of_the_list_is_named() => Assert.Equal(
        ["line 2", "line 3", "line 4", "line 4"],
        Faults("office,Jo Hill,office,all", "a@trust.example,Jo Hill,clerk,all", "b@trust.example,,office,").SelectMany(fault =>
            Enumerable.Repeat(fault.Path, fault.Sentence.Contains("Name must", StringComparison.Ordinal) ? 2 : 1)));

    [Fact]
    public void The_same_role_twice_and_two_names_for_one_account_are_faults() => Assert.Equal(
        ["line 3", "line 3"],
        Faults("a@trust.example,Jo Hill,office,141234", "A@trust.example,J. Hill,office,141235").Select(fault => fault.Path));

    [Fact]
    public void A_list_without_a_column_is_rejected_whole() => Assert.Contains(
        "has no column Schools",
        ((Checked<Staff>.Invalid)StaffReader.Read("SignInName,Name,Role\n"u8.ToArray(), Trust)).Reason, StringComparison.Ordinal);

    [Fact]
    public void A_list_with_faults_stops_no_night_and_its_faults_are_remarks()
    {
        var settings = Read("a@trust.example,Jo Hill,clerk,all");

        Assert.IsType<Checked<Staff>.Invalid>(settings.Value.Staff);
        Assert.Contains(settings.Remarks, remark => remark.Path == "settings/staff.csv line 2");
    }

    private static Trust Trust => Read(staff: null).Value.Trust;

    private static Staff Valid(params string[] rows) => Assert.IsType<Checked<Staff>.Valid>(StaffReader.Read(Content(rows), Trust)).Value;

    private static IReadOnlyList<Fault> Faults(params string[] rows) =>
        Assert.IsType<Checked<Staff>.Invalid>(StaffReader.Read(Content(rows), Trust)).Faults;

    private static byte[] Content(params string[] rows) => Encoding.UTF8.GetBytes(string.Join('\n', rows.Prepend(Header)) + "\n");

    private static Checked<Settings>.Valid Read(string? staff)
    {
        var trust = Sample.Settings(schools: ", " + Sample.School("141235", "Millstream Academy"));
        var files = new List<SettingsFile> { new(SettingsReader.TrustFile, "1", Encoding.UTF8.GetBytes(trust)) };
        if (staff is not null)
        {
            files.Add(new(StaffReader.File, "1", Content(staff)));
        }

        return Assert.IsType<Checked<Settings>.Valid>(SettingsReader.Read(files));
    }
}
