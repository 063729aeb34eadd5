using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Local.Host.Setup;
using AttendanceFunctions.Local.Host.Views;

namespace AttendanceFunctions.Local.Host.Commands;

/// <summary>The <c>new</c> command: asks a few questions and writes a trust's folder to begin with.</summary>
/// <param name="view">Shows the questions.</param>
/// <param name="answers">What the person writes.</param>
/// <param name="clock">Says which school year it is.</param>
public sealed class NewCommand(INightView view, TextReader answers, TimeProvider clock)
{
    /// <summary>The name of the schema's copy in the folder, for editors.</summary>
    private const string SchemaFile = "trust.schema.json";

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Questions _questions = new(answers, view.Report);

    /// <summary>Asks, and writes the folder.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="UserErrorException">The folder has files already, or the answers end early.</exception>
    public async Task<int> RunAsync(string path, CancellationToken cancellationToken)
    {
        var folder = new DirectoryInfo(path);
        if (folder.Exists && folder.EnumerateFileSystemInfos().Any())
        {
            throw new UserErrorException($"{folder.FullName} is not empty. Give --data a new folder.");
        }

        var (trust, staff) = AskTrust();
        AskSchools(trust, staff);
        foreach (var (name, content) in FilesOf(trust, staff))
        {
            var file = new FileInfo(Path.Combine(folder.FullName, name));
            file.Directory?.Create();
            await File.WriteAllTextAsync(file.FullName, content, cancellationToken);
        }

        foreach (var school in trust["schools"]!.AsArray())
        {
            folder.CreateSubdirectory(Path.Combine("registers", school!["id"]!.GetValue<string>()));
        }

        folder.CreateSubdirectory("rosters");
        view.Report($"Written to {folder.FullName}. Next:");
        view.Report("1. Compare the half terms in settings/trust.json with those of your schools.");
        view.Report("2. Export a roster and registers from your school system, as in examples/, to rosters/ and registers/.");
        view.Report("3. Run check with this folder. It says what a night would say.");
        return CommandLine.Done;
    }

    private (JsonObject Trust, List<string> Staff) AskTrust()
    {
        var name = _questions.Ask("What is the trust called?");
        var policies = BuiltInPolicies.All.Select(policy => policy.Id).ToList();
        var policy = _questions.Ask(
            $"Which policy do its schools follow: {English.OneOf(policies)}? You can write one of your own later.", policies[0],
            answer => policies.Contains(answer) ? null : $"It is one of {English.List(policies)}.");
        var lead = _questions.Ask("Who leads on attendance for the trust (name)?");
        var email = _questions.Ask("What is that person's email address?", faultOf: FaultOfEmail);
        var today = London.DateAt(clock.GetUtcNow());
        var year = AcademicYear.Of(today);
        var (terms, mayDay) = TypicalTerms.Of(year.StartYear);
        return (
            new JsonObject
            {
                ["$schema"] = $"../{SchemaFile}",
                ["comment"] = $"The half terms are those of a usual year {year}: compare them with your schools'.",
                ["name"] = name,
                ["policy"] = policy,
                ["mode"] = "review",
                ["lead"] = new JsonObject { ["name"] = lead, ["email"] = email },
                ["terms"] = new JsonArray([.. terms.Select(term => new JsonObject { ["from"] = Iso(term.From), ["to"] = Iso(term.To) })]),
                ["closures"] = new JsonArray(Iso(mayDay)),
                ["schools"] = new JsonArray(),
            },
            [Row(email, lead, StaffRole.TrustLead, StaffReader.AllSchools), Row(email, lead, StaffRole.Operator, StaffReader.AllSchools)]);
    }

    private void AskSchools(JsonObject trust, List<string> staff)
    {
        var schools = trust["schools"]!.AsArray();
        var phases = Enum.GetNames<Phase>().Select(phase => phase.ToLowerInvariant()).ToList();
        while (true)
        {
            var id = _questions.Ask(
                schools.Count == 0 ? "What is the URN of the first school?"
                    : "What is the URN of the next school? Leave it empty if there is none.",
                schools.Count == 0 ? null : "",
                answer => !SchoolId.TryParse(answer, out _) ? "It has letters, digits and hyphens alone."
                    : schools.Any(known => known!["id"]!.GetValue<string>() == answer) ? "This school is there already." : null);
            if (id.Length == 0)
            {
                return;
            }

            var school = new JsonObject
            {
                ["id"] = id,
                ["name"] = _questions.Ask("What is it called, as parents know it?"),
                ["phase"] = _questions.Ask($"What is it: {English.OneOf(phases)}?", phases[0],
                    answer => phases.Contains(answer) ? null : $"It is one of {English.List(phases)}."),
                ["localAuthority"] = _questions.Ask(
                    "Which local authority is it in?",
                    schools.Count == 0 ? null : schools[^1]!["localAuthority"]!.GetValue<string>()),
                ["phone"] = _questions.Ask("Which telephone number can parents call?", faultOf: FaultOfPhone),
                ["registersClose"] = _questions.Ask("When does the morning register close?", "09:30",
                    answer => TimeOnly.TryParseExact(answer, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                        ? null : "Write it as 09:15."),
            };
            var office = _questions.Ask("What is the email address of its office? Leave it empty to add it later.", "", FaultOfEmail);
            if (office.Length > 0)
            {
                school["morningEmail"] = new JsonArray(office);
                staff.Add(Row(office, _questions.Ask("Who works there (name)?"), StaffRole.Office, id));
            }

            schools.Add(school);
        }
    }

    private static IEnumerable<(string Name, string Content)> FilesOf(JsonObject trust, List<string> staff)
    {
        yield return ($"settings/{SettingsReader.TrustFile}", trust.ToJsonString(Readable) + "\n");
        yield return ($"settings/{StaffReader.File}", string.Join('\n', staff.Prepend("SignInName,Name,Role,Schools")) + "\n");
        yield return (SchemaFile, Resource(SchemaFile));
        yield return ("examples/roster.csv",
            "UPN,Forename,Surname,YearGroup,Class,DateOfBirth,Contact1Name,Contact1ParentalResponsibility,Contact1Mobile,Contact1Email\n"
            + "R931200125001,Alex,Sample,4,4B,2017-02-03,Pat Sample,yes,07700 900001,pat@example.org\n");
        yield return ("examples/register by session.csv",
            "UPN,Date,Session,Code,MinutesLate\nR931200125001,2025-09-08,AM,/,\nR931200125001,2025-09-08,PM,L,12\n");
        yield return ("examples/register by week.csv",
            "UPN,WeekStarting,MonAM,MonPM,TueAM,TuePM,WedAM,WedPM,ThuAM,ThuPM,FriAM,FriPM\n"
            + "R931200125001,2025-09-08,/,\\,/,\\,I (flu),I,/,\\,L 12,\\\n");
    }

    private static string Row(string signInName, string name, StaffRole role, string schools) =>
        $"{signInName},{Quoted(name)},{role.InWords()},{schools}";

    private static string Quoted(string cell) =>
        cell.AsSpan().ContainsAny(",\"") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;

    private static string? FaultOfEmail(string answer) =>
        EmailAddress.TryParse(answer, out _) ? null : "It is an email address, such as office@example.org.";

    private static string? FaultOfPhone(string answer) =>
        answer.Count(char.IsAsciiDigit) is >= 9 and <= 15 ? null : "It is a telephone number, such as 01632 960001.";

    private static string Resource(string name)
    {
        using var stream = typeof(NewCommand).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"There is no resource {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
