namespace AttendanceFunctions.Functions.Intake;

/// <summary>Reads the roster of a school.</summary>
public static class RosterReader
{
    /// <summary>Reads a file row by row; of two rows with one UPN the first is kept. Never throws because of a file's content.</summary>
    public static Checked<ReadFile<Pupil>> Read(byte[] content) => SourceTable.Open(content).Then<ReadFile<Pupil>>(table =>
        RosterRow.Check(table.Header) is { } reason
            ? new Checked<ReadFile<Pupil>>.Invalid(reason)
            : new Checked<ReadFile<Pupil>>.Valid(Read(table)));

    private static ReadFile<Pupil> Read(SourceTable table)
    {
        var reader = new RosterRow(table.Header);
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

/// <summary>Reads one row of a roster. A row is rejected if a cell that affects whether a family is contacted cannot be read.</summary>
internal sealed class RosterRow(HeaderRow header)
{
    private const int MostContacts = 9;

    private static readonly string[] RequiredColumns = ["UPN", "Forename", "Surname", "YearGroup"];

    private static readonly string[] OptionalColumns =
    [
        "PreferredName", "Class", "DateOfBirth", "SEN", "PupilPremium", "FSM", "LookedAfter", "SocialWorker",
        "Admission", "Leaving", "Circumstance", "NudgesOff", "Language",
    ];

    private static readonly string[] ContactColumns = ["Name", "Relationship", "ParentalResponsibility", "Mobile", "Email"];

    private static readonly string[] Columns =
    [
        .. RequiredColumns, .. OptionalColumns,
        .. Enumerable.Range(1, MostContacts).SelectMany(slot => ContactColumns.Select(name => $"Contact{slot}{name}")),
    ];

    private readonly Dictionary<string, Column> _columns = Columns.ToDictionary(name => name, header.Find, StringComparer.Ordinal);

    /// <summary>The numbers, from 1, of the contacts that the roster has columns for.</summary>
    private readonly int[] _contacts =
        [.. Enumerable.Range(1, MostContacts).Where(slot => ContactColumns.Any(name => header.Has($"Contact{slot}{name}")))];

    /// <summary>What is wrong with a roster's header, as a sentence; null if nothing is.</summary>
    public static string? Check(HeaderRow header) => header.Check("roster", RequiredColumns, Columns);

    /// <summary>The pupil of a row; null if a fault was added.</summary>
    public Pupil? Read(SourceRow row, RowFaults faults)
    {
        SourceCell.TryReadUpn(row[_columns["UPN"]], faults, out var upn);
        var forename = Required(row, "Forename", faults);
        var surname = Required(row, "Surname", faults);
        var yearGroup = Required(row, "YearGroup", faults);
        var preferred = Text(row, "PreferredName");
        var dateOfBirth = Date(row, "DateOfBirth", faults)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
        var characteristics = new Characteristics(
            ReadSen(row, faults), Flag(row, "PupilPremium", faults), Flag(row, "FSM", faults),
            Flag(row, "LookedAfter", faults), Flag(row, "SocialWorker", faults));
        var onRoll = ReadOnRoll(row, faults);
        var nudgesOff = Flag(row, "NudgesOff", faults);
        var contacts = _contacts.Select(slot => ReadContact(row, slot, faults)).Where(IsSomebody).ToList();
        return faults.Any ? null : new Pupil(
            upn, forename, preferred.Length > 0 ? preferred : forename, surname, yearGroup, Text(row, "Class"),
            dateOfBirth, characteristics, onRoll, Text(row, "Circumstance"), nudgesOff, contacts)
        {
            Language = Text(row, "Language"),
        };
    }

    /// <summary>Whether a contact has any content: a roster has columns for more contacts than most pupils have.</summary>
    private static bool IsSomebody(Contact contact) =>
        contact.Name.Length + contact.Relationship.Length + contact.Mobile.Length + contact.Email.Length > 0;

    // A line break in a name would appear in a letter.
    private string Text(SourceRow row, string name) =>
        string.Join(' ', row[_columns[name]].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private string Required(SourceRow row, string name, RowFaults faults)
    {
        var text = Text(row, name);
        return text.Length > 0 ? text : faults.Fail($"{name} is empty: fill it in.", instead: "");
    }

    private bool Flag(SourceRow row, string name, RowFaults faults) => SourceCell.ReadFlag(name, row[_columns[name]], faults);

    private DateOnly? Date(SourceRow row, string name, RowFaults faults)
    {
        var cell = row[_columns[name]];
        return cell.Length > 0 && SourceCell.TryReadDate(name, cell, faults, out var date) ? date : null;
    }

    private Sen ReadSen(SourceRow row, RowFaults faults) => row[_columns["SEN"]].ToUpperInvariant() switch
    {
        "N" or "" => Sen.None,
        "K" => Sen.Support,
        "E" => Sen.Plan,
        _ => faults.Fail($"SEN {English.Quote(row[_columns["SEN"]])} is none of N (none), K (SEN support), E (plan).", instead: Sen.None),
    };

    private OnRoll ReadOnRoll(SourceRow row, RowFaults faults)
    {
        var always = OnRoll.Always;
        var onRoll = new OnRoll(Date(row, "Admission", faults) ?? always.Admission, Date(row, "Leaving", faults) ?? always.Leaving);
        if (onRoll.Leaving < onRoll.Admission)
        {
            faults.Add($"Leaving {English.Day(onRoll.Leaving)} is before Admission {English.Day(onRoll.Admission)}: correct one of them.");
        }

        return onRoll;
    }

    private Contact ReadContact(SourceRow row, int slot, RowFaults faults) => new(
        slot, Text(row, $"Contact{slot}Name"), Text(row, $"Contact{slot}Relationship"),
        Flag(row, $"Contact{slot}ParentalResponsibility", faults),
        Text(row, $"Contact{slot}Mobile"), Text(row, $"Contact{slot}Email"));
}
