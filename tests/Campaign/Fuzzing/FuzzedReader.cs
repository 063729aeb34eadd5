using System.Text;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Messages.Reports;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Letters;
using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Functions.Messages.Reports;
using AttendanceFunctions.Functions.Nights;
using AttendanceFunctions.Local.SampleTrust;
using Policy = AttendanceFunctions.Domain.Policies.Policy;

namespace AttendanceFunctions.Tests.Campaign.Fuzzing;

/// <summary>How a reader ended.</summary>
internal enum Reading
{
    /// <summary>It used the input, in part at least.</summary>
    Used,

    /// <summary>It refused the input with a reason, as it is documented to do.</summary>
    Refused,
}

/// <summary>Something that must hold of what a reader returns does not.</summary>
internal sealed class BrokenPromiseException(string what) : Exception(what);

/// <summary>A reader of what comes in, with good inputs to change.</summary>
/// <param name="Inputs">Good inputs; at least one.</param>
/// <param name="Read">Reads an input. An exception is a finding, except those that the reader is documented to throw.</param>
internal sealed record FuzzedReader(string Name, IReadOnlyList<byte[]> Inputs, Func<byte[], Reading> Read)
{
    public static readonly DateOnly Night = new(2025, 12, 1);

    private const string First = "A123456789012";

    private const string Second = "B123456789012";

    private static readonly SchoolCalendar Calendar =
        new([(new(2025, 9, 3), new(2025, 10, 24)), (new(2025, 11, 3), new(2025, 12, 19))], []);

    private static readonly AcademicYear Year = new(2025);

    private static readonly HashSet<Upn> Pupils = [Upn.Parse(First), Upn.Parse(Second)];

    private static readonly SettingsFile Trust =
        new(SettingsReader.TrustFile, "1", InventedTrust.From(new(1, 2, 40, Night)).Settings()
            .Single(file => file.Path == "settings/trust.json").Content);

    private static readonly RegisterReader Registers = new(Year, Calendar, Night, Pupils);

    /// <summary>Every reader of what comes in.</summary>
    public static IReadOnlyList<FuzzedReader> All { get; } =
    [
        Register(
            "register by session",
            $"Riverside Primary School\r\n\r\nUPN,Date,Session,Code,MinutesLate,Comment\r\n{First},2025-09-08,AM,/,,\r\n"
                + $"{Second},08/09/2025,PM,L,12,\"late, \"\"bus\"\"\nagain\"\r\n{First},2025-09-09,AM,C1,,\r\n\r\n"
                + "Report produced by J. Hill\r\n"),
        Register(
            "register by week",
            $"UPN,WeekStarting,MonAM,MonPM,TueAM,TuePM\n{First},2025-09-08,/,\\,/,\\\n{Second},08/09/2025,I (flu),I,L 12,\n"),
        Register("register of marks", $"UPN;StartDate;Marks\n{First};2025-09-15;/\\/\\/\\/\\######II\n{Second};2025-09-15;C1C1Y7\\\n"),
        Register("register as a workbook", AsWorkbook(WeekAsWorkbook)),
        new("roster as a workbook", [AsWorkbook(RosterAsWorkbook)], content => Rows(RosterReader.Read(content, Night))),
        new(
            "roster",
            [
                .. InventedTrust.From(new(1, 3, 60, Night)).Rosters().Select(file => file.Content),
                Bytes($"UPN;Forename;PreferredName;Surname;YearGroup;NudgesOff\n{First};Alex;Al;Moss;5;yes\n{Second};Sam;;\"Hill\";6;\n"),
            ],
            content => Rows(RosterReader.Read(content, Night))),
        new("decisions", [Bytes(Worklist)], content => Rows(DecisionReader.Read("monday.csv", new(content, Uploader: null)))),
        new(
            "trust settings",
            [Trust.Content],
            content => Settled(SettingsReader.Read([Trust with { Content = content }]))),
        new(
            "policies",
            [.. BuiltIn<Policy>("packs/")],
            content => Settled(PolicyReader.Read(Encoding.UTF8.GetString(content)))),
        new(
            "templates of messages",
            [.. BuiltIn<Policy>("messages/stage")],
            content => Settled(SettingsReader.Read([Trust, new("messages/english/stage.txt", "1", content)]))),
        new(
            "templates of letters",
            [.. new[] { LetterKind.FormalLetter, LetterKind.TermlyLetter }.Select(BuiltInLetters.Template)],
            content => Settled(TemplateReader.Read(content, LetterKind.FormalLetter))),
        new(
            "delivery reports", [Bytes(Report), Bytes($"[{Report}]")],
            content => Declared<FormatException>(() => ReportReader.Read(Text(content)))),
        new(
            "bounced emails",
            [Bytes("""[{"created":1758500000,"email":"gone@example.org","reason":"550 5.1.1 unknown","status":"5.1.1"},{"created":1}]""")],
            content => Declared<BouncesNotReadException>(() => BounceList.Read(Text(content)))),
        new(
            "messages to be sent",
            [Bytes("""{"V":1,"Nudge":"141234:2025:0123456789abcdef0123456789abcdef"}""")],
            content => Declared<FormatException>(() => QueuedNudge.Read(Text(content)))),
        new(
            "nights to be worked out",
            [Bytes("""{"V":1,"School":"141234","Night":"2025-09-26"}""")],
            content => Declared<FormatException>(() => SchoolNightMessage.Read(Text(content)))),
    ];

