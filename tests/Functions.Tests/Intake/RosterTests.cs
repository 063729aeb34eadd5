using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Functions.Intake;
using static AttendanceFunctions.Tests.Functions.Intake.Samples;

namespace AttendanceFunctions.Tests.Functions.Intake;

public class RosterTests
{
    private const string Header =
        "UPN,Forename,Preferred Name,Surname,Year Group,Class,DateOfBirth,SEN,PupilPremium,FSM,LookedAfter,SocialWorker,Admission,Leaving,"
        + "Circumstance,NudgesOff,Contact1Name,Contact1Relationship,Contact1ParentalResponsibility,Contact1Mobile,Contact1Email,"
        + "Contact3Name,Contact3Relationship,Contact3ParentalResponsibility,Contact3Mobile,Contact3Email";

    private const string Whole =
        First + ",Alexandra,Alex,Moss,Y5,5B,03/02/2016,k,yes,1,no,0,2025-09-03,17/07/2026,bereavement,TRUE,"
        + "Pat Moss,Mother,Y,+447700900123,pat@example.org,,,No,,";

    [Fact]
    public void A_row_is_one_pupil()
    {
        var pupil = Assert.Single(Read(Header, Whole).Values);

        Assert.Equal((Upn.Parse(First), "Alexandra", "Alex", "Moss", "Y5", "5B", "2016-02-03"),
            (pupil.Upn, pupil.Forename, pupil.PreferredName, pupil.Surname, pupil.YearGroup, pupil.Class, pupil.DateOfBirth));
        Assert.Equal(new Characteristics(Sen.Support, true, true, false, false), pupil.Characteristics);
        Assert.Equal(new OnRoll(new(2025, 9, 3), new(2026, 7, 17)), pupil.OnRoll);
        Assert.Equal(("bereavement", true), (pupil.Circumstance, pupil.NudgesOff));
        Assert.Equal([new Contact(1, "Pat Moss", "Mother", true, "+447700900123", "pat@example.org")], pupil.Contacts);
    }

    [Fact]
    public void Four_columns_are_enough()
    {
        var pupil = Assert.Single(Read("UPN,Forename,Surname,YearGroup", $"{First},Alexandra,Moss,Reception").Values);

        Assert.Equal(("Alexandra", "", "", false), (pupil.PreferredName, pupil.Class, pupil.DateOfBirth, pupil.NudgesOff));
        Assert.Equal((OnRoll.Always, new Characteristics(Sen.None, false, false, false, false)), (pupil.OnRoll, pupil.Characteristics));
        Assert.Empty(pupil.Contacts);
    }

    [Fact]
    public void A_contact_keeps_its_place_and_its_export_guard_is_taken_off()
    {
        var file = Read(
            "UPN,Forename,Surname,YearGroup,Contact9Name,Contact9Mobile,Contact2Email",
            $"{First},A,M,5,\"Jo\nMoss\",'+447700900124,jo@example.org");

        Assert.Equal(
            [new Contact(2, "", "", false, "", "jo@example.org"), new Contact(9, "Jo Moss", "", false, "+447700900124", "")],
            Assert.Single(file.Values).Contacts);
    }

    [Theory]
    [InlineData("yes", true)]
    [InlineData("Y", true)]
    [InlineData("true", true)]
    [InlineData("T", true)]
    [InlineData("1", true)]
    [InlineData("No", false)]
    [InlineData("n", false)]
    [InlineData("FALSE", false)]
    [InlineData("f", false)]
    [InlineData("0", false)]
    [InlineData("", false)]
    public void Flags_are_read_in_the_forms_that_systems_print(string flag, bool value) =>
        Assert.Equal(value, Assert.Single(Read("UPN,Forename,Surname,YearGroup,NudgesOff", $"{First},A,M,5,{flag}").Values).NudgesOff);

