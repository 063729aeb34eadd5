using System.IO.Compression;
using AttendanceFunctions.Tests.EndToEnd.Support;

namespace AttendanceFunctions.Tests.EndToEnd.BadInput;

/// <summary>
/// Whole nights of two schools, one of which holds what somebody wrote to harm: another school's children and parents, or the night itself.
/// Each test is an attack that once succeeded, and looks only at files, the command's output and what it leaves.
/// </summary>
public sealed class AttackTests(AzuriteFixture azurite)
{
    private const string Night = "2025-10-03";
    private const string Attacker = "141234";
    private const string Honest = "141235";

    private const string RosterHeader =
        "UPN,Forename,PreferredName,Surname,YearGroup,Class,DateOfBirth,"
        + "Contact1Name,Contact1ParentalResponsibility,Contact1Mobile,Contact1Email\n";

    private static readonly string Zoe = Upn(1), Billie = Upn(2), Max = Upn(3);
    private static readonly string BillieOnRoster =
        Billie + ",Billie,,Quill,4,4B,2017-01-02,Sam Quill,yes,07700 900002,quill@example.org\n";

    // Of the 48 sessions up to the night, 16 missed are answered with a letter, 3 with a message.
    private static readonly AbsentEvery Letter = new(3), Message = new(8, MorningsOnly: true), Never = new(null);