    private const string Worklist = "School,UPN,Kind,Key,Decision,By,Note,Surname,Forename\n"
        + $"100001,{First},nudge,k-1,release,J. Hill,,Moss,Alex\n100001,{Second},case,k-2,,,,Hill,Sam\n";

    private const string WeekAsWorkbook =
        $"Student UPN,Week Commencing,Mon AM,Mon PM\n{First},08/09/2025,/,\\\n{Second},08/09/2025,I (flu),L 12\nTotal,2,,\n";

    private const string RosterAsWorkbook =
        $"UPN,Legal Forename,Legal Surname,Year,Reg Group\n{First},Alex,Moss,5,5B\n{Second},Sam,Hill,6,6B\n";

    private const string Report = """
        {"eventType":"Microsoft.Communication.SMSDeliveryReportReceived","data":{"messageId":"Outgoing_2025_ab","deliveryStatus":"Failed",
        "deliveryStatusDetails":"4004 no such number","tag":"0123456789abcdef0123456789abcdef"}}
        """;

    private static FuzzedReader Register(string name, string input) => Register(name, Bytes(input));

    private static FuzzedReader Register(string name, byte[] input) => new(name, [input], content =>
    {
        var read = Registers.Read(content);
        var marks = read is Checked<ReadFile<PupilMark>>.Valid { Value.Values: var values } ? values : [];
        return marks.All(mark => Pupils.Contains(mark.Upn) && Year.Contains(mark.Stated.Session.Date))
            ? Rows(read, isOneValueARow: false)
            : throw new BrokenPromiseException("A mark is of another pupil or year.");
    });

    /// <summary>Checks that every row that was read is applied, returned or held.</summary>
    /// <param name="isOneValueARow">Whether an applied row has exactly one value, so that they can be counted.</param>
    private static Reading Rows<T>(Checked<ReadFile<T>> read, bool isOneValueARow = true)
    {
        if (read is not Checked<ReadFile<T>>.Valid { Value: var file })
        {
            return Settled(read);
        }

        var returned = Math.Min(file.Rejections.Count, Bounds.ReturnedRows);
        var further = file.Rejections.Count > returned ? 1 : 0;
        var csv = RejectedCsv.Write(file) is { } bytes ? RecordsOf(bytes) : 1;
        return file.RowsApplied < 0 ? throw new BrokenPromiseException("More rows are returned and held than were read.")
            : isOneValueARow && file.RowsApplied != file.Values.Count
                ? throw new BrokenPromiseException("Rows read are not rows applied, returned and held.")
            : csv != 1 + returned + further + file.Remarks.Count ? throw new BrokenPromiseException("A row is not returned.")
            : file.Rejections.Take(returned).Any(row => row.Reason.Length == 0 || row.Line < 2)
                ? throw new BrokenPromiseException("A row is returned without a reason or a line.")
            : Reading.Used;
    }

    private static int RecordsOf(byte[] csv)
    {
        using var reader = CsvHelper.CsvReader.Create(
            csv, new() { HasHeader = false, MalformedData = CsvHelper.CsvMalformedDataHandling.Throw });
        var count = 0;
        while (reader.Read())
        {
            count++;
        }

        return count;
    }

    private static Reading Settled<T>(Checked<T> read) => read is not Checked<T>.Invalid refused ? Reading.Used
        : refused.Faults.Count > 0 && refused.Faults.All(fault => fault.Sentence.Length > 0) ? Reading.Refused
        : throw new BrokenPromiseException("The input is refused without a reason.");

    private static Reading Declared<TException>(Action read)
        where TException : Exception
    {
        try
        {
            read();
            return Reading.Used;
        }
        catch (TException)
        {
            return Reading.Refused;
        }
    }

    private static IEnumerable<byte[]> BuiltIn<T>(string folder)
    {
        foreach (var name in typeof(T).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)))
        {
            using var stream = typeof(T).Assembly.GetManifestResourceStream(name)
                ?? throw new InvalidOperationException($"There is no resource {name}.");
            using var content = new MemoryStream();
            stream.CopyTo(content);
            yield return content.ToArray();
        }
    }

    /// <summary>The rows of a text with commas as a workbook of one sheet, below a title.</summary>
    private static byte[] AsWorkbook(string text)
    {
        var rows = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => row.Split(',')).ToList();
        return Workbook.Make([new WorkbookSheet(
            "Export", "Riverside Primary School", [.. rows[0].Select(name => new WorkbookColumn(name, 10))],
            [.. rows.Skip(1).Select(row => new WorkbookRow([.. row.Select(Cell.Text)]))])
        {
            Heading = new("Riverside Primary School", "Exported on 1 December 2025", "Export", "Nothing"),
        }]).ToArray();
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(byte[] content) => Encoding.UTF8.GetString(content);
}
