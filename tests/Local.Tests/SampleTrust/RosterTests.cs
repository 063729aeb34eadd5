using System.Text.RegularExpressions;
using AttendanceFunctions.Local.SampleTrust;

namespace AttendanceFunctions.Tests.Local.SampleTrust;

public sealed partial class RosterTests(RosterTests.Sample sample) : IClassFixture<RosterTests.Sample>
{
    private readonly InventedTrust _trust = sample.Trust;

    /// <summary>A trust of the demo's size in March, generated once.</summary>
    public sealed class Sample
    {
        internal InventedTrust Trust { get; } = InventedTrust.From(new(5, 12, 4000, new DateOnly(2027, 3, 10)));
    }

    private IEnumerable<SamplePupil> Pupils => _trust.Pupils.Select(pupil => pupil.Pupil);

    [Fact]
    public void UPNs_are_valid_and_unique()
    {
        Assert.All(Pupils, pupil =>
        {
            Assert.Matches("^[A-HJ-NP-RT-Z][0-9]{12}$", pupil.Upn);
            var sum = 0;
            for (var position = 2; position <= 13; position++)
            {
                sum += position * (pupil.Upn[position - 1] - '0');
            }

            Assert.Equal("ABCDEFGHJKLMNPQRTUVWXYZ"[sum % 23], pupil.Upn[0]);
        });
        Assert.Equal(_trust.Pupils.Count, Pupils.Select(pupil => pupil.Upn).Distinct().Count());
    }

    [Fact]
    public void No_phone_number_or_address_can_reach_a_real_person()
    {
        Assert.All(Contacts().Where(contact => contact.Mobile.Length > 0), contact =>
            Assert.Matches("^(07700900[0-9]{3}|01632960[0-9]{3})$", Digits(contact.Mobile)));
        Assert.All(Contacts().Where(contact => contact.Email.Length > 0), contact =>
            Assert.Matches("^[a-z]+\\.[a-z]+[0-9]+@example\\.org$", contact.Email));
        Assert.All(_trust.Schools, school => Assert.Matches("^01632 960[0-9]{3}$", school.Phone));
    }

    [Fact]
    public void Brothers_and_sisters_share_their_contacts_even_across_schools()
    {
        var families = Pupils.GroupBy(pupil => pupil.Family).ToList();
        Assert.All(families, family => Assert.Single(family.Select(pupil => pupil.Contacts).Distinct()));
        Assert.InRange(families.Count(family => family.Count() > 1), 500, 1500);
        Assert.InRange(families.Count(family => family.Select(pupil => pupil.School.Id).Distinct().Count() > 1), 150, 800);
        Assert.All(families, family => Assert.Equal(family.Count(), family.Select(pupil => pupil.Upn).Distinct().Count()));
    }

    [Fact]
    public void Every_kind_of_family_occurs()
    {
        var families = Pupils.Select(pupil => pupil.Contacts).ToList();
        Assert.Contains(families, contacts => contacts.Count == 0);
        Assert.Contains(families, contacts => contacts.Count == 3);
        Assert.Contains(families, contacts => contacts.Count > 0 && contacts.All(contact => !contact.ParentalResponsibility));
        Assert.Contains(families, contacts => contacts is [{ ParentalResponsibility: true, Mobile: ['0', '1', ..], Email: "" }]);
        Assert.Contains(families, contacts => contacts is [{ Mobile: "", Email.Length: > 0 }]);
        var parents = families.Select(contacts => contacts.Where(contact => contact.ParentalResponsibility).ToList())
            .Where(contacts => contacts.Count == 2).ToList();
        Assert.Contains(parents, pair => pair[0].Email.Length > 0 && pair[0].Email == pair[1].Email);
        Assert.Contains(parents, pair => pair[0].Email.Length > 0 && pair[0].Email != pair[1].Email);
        Assert.Contains(Pupils, pupil => pupil is { LookedAfter: true, SocialWorker: true });
    }

