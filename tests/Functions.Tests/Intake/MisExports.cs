using System.Text;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Intake;

/// <summary>An export in the style of a system of schools.</summary>
/// <param name="Rows">The rows of pupils that it has.</param>
/// <param name="Others">The columns that are not read, as the file names them.</param>
public sealed record MisExport(string System, byte[] Content, int Rows, params string[] Others);

/// <summary>
/// Exports made by hand in the style of the systems that schools use: with titles above the header and footers below the rows, the headings
/// of each system, comments in cells, merged cells, Windows-1252, and workbooks. All of them are about the same three pupils, of whom the
/// registers state the marks of 8 September 2025.
/// </summary>
public static class MisExports
{
    public const string Zoe = "R931200125001";

    public const string Ben = "F931200125002";

    public const string Ada = "V931200125003";

    /// <summary>The style of a cell with a day, in <see cref="Styles"/>.</summary>
    private const string Day = "1";

    private const string Styles = """<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>""";

    /// <summary>45,908 is 8 September 2025.</summary>
    private const int Monday = 45_908;

    private static readonly Encoding Windows1252 =
        CodePagesEncodingProvider.Instance.GetEncoding(1252) ?? throw new NotSupportedException();

    public static MisExport SimsWeek { get; } = new(
        "SIMS", Windows1252.GetBytes(Lines(
            "Riverside Primary School", "Registration marks, week beginning 08/09/2025", "",
            "Surname,Forename,UPN,Reg Group,Week Beginning,Monday AM,Monday PM,Tuesday AM,Tuesday PM,% Present",
            $"Müller,Zoë,{Zoe},4B,08/09/2025,/,\\,,,100",
            $"Hill,Ben,{Ben},4B,08/09/2025,I (flu),I (flu),,,0",
            $"O'Brien,Ada,{Ada},4B,08/09/2025,L (12),\\,,,100",
            "", "Report produced by Mrs J. Hill on 12/09/2025 16:05", "Page 1 of 1")), 3, "Surname", "Forename", "Reg Group", "% Present");

    public static MisExport SimsSessions { get; } = new(
        "SIMS", Workbook(
            "<row r=\"1\">" + Text("Session marks") + "</row><row r=\"2\">" + Text("8 September 2025") + "</row>",
            ["Name", "UPN", "Mark Date", "AM/PM", "Mark", "Mins Late", "Comments"],
            [
                Cells(Zoe, "AM", "/", ""), Cells(Zoe, "PM", "\\", ""), Cells(Ben, "AM", "I", "flu"), Cells(Ben, "PM", "I", "flu"),
                Cells(Ada, "AM", "L", "bus", 12), Cells(Ada, "PM", "\\", ""),
            ],
            "<row r=\"15\">" + Text("Printed 12/09/2025") + "</row>"), 6, "Name", "Comments");

