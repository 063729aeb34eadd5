namespace AttendanceFunctions.Functions.Intake;

/// <summary>Reads the roster of a school.</summary>
public static class RosterReader
{
    /// <summary>The columns that are read, the four that must be there first (docs/inputs.md).</summary>
    public static IReadOnlyList<string> Columns => RosterRow.Columns;

    /// <summary>Reads a file row by row; of two rows with one UPN the first is kept. Never throws because of a file's content.</summary>
    /// <param name="night">The night of the run, by which dates are judged: a pupil is not born after it.</param>
    /// <param name="columns">The headings of the school's exports, by column, as the trust's settings say.</param>
    public static Checked<ReadFile<Pupil>> Read(byte[] content, DateOnly night, IReadOnlyDictionary<string, string> columns) =>
        SourceTable.Open(content, RosterRow.Kind(columns)).Then<ReadFile<Pupil>>(table =>
        RosterRow.Check(table) is { } reason
            ? new Checked<ReadFile<Pupil>>.Invalid(reason)
            : new Checked<ReadFile<Pupil>>.Valid(Read(table, night)));

    /// <summary>The same where the settings give no headings.</summary>
    public static Checked<ReadFile<Pupil>> Read(byte[] content, DateOnly night) => Read(content, night, new Dictionary<string, string>());

    private static ReadFile<Pupil> Read(SourceTable table, DateOnly night)
    {
        var reader = new RosterRow(table.Header, night);
        var lines = new Dictionary<Upn, int>();
        return table.ReadRows<Pupil>((row, faults) =>
        {
            var pupil = reader.Read(row, faults);
            if (pupil is not null && !lines.TryAdd(pupil.Upn, row.Line))
            {
                faults.Add($"The pupil {pupil.Upn} is on line {lines[pupil.Upn]} already: keep one row for each pupil.");
            }

            return pupil is null ? [] : [pupil];
        });
    }
}

/// <summary>
/// Reads one row of a roster. A row is rejected if a cell that affects whether a family is contacted cannot be read, or if the pupil would
/// be without a name. Another text that cannot be used is left out with a remark, because a pupil without a row is one whom nobody asks
/// after.
/// </summary>
internal sealed class RosterRow(HeaderRow header, DateOnly night)
{
    /// <summary>An education, health and care plan ends at 25 at the latest.</summary>
    private const int OldestPupil = 26;

    /// <summary>How many years after the night a pupil may join or leave: from nursery to the end of the sixth form.</summary>
    private const int LongestStay = 20;

    /// <summary>The circumstance of a pupil whose own cannot be used, so that people still handle the family's messages.</summary>
    private const string CircumstanceOnFile = "on file at the school";

    private static readonly string[] RequiredColumns = ["UPN", "Forename", "Surname", "YearGroup"];

    private static readonly string[] OptionalColumns =
    [
        "PreferredName", "Class", "DateOfBirth", "SEN", "PupilPremium", "FSM", "LookedAfter", "SocialWorker",
        "Admission", "Leaving", "Circumstance", "NudgesOff", "Language", "EnrolmentStatus",
        "Sex", "LastSchool", "Address", "LeavingReason", "Destination", "NewAddress",
        "SocialWorkerName", "YouthOffendingWorker", "YouthOffendingWorkerName", "VirtualSchoolName", "TimetableEnd", "TimetableReview",
    ];

    private static readonly string[] ContactColumns = ["Name", "Relationship", "ParentalResponsibility", "Mobile", "Email", "Address"];