    [Fact]
    public void Rosters_have_all_columns_in_each_schools_style()
    {
        string[] pupilColumns =
        [
            "UPN", "Forename", "PreferredName", "Surname", "YearGroup", "Class", "DateOfBirth", "Sex", "LastSchool", "SEN",
            "PupilPremium", "FSM", "LookedAfter", "SocialWorker", "Admission", "Leaving", "LeavingReason", "Destination", "Address",
            "Circumstance", "NudgesOff",
        ];
        string[] contactColumns = ["Name", "Relationship", "ParentalResponsibility", "Mobile", "Email", "Address"];
        string[] names = ["Zoë", "José", "Siân", "D'Arcy", "Anne-Marie", "O'Brien", "Smith-Jones"];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (file, school) in _trust.Rosters().Zip(_trust.Schools))
        {
            Assert.Equal($"rosters/{school.Id}.csv", file.Path);
            var rows = RegisterReader.Rows(school.Exports, file.Content);
            var header = rows[0].Select(cell => cell.Replace(" ", "", StringComparison.Ordinal)).ToList();
            Assert.Equal(pupilColumns, header[..21]);
            Assert.Equal([.. contactColumns.Select(column => "Contact1" + column), "Contact2Name"], header[21..28]);
            Assert.All(rows, row => Assert.Equal(39, row.Length));
            seen.UnionWith(rows.SelectMany(row => row));
        }

        Assert.All(names, name => Assert.Contains(name, seen));
        Assert.All(["bereavement", "long-term medical", "part-time timetable"], circumstance => Assert.Contains(circumstance, seen));
    }

    [Fact]
    public void Everybody_lives_somewhere_that_does_not_exist_and_separated_parents_live_apart()
    {
        Assert.All(Pupils, pupil =>
        {
            Assert.Matches(@"^\d+ [A-Z][A-Za-z ]+, [A-Z][A-Za-z ]+ ZZ\d \d[A-Z]{2}$", pupil.Home);
            Assert.All(pupil.Contacts, contact => Assert.NotEqual("", contact.Address));
        });
        Assert.All(
            Pupils.GroupBy(pupil => pupil.Family), siblings => Assert.Single(siblings.Select(pupil => pupil.Home).Distinct()));
        Assert.Contains(Pupils, pupil => pupil.Contacts.Any(contact => contact.ParentalResponsibility && contact.Address != pupil.Home));
        Assert.Contains(Pupils, pupil => pupil.Contacts.Any(contact => contact.Address == pupil.Home));
        Assert.Contains(Pupils, pupil => pupil.LastSchool == "none");
        Assert.Contains(Pupils, pupil => pupil.LastSchool.Contains("School, ", StringComparison.Ordinal));
        Assert.Equal(["F", "M"], Pupils.Select(pupil => pupil.Sex.ToString()).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Some_pupils_join_or_leave_and_have_no_marks_outside_their_time_on_roll()
    {
        var year = _trust.Year;
        Assert.Contains(Pupils, pupil => pupil.Admission > year.Days[0]);
        Assert.Contains(Pupils, pupil => pupil.Leaving < _trust.Options.LastNight);
        Assert.All(_trust.Pupils, pupil => Assert.All(pupil.Sessions.Select((code, slot) => (code, slot)), session =>
            Assert.True(session.code == Code.None || pupil.Pupil.OnRoll(year.Days[session.slot / 2]))));
    }

    [Fact]
    public void Pupils_have_the_age_of_their_year_group()
    {
        var september = _trust.Year.September;
        Assert.All(Pupils, pupil => Assert.InRange(
            pupil.DateOfBirth, new DateOnly(september - pupil.YearGroup - 5, 9, 1), new DateOnly(september - pupil.YearGroup - 4, 8, 31)));
    }

    private IEnumerable<Contact> Contacts() => Pupils.SelectMany(pupil => pupil.Contacts);

    private static string Digits(string number) => NotADigit().Replace(number.Replace("+44", "0", StringComparison.Ordinal), "");

    [GeneratedRegex("[^0-9]")]
    private static partial Regex NotADigit();
}