    public static MisExport ArborRollCalls { get; } = new(
        "Arbor", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Lines(
            "Student,Unique Pupil Number (UPN),Date,Roll Call,Raw Mark,Mark Code,Minutes Late",
            $"Zoë Müller,{Zoe},2025-09-08,MORNING,/,PRESENT_AM,", $"Zoë Müller,{Zoe},2025-09-08,AFTERNOON,\\,PRESENT_PM,",
            $"Ben Hill,{Ben},2025-09-08,MORNING,I,ILLNESS,", $"Ben Hill,{Ben},2025-09-08,AFTERNOON,I,ILLNESS,",
            $"Ada O'Brien,{Ada},2025-09-08,MORNING,L,LATE,12", $"Ada O'Brien,{Ada},2025-09-08,AFTERNOON,\\,PRESENT_PM,"))],
        6, "Student", "Mark Code");

    public static MisExport BromcomWeek { get; } = new(
        "Bromcom", Encoding.UTF8.GetBytes(Lines(
            "Weekly marks", "",
            "Student UPN;Last Name;First Name;Tutor Group;Week Commencing;Mon AM;Mon PM",
            $"{Zoe};Müller;Zoë;4B;08/09/2025;/;\\", $"{Ben};Hill;Ben;4B;08/09/2025;I (flu, sent home);I",
            $"{Ada};O'Brien;Ada;4B;08/09/2025;L 12;\\", "Total students;3")), 3, "Last Name", "First Name", "Tutor Group");

    public static MisExport ScholarPackWeek { get; } = new(
        "ScholarPack", Windows1252.GetBytes(Lines(
            "Pupil UPN\tPupil Surname\tPupil Forename\tClass Name\tW/C\tMon-AM\tMon-PM",
            $"{Zoe}\tMüller\tZoë\tSeahorses\t08/09/2025\t/\t\\", $"{Ben}\tHill\tBen\tSeahorses\t08/09/2025\tI\tI",
            $"{Ada}\tO'Brien\tAda\tSeahorses\t08/09/2025\tL12\t\\", "\t\t\t\t\t\t", "© ScholarPack\t\t\t\t\t\t")),
        3, "Pupil Surname", "Pupil Forename", "Class Name");

    public static MisExport WondeSessions { get; } = new(
        "Wonde", Encoding.UTF8.GetBytes(Lines(
            "upn,session_date,session,attendance_code,minutes_late,comment",
            $"{Zoe},2025-09-08T00:00:00,AM,/,,", $"{Zoe},2025-09-08T00:00:00,PM,\\,,", $"{Ben},2025-09-08T00:00:00,AM,I,,flu",
            $"{Ben},2025-09-08T00:00:00,PM,I,,", $"{Ada},2025-09-08T00:00:00,AM,L,12,bus", $"{Ada},2025-09-08T00:00:00,PM,\\,,")),
        6, "comment");

    /// <summary>Headings that no system has; it is read with the mapping that the refusal proposes.</summary>
    public static MisExport OwnHeadings { get; } = new(
        "its own", Encoding.UTF8.GetBytes(Lines(
            "Attendance log", "Candidate,When,Half,Symbol", $"{Zoe},08/09/2025,AM,/", $"{Zoe},08/09/2025,PM,\\", $"{Ben},08/09/2025,AM,I",
            $"{Ben},08/09/2025,PM,I", $"{Ada},08/09/2025,AM,L (12 mins)", $"{Ada},08/09/2025,PM,\\")), 6);

    public static MisExport SimsRoster { get; } = new(
        "SIMS", Windows1252.GetBytes(Lines(
            "Riverside Primary School,,,,,,,,,,,", "Students with contacts,,,,,,,,,,,",
            "Legal Surname,Legal Forename,UPN,DOB,Year Taught In,Reg Group,SEN Status,In Care,Date of Admission,Priority 1 Contact Name,"
                + "Priority 1 Contact Parental Responsibility,Priority 1 Contact Mobile",
            $"Müller,Zoë,{Zoe},03/02/2017,Year 4,4B,N - No special educational need,F,03/09/2021,Anna Müller,Yes,07700 900001",
            $"Hill,Ben,{Ben},04/03/2017,Year 4,4B,K - SEN Support,F,03/09/2021,Jo Hill,Yes,07700 900002",
            $"O'Brien,Ada,{Ada},05/04/2017,Year 4,4B,\"E - Education, Health and Care Plan\",T,03/09/2021,Sam O'Brien,No,07700 900003",
            "Report generated 12/09/2025,,,,,,,,,,,")), 3);

    public static MisExport ArborRoster { get; } = new(
        "Arbor", Workbook(
            "",
            ["Legal First Name", "Legal Last Name", "UPN", "Year Group", "Registration Form", "SEND Status", "Looked After Child",
                "Guardian 1 Name", "Guardian 1 Parental Responsibility", "Guardian 1 Mobile Number", "House"],
            [
                Row("Zoë", "Müller", Zoe, "Year 4", "4B", "N", "No", "Anna Müller", "Yes", "07700900001", "Red"),
                Row("Ben", "Hill", Ben, "Year 4", "4B", "K", "No", "Jo Hill", "Yes", "07700900002", "Blue"),
                Row("Ada", "O'Brien", Ada, "Year 4", "4B", "E", "Yes", "Sam O'Brien", "No", "07700900003"),
            ],
            ""), 3, "House");

    public static MisExport BromcomRoster { get; } = new(
        "Bromcom", Encoding.UTF8.GetBytes(Lines(
            "UPN,Last Name,First Name,Student Year Group,Tutor Group,SEN Provision,Child in Care,Contact 1 Full Name,"
                + "Contact 1 Has Parental Responsibility,Contact 1 Mobile Number",
            $"{Zoe},Müller,Zoë,4,4B,N,No,Anna Müller,Yes,07700900001", $"{Ben},Hill,Ben,4,4B,K,No,Jo Hill,Yes,07700900002",
            $"{Ada},O'Brien,Ada,4,4B,E,Yes,Sam O'Brien,No,07700900003", "Total,3,,,,,,,,")), 3);

    public static MisExport ScholarPackRoster { get; } = new(
        "ScholarPack", Encoding.UTF8.GetBytes(Lines(
            "Pupil list with contacts", "", "UPN,Pupil Surname,Pupil Forename,Known As,NC Year,Class Name,SEN Stage,LAC,Parent 1 Name,"
                + "Contact 1 Responsibility,Contact 1 Mobile Phone",
            $"{Zoe},Müller,Zoë,Zoë,4,4B,N,N,Anna Müller,Y,07700900001", $"{Ben},Hill,Benjamin,Ben,4,4B,K,N,Jo Hill,Y,07700900002",
            $"{Ada},O'Brien,Ada,Ada,4,4B,E,Y,Sam O'Brien,N,07700900003")), 3);

    public static MisExport WondeRoster { get; } = new(
        "Wonde", Encoding.UTF8.GetBytes(Lines(
            "id,upn,legal_forename,legal_surname,national_curriculum_year,form_group,sen_code,in_care,contact_1_name,"
                + "contact_1_parental_responsibility,contact_1_mobile",
            $"A1,{Zoe},Zoë,Müller,4,4B,N,false,Anna Müller,true,07700900001", $"A2,{Ben},Ben,Hill,4,4B,K,false,Jo Hill,true,07700900002",
            $"A3,{Ada},Ada,O'Brien,4,4B,E,true,Sam O'Brien,false,07700900003")), 3, "id");

    /// <summary>Registers that need no setting.</summary>
    public static IReadOnlyList<MisExport> Registers { get; } =
        [SimsWeek, SimsSessions, ArborRollCalls, BromcomWeek, ScholarPackWeek, WondeSessions];

    public static IReadOnlyList<MisExport> Rosters { get; } = [SimsRoster, ArborRoster, BromcomRoster, ScholarPackRoster, WondeRoster];

    private static string Lines(params string[] lines) => string.Join("\r\n", lines) + "\r\n";

    /// <summary>A workbook whose header stands on row 4, below a title in merged cells.</summary>
    private static byte[] Workbook(string title, string[] header, string[] rows, string footer) => RawWorkbook.Parts(
        $"{title}<row r=\"4\">{string.Concat(header.Select(Text))}</row>{string.Concat(rows.Select(row => $"<row>{row}</row>"))}{footer}",
        styles: Styles).With(("Key", "", "<row>" + Text("/ present") + "</row>")).Zip();

    private static string Cells(string upn, string session, string mark, string comment, int? minutes = null) =>
        Text("A pupil") + Text(upn) + $"<c s=\"{Day}\"><v>{Monday}</v></c>" + Text(session) + Text(mark)
        + (minutes is null ? "<c/>" : $"<c><v>{minutes}</v></c>") + Text(comment);

    private static string Row(params string[] cells) => string.Concat(cells.Select(Text));

    private static string Text(string text) =>
        $"<c t=\"inlineStr\"><is><t>{System.Security.SecurityElement.Escape(text)}</t></is></c>";
}
