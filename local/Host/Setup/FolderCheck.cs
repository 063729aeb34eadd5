using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Letters;
using AttendanceFunctions.Functions.Storage;

namespace AttendanceFunctions.Local.Host.Setup;

/// <summary>A file of a folder that is checked.</summary>
/// <param name="Container">The container into which it would be uploaded.</param>
/// <param name="Path">Its path in the container.</param>
public sealed record FolderFile(string Container, string Path, byte[] Content)
{
    public string Name => $"{Container}/{Path}";
}

/// <summary>What a night would say of a folder.</summary>
/// <param name="Lines">In the order of reading; a line that belongs to the one before it begins with spaces.</param>
/// <param name="IsClean">Whether every file and row of it would be applied.</param>
public sealed record FolderFindings(IReadOnlyList<string> Lines, bool IsClean);

/// <summary>
/// Says of a folder of settings, rosters and registers what the first night would say of it, by the night's own readers. It stores nothing.
/// </summary>
public sealed class FolderCheck
{
    /// <summary>What a roster is needed for, by the columns that have it; a feature needs one of them to be filled.</summary>
    private static readonly (string Columns, Func<Pupil, bool> Has, string Feature)[] Features =
    [
        ("DateOfBirth", pupil => pupil.DateOfBirth.Length > 0, "compulsory school age, and with it the thresholds of the law"),
        ("Admission", pupil => pupil.OnRoll.Admission != OnRoll.Always.Admission, "the new pupil return, and a case at another school"),
        ("Address", pupil => pupil.HomeAddress.Length > 0, "returns to the local authority"),
        ("Contact1Address …", pupil => pupil.Contacts.Any(contact => contact.HomeAddress.Length > 0), "the parents in these returns"),
        ("Sex and LastSchool", pupil => pupil.Sex != Sex.NotStated || pupil.LastSchool.Length > 0, "the new pupil return"),
        ("Language", pupil => pupil.Language.Length > 0, "messages in another language than English"),
        ("SocialWorker", pupil => pupil.Characteristics.SocialWorker, "telling social workers of absence"),
        ("Class", pupil => pupil.Class.Length > 0, "classes on the lists, and the class of the week"),
    ];

    private readonly List<string> _lines = [];

    private readonly IReadOnlyList<FolderFile> _files;

    private readonly DateOnly? _night;

    private bool _isClean = true;

    private FolderCheck(IReadOnlyList<FolderFile> files, DateOnly? night) => (_files, _night) = (files, night);

    /// <summary>Checks a folder.</summary>
    /// <param name="night">The school day whose night is asked; null for the last one of the settings' terms until today.</param>
    public static FolderFindings Of(IReadOnlyList<FolderFile> files, DateOnly? night, DateOnly today)
    {
        var check = new FolderCheck(files, night);
        check.Run(today);
        return new(check._lines, check._isClean);
    }

    private void Run(DateOnly today)
    {
        var settings = SettingsReader.Read([.. In(Containers.Settings).Where(file => SettingsReader.Reads(file.Path))
            .Select(file => new SettingsFile(file.Path, Version: "", file.Content))]);
        if (settings is not Checked<Settings>.Valid { Value: var known, Remarks: var remarks })
        {
            Say("The settings cannot be used, and nothing else is read:");
            ((Checked<Settings>.Invalid)settings).Faults.ToList().ForEach(fault => Fail($"  {fault}"));
            return;
        }

        SaySettings(known, remarks);
        var night = _night ?? LastDay(known.Trust, today);
        Say($"Read as on the night of {English.Day(night)}.");
        foreach (var school in known.Trust.Schools)
        {
            Check(known.Trust, school, night);
        }

        SayOthers(known.Trust);
    }

