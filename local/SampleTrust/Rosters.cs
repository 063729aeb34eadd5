using System.Globalization;

namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>Writes the schools' rosters as of the trust's last night.</summary>
internal sealed class Rosters(SampleTrustOptions options, SchoolYear year)
{
    private const int MaxContacts = 3;

    /// <summary>The ground of a deletion for a pupil who goes to another school (2024 Regulations, reg. 9(1)(a)).</summary>
    private const string RegisteredElsewhere = "a";

    private static readonly string[] PupilColumns =
    [
        "UPN", "Forename", "PreferredName", "Surname", "YearGroup", "Class", "DateOfBirth", "Sex", "LastSchool", "SEN",
        "PupilPremium", "FSM", "LookedAfter", "SocialWorker", "Admission", "Leaving", "LeavingReason", "Destination", "Address",
        "Circumstance", "NudgesOff",
    ];

    private static readonly string[] ContactColumns = ["Name", "Relationship", "ParentalResponsibility", "Mobile", "Email", "Address"];

    private readonly Homes _homes = new(options.Seed);

    internal SampleFile Write(SampleSchool school, IEnumerable<PupilYear> pupils)
    {
        var csv = new CsvText(school.Exports);
        csv.Header([.. PupilColumns, .. Enumerable.Range(1, MaxContacts).SelectMany(number =>
            ContactColumns.Select(column => string.Create(CultureInfo.InvariantCulture, $"Contact{number}{column}")))]);
        foreach (var pupil in pupils.Where(pupil => pupil.Pupil.Admission <= options.LastNight))
        {
            csv.Row([.. Cells(csv, pupil), .. Enumerable.Range(0, MaxContacts).SelectMany(number => Cells(pupil.Pupil, number))]);
        }

        return new($"rosters/{school.Id}.csv", csv.Bytes());
    }

    private IEnumerable<string> Cells(CsvText csv, PupilYear marks)
    {
        var pupil = marks.Pupil;
        return
        [
            pupil.Upn,
            pupil.Forename,
            pupil.PreferredName,
            pupil.Surname,
            pupil.YearGroup == 0 ? "R" : pupil.YearGroup.ToString(CultureInfo.InvariantCulture),
            pupil.Class,
            csv.Date(pupil.DateOfBirth),
            pupil.Sex.ToString(),
            pupil.LastSchool,
            pupil.Sen.ToString(),
            Flag(pupil.PupilPremium),
            Flag(pupil.FreeSchoolMeals),
            Flag(pupil.LookedAfter),
            Flag(pupil.SocialWorker),
            csv.Date(pupil.Admission),
            .. pupil.Leaving <= options.LastNight
                ? new[] { csv.Date(pupil.Leaving), RegisteredElsewhere, _homes.School(pupil.Index, "School") }
                : ["", "", ""],
            pupil.Home,
            Circumstance(marks),
            Flag(pupil.NudgesOff),
        ];
    }

    private static IEnumerable<string> Cells(SamplePupil pupil, int number)
    {
        if (number >= pupil.Contacts.Count)
        {
            return [.. ContactColumns.Select(_ => "")];
        }

        var contact = pupil.Contacts[number];
        return [contact.Name, contact.Relationship, Flag(contact.ParentalResponsibility), contact.Mobile, contact.Email, contact.Address];
    }

    private static string Flag(bool flag) => flag ? "yes" : "no";

    /// <summary>The circumstance on the roster, derived from the marks of the last weeks; empty if there is none.</summary>
    private string Circumstance(PupilYear marks)
    {
        var day = year.FirstFrom(options.LastNight);
        var recent = Enumerable.Range(0, Math.Min(40, 2 * day)).Select(back => marks.Sessions[(2 * day) - 1 - back]).ToList();
        if (recent.Count(code => code == Code.C2) >= 4)
        {
            return "part-time timetable";
        }

        if (recent.Count(code => code == Code.I) >= 20)
        {
            return "long-term medical";
        }

        return recent.Contains(Code.C) && new SeededRandom(options.Seed, Purpose.Details, marks.Pupil.Index, 2).Chance(0.3)
            ? "bereavement"
            : "";
    }
}