    [Fact]
    public async Task A_school_that_types_the_UPN_of_another_schools_pupil_sees_nothing_of_that_pupil()
    {
        using var trust = await RunAsync((Zoe, Never, OnRoster(Zoe, "Zoe")), (Billie, Letter, BillieOnRoster));
        trust.Data.Write(
            $"rosters/{Attacker}.csv", RosterHeader + OnRoster(Zoe, "Zoe") + $"{Billie},Maxime,,Other,6,6A,2015-03-04,,,,\n");

        await trust.NightAsync("2025-10-06");

        var seen = trust.FilesOf(Attacker);
        Assert.DoesNotContain("came with the pupil", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("2025-09-03", seen, StringComparison.Ordinal);
        Assert.Contains("UPN of this pupil too", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_goes_to_the_number_on_the_roster_of_its_own_school()
    {
        using var trust = await RunAsync(
            (Zoe, Message, OnRoster(Zoe, "Zoe", parent: "Sam Quill", mobile: "07700 900001", email: "quill@example.org")),
            (Billie, Message, BillieOnRoster));

        Assert.Equal(["Zoe"], trust.ChildrenInTextsTo("+447700900001"));
        Assert.Equal(["Billie"], trust.ChildrenInTextsTo("+447700900002"));
    }

    [Fact]
    public async Task A_parent_is_told_whoever_else_is_said_to_have_the_number_at_another_school()
    {
        using var trust = await RunAsync(
            (Zoe, Message, OnRoster(Zoe, "Zoe", parent: "Kim Stranger", mobile: "07700 900002", email: "stranger@example.org")),
            (Billie, Message, BillieOnRoster));

        Assert.Contains("Billie", trust.ChildrenInTextsTo("+447700900002"));
    }

    [Fact]
    public async Task A_date_of_birth_that_no_pupil_can_have_stops_nobodys_messages()
    {
        using var trust = await RunAsync(
            (Zoe, Message, OnRoster(Zoe, "Zoe") + $"{Max},Max,,Other,4,4B,9999-12-31,,,,\n"), (Billie, Message, BillieOnRoster));

        Assert.Equal(["Zoe"], trust.ChildrenInTextsTo("+447700900001"));
        Assert.Contains("9999-12-31", trust.Output.Read($"rejected/{Attacker}/roster.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_with_an_entry_twice_makes_way_for_the_built_in_letter()
    {
        using var trust = await RunAsync(
            (Zoe, Letter, OnRoster(Zoe, "Zoe")), (Billie, Letter, BillieOnRoster),
            data => data.Write("settings/letters/meeting-invitation.docx", Document(TextRun("Dear parent"), times: 2)));

        Assert.Contains(trust.Letters, letter => letter.Contains("meeting-invitation", StringComparison.Ordinal));
        Assert.Contains("settings/letters/meeting-invitation.docx cannot be used", trust.Run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_text_in_the_settings_is_a_fault_that_says_where_it_is()
    {
        using var trust = new AttackedTrust(azurite);
        trust.Data.Write(
            "settings/trust.json",
            SchoolYear.Settings("automatic", (Honest, "odbst"))
                .Replace("Riverside Academies", "Riverside \\ud800", StringComparison.Ordinal));

        var run = await trust.NightAsync(Night);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("trust.json", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Output + run.Errors, StringComparison.Ordinal);
    }

    /// <summary>
    /// Each of the three once took minutes or gigabytes; a command that does not end within its time limit fails its test.
    /// </summary>
    [Fact]
    public async Task Small_files_that_are_costly_to_read_keep_nobody_waiting()
    {
        using var trust = await RunAsync(
            (Zoe, Message, OnRoster(Zoe, "Zoe")), (Billie, Message, BillieOnRoster),
            data =>
            {
                data.Write($"registers/{Attacker}/commas.csv", "UPN,Date,Session,Code" + new string(',', 50_000) + "\n");
                data.Write($"registers/{Attacker}/quotes.csv", string.Concat(Enumerable.Repeat("a\"b,\"c\n", 80_000)));
                data.Write("settings/letters/meeting-invitation.docx", Document(TextRun("{{" + new string(' ', 40_000) + "x{{else}}")));
            });

        Assert.Equal(["Billie"], trust.ChildrenInTextsTo("+447700900002"));
        Assert.Contains("commas.csv", trust.Run.Output, StringComparison.Ordinal);
        Assert.Contains("quotes.csv", trust.Run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Marks_of_the_next_school_year_are_kept_and_count_in_their_turn()
    {
        using var trust = new AttackedTrust(azurite);
        trust.Data.Write("settings/trust.json", SchoolYear.Settings("review", (Honest, "odbst")));
        trust.Data.Write($"rosters/{Honest}.csv", RosterHeader + BillieOnRoster);
        trust.Data.Write($"registers/{Honest}/ahead.csv", $"UPN,Date,Session,Code\n{Billie},2026-09-01,AM,/\n{Billie},2026-09-01,PM,O\n");
        (await trust.NightAsync("2026-07-21")).Succeeded();
        trust.Data.Write(
            "settings/trust.json", trust.Data.Read("settings/trust.json").Replace(
                "\"terms\": [", "\"terms\": [ { \"from\": \"2026-09-01\", \"to\": \"2026-10-23\" },", StringComparison.Ordinal));

        (await trust.NightAsync("2026-09-01")).Succeeded();

        var row = trust.Output.Read("summaries/2026-09-01/pupils.csv").Split("\r\n")[1];
        Assert.StartsWith($"{Honest},{Billie},4,4B,2,1,", row, StringComparison.Ordinal);
    }

    /// <summary>
    /// A class of four is hidden, and so is what would give it away: its year group less its other class, or the school less all others.
    /// </summary>
    [Fact]
    public async Task A_hidden_class_does_not_follow_from_the_tables_beside_it()
    {
        var upns = Enumerable.Range(100, 30).Select(Upn).ToList();
        var roster = string.Concat(upns.Select((upn, place) =>
            $"{upn},Child,,Sample,{(place < 18 ? 1 : 2)},{(place < 4 ? "1A" : place < 18 ? "1B" : "2A")},2019-01-02,,,,\n"));
        using var trust = await RunAsync(
            [.. upns.Select((upn, place) => (upn, new AbsentEvery(place + 2)))], roster, (Billie, Message, BillieOnRoster));

        var rows = new[] { "classes", "year-groups" }
            .SelectMany(table => trust.Output.Read($"summaries/{Night}/schools/{Attacker}/{table}.csv").Split("\r\n")).ToList();
        bool Shows(string group) => rows.Any(row =>
            row.StartsWith($"{group},", StringComparison.Ordinal) && !row.Contains("not shown", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(rows, row => row.StartsWith("1A,4,", StringComparison.Ordinal));
        Assert.True(Shows("All pupils"));
        Assert.False(Shows("1A"));
        Assert.False(Shows("1B") && (Shows("Year 1") || Shows("2A") || Shows("Year 2")), string.Join(Environment.NewLine, rows));
    }

    [Fact]
    public async Task A_link_in_a_pupils_name_reaches_no_parent()
    {
        using var trust = await RunAsync(
            (Zoe, Message, OnRoster(Zoe, "Zoe").Replace(",Zoe,,", ",Zoe,Zoe now see https://pay.example/x,", StringComparison.Ordinal)),
            (Billie, Message, BillieOnRoster));

        Assert.DoesNotContain(trust.Messages, message => message.Body.Contains("pay.example", StringComparison.Ordinal));
        Assert.Equal(["Zoe"], trust.ChildrenInTextsTo("+447700900001"));
    }

    [Fact]
    public async Task A_template_that_fetches_something_from_elsewhere_is_refused()
    {
        using var trust = await RunAsync(
            (Zoe, Letter, OnRoster(Zoe, "Zoe")), (Billie, Letter, BillieOnRoster),
            data => data.Write(
                "settings/letters/meeting-invitation.docx",
                Document(
                    "<w:fldSimple w:instr=\" INCLUDETEXT &quot;https://pay.example/x&quot; \"><w:r><w:t>x</w:t></w:r></w:fldSimple>")));

        Assert.Contains("settings/letters/meeting-invitation.docx cannot be used", trust.Run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(
            trust.Letters, letter => Text(trust.Output[$"letters/{letter}"]).Contains("pay.example", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_setting_that_stands_twice_and_a_file_whose_name_begins_with_a_point_are_named()
    {
        using var trust = await RunAsync(
            (Zoe, Message, OnRoster(Zoe, "Zoe")), (Billie, Message, BillieOnRoster),
            data => data.Write($"registers/{Attacker}/.day.csv", "UPN,Date,Session,Code\n"));
        Assert.Contains(".day.csv", trust.Run.Output, StringComparison.Ordinal);

        trust.Data.Write(
            "settings/trust.json",
            SchoolYear.Settings("review", (Attacker, "odbst"), (Honest, "odbst"))
                .Replace("\"mode\":", "\"mode\": \"automatic\", \"mode\":", StringComparison.Ordinal));
        var run = await trust.NightAsync("2025-10-06");
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("mode", run.Errors, StringComparison.Ordinal);
    }

    /// <summary>A UPN with its check letter.</summary>
    private static string Upn(int number)
    {
        var digits = $"9904{number:00000000}";
        return $"{"ABCDEFGHJKLMNPQRTUVWXYZ"[digits.Select((digit, place) => (digit - '0') * (place + 2)).Sum() % 23]}{digits}";
    }

    private static string OnRoster(
        string upn, string forename, string parent = "Alex Sample", string mobile = "07700 900001", string email = "sample@example.org") =>
        $"{upn},{forename},,Sample,4,4B,2017-01-02,{parent},yes,{mobile},{email}\n";

    private Task<AttackedTrust> RunAsync(
        (string Upn, AbsentEvery Absent, string Roster) attacker, (string Upn, AbsentEvery Absent, string Roster) honest,
        Action<TempFolder>? attack = null) =>
        RunAsync([(attacker.Upn, attacker.Absent)], attacker.Roster, honest, attack);

    private async Task<AttackedTrust> RunAsync(
        (string Upn, AbsentEvery Absent)[] pupils, string roster, (string Upn, AbsentEvery Absent, string Roster) honest,
        Action<TempFolder>? attack = null)
    {
        var trust = new AttackedTrust(azurite);
        trust.Data.Write("settings/trust.json", SchoolYear.Settings("automatic", (Attacker, "odbst"), (Honest, "odbst")));
        trust.Data.Write($"rosters/{Attacker}.csv", RosterHeader + roster);
        trust.Data.Write($"rosters/{Honest}.csv", RosterHeader + honest.Roster);
        trust.Data.Write($"registers/{Attacker}/days.csv", AbsentEvery.Register(pupils));
        trust.Data.Write($"registers/{Honest}/days.csv", AbsentEvery.Register((honest.Upn, honest.Absent)));
        attack?.Invoke(trust.Data);
        (await trust.NightAsync(Night)).Succeeded();
        return trust;
    }

    /// <summary>A Word document of one paragraph, with the entry of its text so many times.</summary>
    private static byte[] Document(string runs, int times = 1)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                  <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                  <Override PartName="/word/document.xml"
                    ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
                </Types>
                """);
            Add(zip, "_rels/.rels", """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                  <Relationship Id="rId1" Target="word/document.xml"
                    Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>
                </Relationships>
                """);
            for (var time = 0; time < times; time++)
            {
                Add(
                    zip, "word/document.xml",
                    "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p>"
                    + runs + "</w:p></w:body></w:document>");
            }
        }

        return bytes.ToArray();
    }

    private static string TextRun(string text) => $"<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>";

    private static void Add(ZipArchive zip, string name, string content)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write(content);
    }

    private static string Text(string path)
    {
        if (!path.EndsWith(".docx", StringComparison.Ordinal))
        {
            return "";
        }

        using var zip = ZipFile.OpenRead(path);
        return string.Concat(zip.Entries.Select(entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        }));
    }

    /// <summary>A pupil who is absent without a reason on the first school day and on every so many after it, or never.</summary>
    private sealed record AbsentEvery(int? Days, bool MorningsOnly = false)
    {
        public static string Register(params (string Upn, AbsentEvery Absent)[] pupils) =>
            "UPN,Date,Session,Code\n" + string.Concat(
                from pupil in pupils
                from day in SchoolYear.DaysUpTo(SchoolYear.Day(Night)).Select((date, place) => (Date: SampleFolder.Iso(date), place))
                let isAbsent = day.place % pupil.Absent.Days == 0
                let marks = (AM: isAbsent ? 'O' : '/', PM: isAbsent && !pupil.Absent.MorningsOnly ? 'O' : '\\')
                select $"{pupil.Upn},{day.Date},AM,{marks.AM}\n{pupil.Upn},{day.Date},PM,{marks.PM}\n");
    }

    /// <summary>The trust's folder, what its nights left, and how the last one ended.</summary>
    private sealed class AttackedTrust(AzuriteFixture azurite) : IDisposable
    {
        private static readonly string[] Children = ["Zoe", "Billie"];

        private readonly string _storage = azurite.TakeAccount();

        public TempFolder Data { get; } = new();

        public TempFolder Output { get; } = new();

        public HostRun Run { get; private set; } = new(0, "", "");

        public IReadOnlyList<SentMessage> Messages => new OutboxFolder(Output.Path).Read();

        public IReadOnlyList<string> Letters => Output.FilesIn("letters");

        public async Task<HostRun> NightAsync(string date) =>
            Run = await HostCommand.RunAsync("night", "--data", Data.Path, "--date", date, "--out", Output.Path, "--storage", _storage);

        public IReadOnlyList<string> ChildrenInTextsTo(string number) =>
            [.. from child in Children
                where Messages.Any(message => message.To == number && message.Body.Contains(child, StringComparison.Ordinal))
                select child];

        /// <summary>All text files that people of a school can open.</summary>
        public string FilesOf(string school) => string.Concat(
            from file in Output.FilesIn("")
            where file.Contains(school, StringComparison.Ordinal) && file.EndsWith(".csv", StringComparison.Ordinal)
            select Output.Read(file));

        public void Dispose()
        {
            Data.Dispose();
            Output.Dispose();
        }
    }
}