    private void SaySettings(Settings settings, IReadOnlyList<Fault> remarks)
    {
        var (trust, calendar) = (settings.Trust, settings.Trust.Schools[0].Calendar);
        Say($"settings/{SettingsReader.TrustFile}: {trust.Name}, {English.Count(trust.Schools.Count, "school")}, "
            + $"{English.Count(calendar.HalfTerms.Count, "half term")} from {English.Day(calendar.HalfTerms[0].From)} to "
            + $"{English.Day(calendar.HalfTerms[^1].To)}.");
        foreach (var remark in remarks)
        {
            Fail($"  {remark}");
        }

        Say(settings.Staff switch
        {
            Checked<Staff>.Valid { Value.Members.Count: 0 } => "  Nobody may open the office: there is no settings/staff.csv.",
            Checked<Staff>.Valid valid => $"  {English.Count(valid.Value.Members.Count, "person", "people")} may open the office.",
            _ => "  Nobody may open the office until the faults of settings/staff.csv are corrected.",
        });
        Say(trust.Schools.Any(school => school.Morning.IsOn)
            ? "  First-day texts are on." : "  First-day texts are off: there is no \"morning\".");
        foreach (var file in In(Containers.Settings).Where(file => file.Path.StartsWith(LetterTemplates.Folder, StringComparison.Ordinal)))
        {
            CheckLetter(file);
        }
    }

    private void CheckLetter(FolderFile letter)
    {
        if (!LetterKinds.ByName.TryGetValue(Path.GetFileNameWithoutExtension(letter.Path), out var kind))
        {
            Fail($"{letter.Name}: no letter has this name; the letters are {string.Join(", ", LetterKinds.ByName.Keys)}.");
        }
        else if (TemplateReader.Read(letter.Content, kind) is Checked<LetterTemplate>.Invalid faulty)
        {
            faulty.Faults.ToList().ForEach(fault => Fail($"{letter.Name} {fault}"));
        }
        else
        {
            Say($"{letter.Name}: a template of {kind.TitleOf()}.");
        }
    }

    private void Check(Trust trust, School school, DateOnly night)
    {
        Say($"{school.Name} ({school.Id}), policy {school.Policy.Name}:");
        var roster = In(Containers.Rosters).LastOrDefault(file => RosterIntake.SchoolOf(file.Path) == $"{school.Id}");
        if (roster is null)
        {
            Fail($"  There is no rosters/{RosterIntake.PathOf(school.Id)}; without it no mark can be matched to a pupil.");
            return;
        }

        var read = RosterReader.Read(roster.Content, night, school.Columns);
        SayReading($"  {roster.Name}", FileReading.Of(read, pupils => $"{English.Count(pupils.Count, "pupil")}."));
        if (read is Checked<ReadFile<Pupil>>.Valid { Value.Values: { Count: > 0 } pupils })
        {
            SayContacts(pupils);
            SayMissing(pupils);
            CheckRegisters(trust, school, night, pupils);
        }
    }

    private void CheckRegisters(Trust trust, School school, DateOnly night, IReadOnlyList<Pupil> pupils)
    {
        var roster = new SchoolRoster(pupils.ToDictionary(pupil => pupil.Upn), ETag: null);
        var reader = RegisterIntake.ReaderOf(school, night, roster);
        var registers = In(Containers.Registers).Where(file => file.Path.StartsWith($"{school.Id}/", StringComparison.Ordinal))
            .Select(file => new ReadRegister(
                new(file.Container, file.Path, ETag: "", default, file.Content.Length), reader.Read(file.Content), IsNew: true))
            .ToList();
        var held = new Coverage(school, night, pupils, trust.MinimumCoverage).Hold(registers, []);
        foreach (var register in registers)
        {
            SayReading($"  {register.File.Name}", FileReading.Of(register.Content, marks => Describe(register.Dates, marks)));
            if (held.TryGetValue(register, out var reason))
            {
                Fail($"    It would be held. {reason}");
            }
        }

        if (registers.Count == 0)
        {
            Say($"  There are no registers in registers/{school.Id}/ yet.");
        }
    }

    private static string Describe(StatedDates dates, IReadOnlyList<PupilMark> marks) => marks.Count == 0
        ? "It states no mark of this school year."
        : $"{English.Count(marks.Count, "mark")} of {English.Count(marks.Select(mark => mark.Upn).Distinct().Count(), "pupil")} in "
            + $"{English.Count(marks.Select(mark => mark.Stated.Session).Distinct().Count(), "session")}, {dates.InWords()}. Codes: "
            + string.Join(", ", marks.GroupBy(mark => $"{mark.Stated.Mark}", StringComparer.Ordinal)
                .OrderByDescending(code => code.Count()).ThenBy(code => code.Key, StringComparer.Ordinal)
                .Select(code => $"{code.Key} {English.Number(code.Count())}")) + ".";