    [Theory]
    [InlineData("NudgesOff", "opted out")]
    [InlineData("LookedAfter", "2")]
    [InlineData("SocialWorker", "x")]
    [InlineData("PupilPremium", "-")]
    [InlineData("FSM", "maybe")]
    [InlineData("Contact1ParentalResponsibility", "?")]
    [InlineData("SEN", "S")]
    [InlineData("DateOfBirth", "3 Feb 2016")]
    [InlineData("Admission", "2025-13-01")]
    [InlineData("Leaving", "soon")]
    public void What_cannot_be_read_rejects_the_row_and_is_never_a_no(string column, string cell)
    {
        var file = Read($"UPN,Forename,Surname,YearGroup,{column}", $"{First},A,M,5,{cell}", $"{Second},B,N,6,");

        Assert.StartsWith($"{column} \"{cell}\"", Assert.Single(file.Rejections).Reason, StringComparison.Ordinal);
        Assert.Equal([Upn.Parse(Second)], file.Values.Select(pupil => pupil.Upn));
    }

    [Fact]
    public void A_row_is_rejected_once_with_all_of_its_faults() =>
        Assert.Equal(
            "UPN is empty: give the pupil's number. Forename is empty: fill it in. YearGroup is empty: fill it in. "
            + "Leaving 1 September 2025 is before Admission 3 September 2025: correct one of them.",
            Assert.Single(Read("UPN,Forename,Surname,YearGroup,Admission,Leaving", ",,M,,2025-09-03,2025-09-01").Rejections).Reason);

    [Fact]
    public void Of_two_rows_about_one_pupil_the_first_is_kept()
    {
        var file = Read("UPN,Forename,Surname,YearGroup", $"{First},Alexandra,Moss,5", $"{First.ToLowerInvariant()},Alexander,Moss,5");

        Assert.Equal("Alexandra", Assert.Single(file.Values).Forename);
        Assert.Equal(
            (3, $"The pupil {First} is on line 2 already: keep one row for each pupil."),
            (file.Rejections[0].Line, file.Rejections[0].Reason));
    }

