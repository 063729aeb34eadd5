using System.Text;
using AttendanceFunctions.Local.Host;
using AttendanceFunctions.Local.Host.Commands;
using AttendanceFunctions.Local.Host.Setup;
using AttendanceFunctions.Local.Host.Views;

namespace AttendanceFunctions.Tests.Local.Host;

/// <summary>A trust's folder: begun with <c>new</c>, and read by <c>check</c> as a night would read it.</summary>
public sealed class FolderTests : IDisposable
{
    private const string Zoe = "R931200125001";

    private const string Ben = "F931200125002";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("attendance-folder-");

    private readonly StringWriter _output = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Folder => Path.Combine(_folder.FullName, "trust");

    private string[] Lines => _output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    public void Dispose()
    {
        _output.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_new_folder_can_be_checked_and_lacks_nothing_but_the_schools_files()
    {
        await NewAsync();

        Assert.Equal(CommandLine.Failed, await CheckAsync());
        Assert.Contains("settings/trust.json: Oak Trust, 2 schools, 6 half terms from 2 September 2025 to 22 July 2026.", Lines);
        Assert.Contains("  2 people may open the office.", Lines);
        Assert.Equal(
            ["  There is no rosters/141234.csv; without it no mark can be matched to a pupil.",
                "  There is no rosters/141235.csv; without it no mark can be matched to a pupil."],
            Lines.Where(line => line.Contains("There is no rosters", StringComparison.Ordinal)));
        Assert.True(File.Exists(Path.Combine(Folder, "trust.schema.json")));
    }

    [Fact]
    public async Task With_the_examples_as_a_schools_files_everything_can_be_used()
    {
        await NewAsync();
        foreach (var school in new[] { "141234", "141235" })
        {
            Directory.CreateDirectory(Path.Combine(Folder, "registers", school));
            File.Copy(Path.Combine(Folder, "examples", "roster.csv"), Path.Combine(Folder, "rosters", $"{school}.csv"));
            File.Copy(
                Path.Combine(Folder, "examples", "register by week.csv"), Path.Combine(Folder, "registers", school, "week.csv"));
            File.Copy(
                Path.Combine(Folder, "examples", "register by session.csv"), Path.Combine(Folder, "registers", school, "sessions.csv"));
        }

        Assert.Equal(CommandLine.Done, await CheckAsync());
        Assert.Equal("Everything can be used.", Lines[^1]);
        Assert.Contains(
            "  registers/141234/week.csv: 1 row read. 10 marks of 1 pupil in 10 sessions, from 8 September 2025 to 12 September 2025. "
                + "Codes: \\ 4, / 3, I 2, L 1.",
            Lines);
    }

    [Fact]
    public async Task Everything_that_a_night_would_say_is_said_once()
    {
        await NewAsync();
        Write("settings/trust.json", (await File.ReadAllTextAsync(Path.Combine(Folder, "settings/trust.json"), Cancellation))
            .Replace("\"mode\"", "\"mod\"", StringComparison.Ordinal));
        Write("rosters/141234.csv", "Pupils of 4B\n\nUPN,First Name,Last Name,Year,House,Contact 1 Name,Contact1ParentalResponsibility,"
            + $"Contact1Mobile\n{Zoe},Zoe,Sample,4,Red,Pat Sample,yes,07700 900001\n{Ben},Ben,Sample,4,Red,Jo Sample,yes,\n");
        Write("rosters/141235.csv", "Candidate,First Name,Last Name,Year\n" + $"{Zoe},Zoe,Sample,4\n");
        Write("rosters/999999.csv", "UPN,Forename,Surname,YearGroup\n");
        Write("registers/141234/a.csv", "UPN,Date,Session,Code\n"
            + string.Concat(Enumerable.Range(1, 5).Select(day => $"{Zoe},2025-09-0{day},AM,H\n")) + $"{Zoe},2025-09-08,AM,/\n");

        Assert.Equal(CommandLine.Failed, await CheckAsync());

        Assert.Single(Lines, line => line.Contains("do you mean \"mode\"?", StringComparison.Ordinal));
        Assert.Contains(
            "    Columns: UPN, Forename, Surname, YearGroup, Contact1Name, Contact1ParentalResponsibility, Contact1Mobile. Found by their "
                + "headings: Forename as \"First Name\", Surname as \"Last Name\", YearGroup as \"Year\". Not read: \"House\".",
            Lines);
        Assert.Contains("    Left out: line 1 above the header.", Lines);
        Assert.Contains(
            "    Contacts: the families of 1 can be reached by text, of 0 by email alone, of 1 not at all.", Lines);
        Assert.Contains("    No pupil has Address, needed for: returns to the local authority.", Lines);
        Assert.Single(Lines, line => line.StartsWith(
            "    5 rows would come back, lines 2, 3, 4 and 2 more: Code: H was withdrawn", StringComparison.Ordinal));
        Assert.Single(Lines, line => line.StartsWith("  rosters/141235.csv: rejected.", StringComparison.Ordinal)
            && line.Contains("\"columns\": { \"UPN\": \"Candidate\" }", StringComparison.Ordinal));
        Assert.Single(Lines, line => line.StartsWith("rosters/999999.csv: would be held.", StringComparison.Ordinal));
        Assert.DoesNotContain(Lines, line => line.Contains("Pat Sample", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Faulty_settings_are_named_with_every_fault_and_nothing_else_is_read()
    {
        Write("settings/trust.json", """{ "name": "Oak", "policy": "no-such", "lead": { "email": "x" }, "terms": [], "schools": [] }""");

        Assert.Equal(CommandLine.Failed, await CheckAsync());
        Assert.Equal("The settings cannot be used, and nothing else is read:", Lines[0]);
        Assert.Equal(4, Lines.Count(line => line.StartsWith("  settings/trust.json $.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_folder_with_files_is_not_begun_anew()
    {
        Write("notes.txt", "ours");

        var refused = await Assert.ThrowsAsync<UserErrorException>(() => NewAsync());

        Assert.Contains("is not empty", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_that_end_early_write_nothing()
    {
        await Assert.ThrowsAsync<UserErrorException>(() => NewAsync("Oak Trust", "odbst"));

        Assert.False(Directory.Exists(Folder));
    }

    [Fact]
    public async Task An_answer_that_cannot_be_used_is_asked_again()
    {
        await NewAsync(
            "Oak Trust", "no-such", "", "Owen Carter", "x", "lead@example.org", "14 12", "141234", "Riverside", "castle", "primary",
            "Oxfordshire", "1", "01632 960001", "9", "09:15", "", "141234", "");

        Assert.Equal(7, Lines.Count(line => line.StartsWith("  ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(2025, "2025-09-02 2025-10-24, 2025-11-03 2025-12-19, 2026-01-05 2026-02-13, 2026-02-23 2026-03-27, "
        + "2026-04-13 2026-05-22, 2026-06-01 2026-07-22")]
    [InlineData(2026, "2026-09-02 2026-10-23, 2026-11-02 2026-12-18, 2027-01-04 2027-02-12, 2027-02-22 2027-03-19, "
        + "2027-04-05 2027-05-28, 2027-06-07 2027-07-22")]
    public void Typical_terms_are_six_half_terms_in_order(int year, string terms) => Assert.Equal(
        terms,
        string.Join(", ", TypicalTerms.Of(year).HalfTerms.Select(term =>
            FormattableString.Invariant($"{term.From:yyyy-MM-dd} {term.To:yyyy-MM-dd}"))));

    private Task<int> NewAsync(params string[] answers)
    {
        string[] usual =
        [
            "Oak Trust", "", "Owen Carter", "lead@example.org", "141234", "Riverside Primary School", "", "Oxfordshire", "01632 960001", "",
            "office@example.org", "Jo Hill", "141235", "Millstream Academy", "secondary", "", "01632 960002", "09:00", "", "",
        ];
        return new NewCommand(View, new StringReader(string.Join('\n', answers.Length > 0 ? answers : usual) + "\n"), new Day()).RunAsync(
            Folder, Cancellation);
    }

    private Task<int> CheckAsync() => new CheckCommand(View, new Day()).RunAsync(Folder, night: null, Cancellation);

    private LineView View => new(_output, TimeProvider.System);

    private void Write(string path, string content)
    {
        var file = new FileInfo(Path.Combine(Folder, path));
        file.Directory!.Create();
        File.WriteAllText(file.FullName, content, Encoding.UTF8);
    }

    /// <summary>The clock of a day in the school year 2025/26.</summary>
    private sealed class Day : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2025, 9, 12, 17, 0, 0, TimeSpan.Zero);
    }
}