    private void SayReading(string name, FileReading reading)
    {
        if (reading.Rejection is { } rejection)
        {
            Fail($"{name}: rejected. {rejection}");
            return;
        }

        Say($"{name}: {English.Count(reading.Rows, "row")} read. {reading.What}");
        var renamed = reading.Columns.Read.Where(column => Headings.Plain(column.Column) != Headings.Plain(column.Heading))
            .Select(column => $"{column.Column} as {English.Quote(column.Heading)}").ToList();
        Say($"    Columns: {string.Join(", ", reading.Columns.Read.Select(column => column.Column))}."
            + (renamed.Count > 0 ? $" Found by their headings: {string.Join(", ", renamed)}." : "")
            + (reading.Columns.Others.Count > 0
                ? $" Not read: {string.Join(", ", reading.Columns.Others.Select(English.Quote))}." : ""));
        foreach (var note in reading.Notes)
        {
            Say($"    {note}");
        }

        foreach (var alike in reading.Returned)
        {
            Fail($"    {English.Count(alike.Count, "row")} would come back, {alike.Places}: {alike.Sentence}");
        }

        foreach (var alike in reading.Remarks)
        {
            Say($"    {English.Count(alike.Count, "row")} to look at, {alike.Places}: {alike.Sentence}");
        }
    }

    private void SayContacts(IReadOnlyList<Pupil> pupils)
    {
        var channels = pupils.Select(pupil => pupil.Contacts.Where(contact => contact.HasParentalResponsibility)
            .SelectMany(Address.AllOf).Select(address => (Channel?)address.Channel).Order().FirstOrDefault()).ToList();
        var (texts, emails) = (channels.Count(channel => channel == Channel.Text), channels.Count(channel => channel == Channel.Email));
        Say($"    Contacts: the families of {English.Number(texts)} can be reached by text, of {English.Number(emails)} by email alone, of "
            + $"{English.Number(pupils.Count - texts - emails)} not at all.");
    }

    private void SayMissing(IReadOnlyList<Pupil> pupils)
    {
        foreach (var (columns, has, feature) in Features.Where(feature => !pupils.Any(feature.Has)))
        {
            Say($"    No pupil has {columns}, needed for: {feature}.");
        }
    }

    /// <summary>Files that belong to no school, and decisions.</summary>
    private void SayOthers(Trust trust)
    {
        foreach (var file in _files.Where(file => file.Container is Containers.Rosters or Containers.Registers))
        {
            var school = file.Container == Containers.Rosters ? RosterIntake.SchoolOf(file.Path) : file.Path.Split('/')[0];
            if (!SchoolId.TryParse(school, out var id) || !trust.TryFind(id, out _))
            {
                Fail($"{file.Name}: would be held. No school of settings/{SettingsReader.TrustFile} has the id {English.Quote(school)}.");
            }
        }

        foreach (var file in In(Containers.Decisions))
        {
            SayReading(file.Name, FileReading.Of(
                DecisionReader.Read(file.Path, new(file.Content, Uploader: null)), rows => $"{English.Count(rows.Count, "decision")}."));
        }
    }

    private static DateOnly LastDay(Trust trust, DateOnly today)
    {
        var calendar = trust.Schools[0].Calendar;
        var first = calendar.HalfTerms[0].From;
        return calendar.SchoolDaysFrom(first).TakeWhile(day => day <= today).LastOrDefault(first);
    }

    private IEnumerable<FolderFile> In(string container) =>
        _files.Where(file => file.Container == container).OrderBy(file => file.Path, StringComparer.Ordinal);

    private void Say(string line) => _lines.Add(line);

    /// <summary>Says something that has to be corrected.</summary>
    private void Fail(string line)
    {
        _isClean = false;
        _lines.Add(line);
    }
}