    [Theory]
    [InlineData("PreferredName", "see example.org/x", "The forename is used: PreferredName ")]
    [InlineData("PreferredName", "Al3x", "The forename is used: PreferredName ")]
    [InlineData("Class", "07700 900123", "Class was left out: Class ")]
    [InlineData("Language", "http://x", "Language was left out: Language ")]
    [InlineData("Contact1Name", "http://x", "Contact1Name was left out: Contact1Name ")]
    [InlineData("Contact2Relationship", "Mum\u202E", "Contact2Relationship was left out: Contact2Relationship ")]
    [InlineData("DateOfBirth", "9999-12-31", "DateOfBirth was left out: 31 December 9999 is no day")]
    [InlineData("DateOfBirth", "0001-01-01", "DateOfBirth was left out: 1 January 0001 is no day")]
    [InlineData("DateOfBirth", "2025-12-02", "DateOfBirth was left out: 2 December 2025 is no day")]
    [InlineData("DateOfBirth", "1998-12-31", "DateOfBirth was left out: 31 December 1998 is no day")]
    [InlineData("Admission", "1900-01-01", "Admission was left out: 1 January 1900 is no day")]
    [InlineData("Leaving", "9999-12-31", "Leaving was left out: 31 December 9999 is no day")]
    public void What_cannot_be_used_and_keeps_nobody_from_being_asked_after_is_left_out_with_a_remark(
        string column, string cell, string remark)
    {
        var file = Read($"UPN,Forename,Surname,YearGroup,{column}", $"{First},A,M,5,{cell}", "P123456789013,B,N,6,");

        Assert.Equal(2, file.RowsApplied);
        Assert.StartsWith(remark, Assert.Single(file.Remarks).Remark, StringComparison.Ordinal);
        var plain = Assert.Single(Read("UPN,Forename,Surname,YearGroup", $"{First},A,M,5").Values);
        Assert.Equal(plain with { Contacts = [] }, file.Values[0] with { Contacts = [] });
        Assert.Empty(file.Values[0].Contacts);
        var returned = RejectedCsvTests.Parse(RejectedCsv.Write(file)!);
        Assert.Equal(2, returned.Count);
        Assert.StartsWith("The row was applied. " + remark, returned[1][1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2025-12-01")]
    [InlineData("1999-01-01")]
    public void A_date_of_birth_that_a_pupil_can_have_is_kept(string born) =>
        Assert.Equal(born, Assert.Single(Read("UPN,Forename,Surname,YearGroup,DateOfBirth", $"{First},A,M,5,{born}").Values).DateOfBirth);

    [Theory]
    [InlineData("Forename", "http://x")]
    [InlineData("Surname", "M0ss")]
    [InlineData("YearGroup", "http://x")]
    [InlineData("Admission", "9999-12-31")]
    [InlineData("Leaving", "0201-07-17")]
    public void What_would_leave_the_pupil_without_a_name_or_off_the_roll_rejects_the_row(string column, string cell)
    {
        string[] names = [.. new[] { "UPN", "Forename", "Surname", "YearGroup" }.Append(column).Distinct()];
        var cells = names.Select(name => name == column ? cell : name switch { "UPN" => First, "YearGroup" => "5", _ => "Moss" });

        Assert.StartsWith(
            column, Assert.Single(Read(string.Join(',', names), string.Join(',', cells)).Rejections).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_circumstance_that_cannot_be_used_still_keeps_messages_back()
    {
        var pupil = Assert.Single(Read("UPN,Forename,Surname,YearGroup,Circumstance", $"{First},A,M,5,bereave\u202Ement").Values);

        Assert.Equal("on file at the school", pupil.Circumstance);
        Assert.True(pupil.IsHandledByPeople);
    }

    [Fact]
    public void The_agreed_days_of_a_part_time_timetable_are_read_and_one_that_is_no_day_is_left_out_with_a_remark()
    {
        const string header = "UPN,Forename,Surname,YearGroup,TimetableEnd,Timetable Review";
        var file = Read(header, $"{First},A,M,5,2025-12-19,14/11/2025", "P123456789013,B,N,6,Christmas,");

        Assert.Equal(
            [(new DateOnly(2025, 12, 19), new DateOnly(2025, 11, 14)), ((DateOnly?)null, (DateOnly?)null)],
            file.Values.Select(pupil => (pupil.TimetableEnd, pupil.TimetableReview)));
        Assert.Equal(
            "TimetableEnd was left out: \"Christmas\" is not a day: write it as 2025-09-08 or 08/09/2025.",
            Assert.Single(file.Remarks).Remark);
    }

    [Fact]
    public void A_name_is_read_in_the_forms_that_schools_write()
    {
        var pupil = Assert.Single(Read(
            "UPN,Forename,Surname,YearGroup,Contact1Name", $"{First},J.R.  R.,O`Brien,5,Mr & Mrs St.John-Smith").Values);

        Assert.Equal(("J.R. R.", "O'Brien", "Mr and Mrs St. John-Smith"), (pupil.Forename, pupil.Surname, pupil.Contacts[0].Name));
    }

    [Fact]
    public void Addresses_the_leaving_and_the_adults_outside_the_school_are_read()
    {
        var pupil = Assert.Single(Read(
            "UPN,Forename,Surname,YearGroup,Address,LeavingReason,Destination,NewAddress,SocialWorkerName,YouthOffendingWorker,"
                + "YouthOffendingWorkerName,VirtualSchoolName,Contact1Name,Contact1Address,Contact2Address",
            $"{First},A,M,5,\"Flat 2/3, 1 Mill Lane\nOxford  OX1 1AA\",Home Education,141235,\"2 Hill Road, York\","
                + "\"Jo Field, 01632 960111\",yes,Sam Reed,Oxfordshire Virtual School,Pat Moss,\"9 High St., Oxford\",1 Low "
                + "Street").Values);

        Assert.Equal("Flat 2/3, 1 Mill Lane Oxford OX1 1AA", pupil.HomeAddress);
        Assert.Equal(
            ("f", "141235", "2 Hill Road, York"),
            (pupil.Departure.Ground?.Letter, pupil.Departure.Destination, pupil.Departure.NewAddress));
        Assert.Equal(new("Jo Field, 01632 960111", "Sam Reed", "Oxfordshire Virtual School"), pupil.Adults);
        Assert.True(pupil.Characteristics.YouthOffendingWorker && pupil.IsHandledByPeople);
        Assert.Equal("9 High St., Oxford", Assert.Single(pupil.Contacts).HomeAddress);
    }

    [Theory]
    [InlineData("F", Sex.Female, 0)]
    [InlineData("male", Sex.Male, 0)]
    [InlineData("", Sex.NotStated, 0)]
    [InlineData("X", Sex.NotStated, 1)]
    public void Sex_and_the_school_last_attended_are_read_as_the_admission_register_has_them(string cell, Sex sex, int remarks)
    {
        var file = Read("UPN,Forename,Surname,YearGroup,Sex,LastSchool", $"{First},A,M,5,{cell},\"Hill School, 2 Hill Road, York\"");

        var pupil = Assert.Single(file.Values);
        Assert.Equal((sex, "Hill School, 2 Hill Road, York", remarks), (pupil.Sex, pupil.LastSchool, file.Remarks.Count));
    }

    [Theory]
    [InlineData("a", "a")]
    [InlineData("boarding fees not paid", "m")]
    [InlineData("no longer a pupil of an independent or special school", "n")]
    [InlineData("Ground O", "o")]
    [InlineData("9(1)(g)", "g")]
    [InlineData("Moved Away", "g")]
    [InlineData("moved away (regulation 9(1)(g))", "g")]
    [InlineData("not of compulsory school age", "")]
    public void The_reason_for_leaving_is_one_of_the_grounds_by_its_words_or_its_letter(string cell, string letter) => Assert.Equal(
        letter,
        Assert.Single(Read("UPN,Forename,Surname,YearGroup,LeavingReason", $"{First},A,M,5,{cell}").Values).Departure.Ground?.Letter);

    [Fact]
    public void Another_reason_is_left_out_with_a_remark_that_names_the_grounds()
    {
        var file = Read("UPN,Forename,Surname,YearGroup,LeavingReason", $"{First},A,M,5,parent complained");

        Assert.Null(Assert.Single(file.Values).Departure.Ground);
        Assert.Contains("permanently excluded", Assert.Single(file.Remarks).Remark, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_that_could_hide_something_is_left_out()
    {
        var pupil = Assert.Single(Read(
            "UPN,Forename,Surname,YearGroup,Address,Destination", $"{First},A,M,5,https://example.org/x,{new string('x', 201)}").Values);

        Assert.Equal(("", ""), (pupil.HomeAddress, pupil.Departure.Destination));
    }

    [Fact]
    public void A_roster_without_a_required_column_is_rejected() =>
        Assert.Equal(
            "The roster has no column Surname, YearGroup. It needs UPN, Forename, Surname, YearGroup; the file has \"UPN\", \"Forename\", "
            + "\"Class\".",
            Samples.Rejected(RosterReader.Read(Utf8("UPN,Forename,Class"), Night)).Reason);

    [Fact]
    public void A_known_column_that_is_there_twice_rejects_the_roster() =>
        Assert.Contains("NudgesOff", Samples.Rejected(
            RosterReader.Read(Utf8("UPN,Forename,Surname,YearGroup,NudgesOff,Nudges_Off"), Night)).Reason, StringComparison.Ordinal);

    private static ReadFile<Pupil> Read(params string[] lines)
    {
        var file = Samples.Valid(RosterReader.Read(Utf8(lines), Night));
        Assert.Equal(file.Rows, file.Values.Count + file.Rejections.Count);
        return file;
    }
}