    /// <summary>All columns of a roster.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        .. RequiredColumns, .. OptionalColumns,
        .. Enumerable.Range(1, Contact.Most).SelectMany(slot => ContactColumns.Select(name => $"Contact{slot}{name}")),
    ];

    private readonly Dictionary<string, Column> _columns = Columns.ToDictionary(name => name, header.Find, StringComparer.Ordinal);

    /// <summary>The numbers, from 1, of the contacts that the roster has columns for.</summary>
    private readonly int[] _contacts =
        [.. Enumerable.Range(1, Contact.Most).Where(slot => ContactColumns.Any(name => header.Has($"Contact{slot}{name}")))];

    /// <summary>Rosters as systems export them.</summary>
    /// <param name="own">The headings of the trust's exports, by column.</param>
    public static ExportKind Kind(IReadOnlyDictionary<string, string> own) =>
        new(Bounds.Roster, Headings.Of(own), Columns, header => RequiredColumns.All(header.Has));

    /// <summary>What is wrong with a roster's header, in sentences; null if nothing is.</summary>
    public static string? Check(SourceTable table) => table.Header.Check("roster", RequiredColumns, Columns) is { } reason
        ? reason + ColumnProposal.Of(table, [RequiredColumns])
        : null;

    /// <summary>The pupil of a row; null if a fault was added.</summary>
    public Pupil? Read(SourceRow row, RowFaults faults)
    {
        if (SourceCell.TryReadUpn(row[_columns["UPN"]], faults, out var upn) && !upn.IsValid)
        {
            faults.Remark(
                $"{upn} is not a valid UPN, which is a check letter and twelve digits (the last may be a letter). "
                    + "Compare it with the pupil's record: a number that is typed wrongly may be another child's.");
        }

        var forename = Required(row, "Forename", SchoolText.Name, faults);
        var surname = Required(row, "Surname", SchoolText.Name, faults);
        var yearGroup = Required(row, "YearGroup", SchoolText.Label, faults);
        var preferred = Text(row, "PreferredName", SchoolText.Name, forename, "The forename is used", faults);
        var dateOfBirth = DateOfBirth(row, faults)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
        var characteristics = new Characteristics(
            ReadSen(row, faults), Flag(row, "PupilPremium", faults), Flag(row, "FSM", faults),
            Flag(row, "LookedAfter", faults), Flag(row, "SocialWorker", faults))
        {
            YouthOffendingWorker = Flag(row, "YouthOffendingWorker", faults),
        };
        var onRoll = ReadOnRoll(row, faults);
        var nudgesOff = Flag(row, "NudgesOff", faults);
        var contacts = _contacts.Select(slot => ReadContact(row, slot, faults)).Where(IsSomebody).ToList();
        return faults.Any ? null : new Pupil(
            upn, forename, preferred.Length > 0 ? preferred : forename, surname, yearGroup, Label(row, "Class", faults),
            dateOfBirth, characteristics, onRoll, Circumstance(row, faults), nudgesOff, contacts)
        {
            Language = Label(row, "Language", faults),
            EnrolmentStatus = ReadEnrolmentStatus(row, faults),
            Sex = ReadSex(row, faults),
            LastSchool = Place(row, "LastSchool", faults),
            HomeAddress = Place(row, "Address", faults),
            Departure = new(ReadGround(row, faults), Place(row, "Destination", faults), Place(row, "NewAddress", faults)),
            Adults = new(
                Note(row, "SocialWorkerName", faults), Note(row, "YouthOffendingWorkerName", faults),
                Note(row, "VirtualSchoolName", faults)),
            TimetableEnd = DayOfTimetable(row, "TimetableEnd", faults),
            TimetableReview = DayOfTimetable(row, "TimetableReview", faults),
        };
    }

    /// <summary>Whether a contact has any content: a roster has columns for more contacts than most pupils have.</summary>
    private static bool IsSomebody(Contact contact) =>
        contact.Name.Length + contact.Relationship.Length + contact.Mobile.Length + contact.Email.Length > 0;

    /// <summary>A cell as it is used. A line break in a name would appear in a letter.</summary>
    private string Cell(SourceRow row, string name, SchoolText kind) =>
        English.OneLine(kind.Tidy(row[_columns[name]]));

    /// <summary>A text that may be left out; if it cannot be used, <paramref name="instead"/> with a remark.</summary>
    /// <param name="happened">What is done without it, as the start of a sentence.</param>
    private string Text(SourceRow row, string name, SchoolText kind, string instead, string happened, RowFaults faults)
    {
        var text = Cell(row, name, kind);
        if (kind.Allows(text))
        {
            return text;
        }

        faults.Remark($"{happened}: {kind.Fault(name, text)}");
        return instead;
    }

    private string Label(SourceRow row, string name, RowFaults faults) =>
        Text(row, name, SchoolText.Label, "", $"{name} was left out", faults);

    private string Place(SourceRow row, string name, RowFaults faults) =>
        Text(row, name, SchoolText.Place, "", $"{name} was left out", faults);

    private string Note(SourceRow row, string name, RowFaults faults) =>
        Text(row, name, SchoolText.Note, "", $"{name} was left out", faults);

    // The return names what is missing, so a row is not rejected because of it.
    private DeletionGround? ReadGround(SourceRow row, RowFaults faults)
    {
        var cell = row[_columns["LeavingReason"]];
        if (cell.Length > 0 && !DeletionGround.TryParse(cell, out _))
        {
            faults.Remark(
                $"LeavingReason was left out: {English.Quote(cell)} is none of the grounds of regulation 9, which are "
                    + $"{string.Join("; ", DeletionGround.All.Select(ground => ground.Words))}; or give the letter of one, a to o.");
        }

        return DeletionGround.TryParse(cell, out var known) ? known : null;
    }

    private string Circumstance(SourceRow row, RowFaults faults) =>
        Text(row, "Circumstance", SchoolText.Note, CircumstanceOnFile, "The text of the circumstance was left out", faults);

    private string Required(SourceRow row, string name, SchoolText kind, RowFaults faults)
    {
        var text = Cell(row, name, kind);
        return text.Length == 0 ? faults.Fail($"{name} is empty: fill it in.", instead: "")
            : kind.Allows(text) ? text
            : faults.Fail(kind.Fault(name, text), instead: "");
    }

    private bool Flag(SourceRow row, string name, RowFaults faults) => SourceCell.ReadFlag(name, row[_columns[name]], faults);

    private DateOnly? Date(SourceRow row, string name, RowFaults faults)
    {
        var cell = row[_columns[name]];
        return cell.Length > 0 && SourceCell.TryReadDate(name, cell, faults, out var date) ? date : null;
    }

    /// <summary>
    /// The letter of a cell that has a code alone or, as some systems print it, before its words: "K - SEN support", "M (Main)".
    /// </summary>
    private static string LetterOf(string cell) =>
        (cell.Length < 2 || !char.IsLetterOrDigit(cell[1]) ? cell[..Math.Min(cell.Length, 1)] : cell).ToUpperInvariant();

    private Sen ReadSen(SourceRow row, RowFaults faults) => LetterOf(row[_columns["SEN"]]) switch
    {
        "N" or "" => Sen.None,
        "K" => Sen.Support,
        "E" => Sen.Plan,
        _ => faults.Fail($"SEN {English.Quote(row[_columns["SEN"]])} is none of N (none), K (SEN support), E (plan).", instead: Sen.None),
    };

    // A return names it as missing, so a row is not rejected because of it.
    private Sex ReadSex(SourceRow row, RowFaults faults)
    {
        var cell = row[_columns["Sex"]];
        switch (cell.ToUpperInvariant())
        {
            case "":
                return Sex.NotStated;
            case "F" or "FEMALE":
                return Sex.Female;
            case "M" or "MALE":
                return Sex.Male;
            default:
                faults.Remark($"Sex was left out: {English.Quote(cell)} is neither F (female) nor M (male).");
                return Sex.NotStated;
        }
    }

    // What it decides, marks of another school, waits for the other school's word too; so a row is not rejected because of it.
    private EnrolmentStatus ReadEnrolmentStatus(SourceRow row, RowFaults faults)
    {
        var cell = row[_columns["EnrolmentStatus"]];
        switch (LetterOf(cell))
        {
            case "":
                return EnrolmentStatus.NotStated;
            case "C":
                return EnrolmentStatus.Current;
            case "M":
                return EnrolmentStatus.Main;
            case "S":
                return EnrolmentStatus.Subsidiary;
            default:
                faults.Remark(
                    $"EnrolmentStatus {English.Quote(cell)} is none of C (at this school alone), M (main dual registration), "
                        + "S (subsidiary dual registration), and is read as not stated.");
                return EnrolmentStatus.NotStated;
        }
    }

    // The register says whether there is a part-time timetable; without these days a review is asked for, so the row is applied.
    private DateOnly? DayOfTimetable(SourceRow row, string name, RowFaults faults)
    {
        var cell = row[_columns[name]];
        if (cell.Length == 0)
        {
            return null;
        }

        if (SourceCell.TryParseDate(cell, out var date))
        {
            return date;
        }

        faults.Remark($"{name} was left out: {English.Quote(cell)} is not a day: write it as 2025-09-08 or 08/09/2025.");
        return null;
    }

    private DateOnly? DateOfBirth(SourceRow row, RowFaults faults)
    {
        var date = Date(row, "DateOfBirth", faults);
        if (date is not { } born || (born <= night && night.Year - born.Year <= OldestPupil))
        {
            return date;
        }

        faults.Remark($"DateOfBirth was left out: {English.Day(born)} is no day on which a pupil can be born. Correct it.");
        return null;
    }

    /// <remarks>
    /// Systems print a day long ago or far away for an admission or a leaving that they do not know; it is read as none. One on the other
    /// side would take the pupil off the roll, so it rejects the row.
    /// </remarks>
    private OnRoll ReadOnRoll(SourceRow row, RowFaults faults)
    {
        var always = OnRoll.Always;
        var admission = DayOnRoll(row, "Admission", IsLongAgo, IsFarAway, always.Admission, faults);
        var leaving = DayOnRoll(row, "Leaving", IsFarAway, IsLongAgo, always.Leaving, faults);
        if (leaving < admission)
        {
            faults.Add($"Leaving {English.Day(leaving)} is before Admission {English.Day(admission)}: correct one of them.");
        }

        return new(admission, leaving);
    }

    private DateOnly DayOnRoll(
        SourceRow row, string name, Func<DateOnly, bool> isNone, Func<DateOnly, bool> isBeyond, DateOnly none, RowFaults faults)
    {
        if (Date(row, name, faults) is not { } date)
        {
            return none;
        }

        var fault = $"{English.Day(date)} is no day on which a pupil joins or leaves. Correct it or leave it empty.";
        if (isNone(date))
        {
            faults.Remark($"{name} was left out: {fault}");
            return none;
        }

        return isBeyond(date) ? faults.Fail($"{name} {fault}", instead: none) : date;
    }

    private bool IsLongAgo(DateOnly date) => night.Year - date.Year > OldestPupil;

    private bool IsFarAway(DateOnly date) => date.Year - night.Year > LongestStay;

    private Contact ReadContact(SourceRow row, int slot, RowFaults faults)
    {
        string Of(string column, SchoolText kind) =>
            Text(row, $"Contact{slot}{column}", kind, "", $"Contact{slot}{column} was left out", faults);

        return new(
            slot, Of("Name", SchoolText.Name), Of("Relationship", SchoolText.Label),
            Flag(row, $"Contact{slot}ParentalResponsibility", faults), Of("Mobile", SchoolText.Note), Of("Email", SchoolText.Note))
        {
            HomeAddress = Of("Address", SchoolText.Place),
        };
    }
}
