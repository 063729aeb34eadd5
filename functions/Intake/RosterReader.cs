using System.Diagnostics.CodeAnalysis;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>What a roster says.</summary>
/// <param name="Rows">Rows read: all but the header and blank rows.</param>
/// <param name="Pupils">One pupil per applied row, in the order of the file; no UPN twice.</param>
/// <param name="Rejections">The rows that were not applied, in the order of the file.</param>
/// <param name="Header">The header as the file has it.</param>
public sealed record RosterFile(int Rows, IReadOnlyList<Pupil> Pupils, IReadOnlyList<RejectedRow> Rejections, string Header)
    : ReadFile(Rows, Rejections, Header);

/// <summary>Reads the roster of a school.</summary>
public static class RosterReader
{
    /// <summary>Reads a file row by row; of two rows with the same UPN the first is kept. Never throws for what a file holds.</summary>
    public static Checked<RosterFile> Read(byte[] content) => SourceTable.Open(content).Then<RosterFile>(table =>
        RosterColumns.Check(table.Header) is { } reason
            ? new Checked<RosterFile>.Invalid(reason)
            : new Checked<RosterFile>.Valid(Read(table, new RosterRow(new RosterColumns(table.Header)))));

    private static RosterFile Read(SourceTable table, RosterRow reader)
    {
        var pupils = new List<Pupil>(table.Rows.Count);
        var rejections = new List<RejectedRow>();
        var lines = new Dictionary<Upn, int>();
        foreach (var row in table.Rows)
        {
            var faults = new RowFaults();
            if (table.Header.Fits(row, faults) && reader.TryRead(row, faults, out var pupil))
            {
                if (lines.TryAdd(pupil.Upn, row.Line))
                {
                    pupils.Add(pupil);
                    continue;
                }

                faults.Add($"The pupil {pupil.Upn} is on line {lines[pupil.Upn]} already: keep one row for each pupil.");
            }

            rejections.Add(row.Rejected(faults));
        }

        return new(table.Rows.Count, pupils, rejections, table.Header.Source);
    }
}

/// <summary>The columns of one roster.</summary>
internal sealed class RosterColumns
{
    private const int MostContacts = 9;

    private static readonly string[] Required = ["UPN", "Forename", "Surname", "YearGroup"];

    private static readonly string[] Optional =
    [
        "PreferredName", "Class", "DateOfBirth", "SEN", "PupilPremium", "FSM", "LookedAfter", "SocialWorker",
        "Admission", "Leaving", "Circumstance", "NudgesOff", "Language",
    ];

    private static readonly string[] OfContact = ["Name", "Relationship", "ParentalResponsibility", "Mobile", "Email"];

    private readonly Dictionary<string, Column> _columns;

    public RosterColumns(HeaderRow header)
    {
        _columns = All.ToDictionary(name => name, header.Find, StringComparer.Ordinal);
        ContactSlots = [.. Enumerable.Range(1, MostContacts).Where(slot => OfContact.Any(name => header.Has($"Contact{slot}{name}")))];
    }

    private static IEnumerable<string> All =>
    [
        .. Required, .. Optional,
        .. Enumerable.Range(1, MostContacts).SelectMany(slot => OfContact.Select(name => $"Contact{slot}{name}")),
    ];

    /// <summary>The contacts that the roster has columns for, from 1.</summary>
    public IReadOnlyList<int> ContactSlots { get; }

    public Column this[string name] => _columns[name];

    public Column Contact(int slot, string name) => _columns[$"Contact{slot}{name}"];

    /// <summary>What is wrong with a header of a roster, in a sentence; null if nothing is.</summary>
    public static string? Check(HeaderRow header) => header.Check("roster", Required, All);
}

/// <summary>Reads one row of a roster. A row is rejected if any cell that decides whether a family is contacted cannot be read.</summary>
internal sealed class RosterRow(RosterColumns columns)
{
    public bool TryRead(SourceRow row, RowFaults faults, [NotNullWhen(true)] out Pupil? pupil)
    {
        SourceCell.TryReadUpn(row[columns["UPN"]], faults, out var upn);
        var forename = Required(row, "Forename", faults);
        var surname = Required(row, "Surname", faults);
        var yearGroup = Required(row, "YearGroup", faults);
        var preferred = Text(row, columns["PreferredName"]);
        var dateOfBirth = Date(row, "DateOfBirth", faults)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
        var characteristics = new Characteristics(
            ReadSen(row, faults), Flag(row, "PupilPremium", faults), Flag(row, "FSM", faults),
            Flag(row, "LookedAfter", faults), Flag(row, "SocialWorker", faults));
        var onRoll = ReadOnRoll(row, faults);
        var nudgesOff = Flag(row, "NudgesOff", faults);
        var contacts = columns.ContactSlots.Select(slot => ReadContact(row, slot, faults)).Where(IsSomebody).ToList();
        pupil = faults.Any ? null : new Pupil(
            upn, forename, preferred.Length > 0 ? preferred : forename, surname, yearGroup, Text(row, columns["Class"]),
            dateOfBirth, characteristics, onRoll, Text(row, columns["Circumstance"]), nudgesOff, contacts)
        {
            Language = Text(row, columns["Language"]),
        };
        return pupil is not null;
    }

    /// <summary>Whether a contact has anything in it: a roster has columns for more contacts than most pupils have.</summary>
    private static bool IsSomebody(Contact contact) =>
        contact.Name.Length + contact.Relationship.Length + contact.Mobile.Length + contact.Email.Length > 0;

    // A line break in a name would end up in a letter.
    private static string Text(SourceRow row, Column column) =>
        string.Join(' ', row[column].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private string Required(SourceRow row, string name, RowFaults faults)
    {
        var text = Text(row, columns[name]);
        if (text.Length == 0)
        {
            faults.Add($"{name} is empty: fill it in.");
        }

        return text;
    }

    private bool Flag(SourceRow row, string name, RowFaults faults) => SourceCell.ReadFlag(name, row[columns[name]], faults);

    private DateOnly? Date(SourceRow row, string name, RowFaults faults)
    {
        var cell = row[columns[name]];
        return cell.Length > 0 && SourceCell.TryReadDate(name, cell, faults, out var date) ? date : null;
    }

    private Sen ReadSen(SourceRow row, RowFaults faults)
    {
        var cell = row[columns["SEN"]];
        switch (cell.ToUpperInvariant())
        {
            case "N" or "":
                return Sen.None;
            case "K":
                return Sen.Support;
            case "E":
                return Sen.Plan;
            default:
                faults.Add($"SEN {English.Quote(cell)} is none of N (none), K (SEN support), E (plan).");
                return Sen.None;
        }
    }

    private OnRoll ReadOnRoll(SourceRow row, RowFaults faults)
    {
        var always = OnRoll.Always;
        var onRoll = new OnRoll(Date(row, "Admission", faults) ?? always.Admission, Date(row, "Leaving", faults) ?? always.Leaving);
        if (onRoll.Leaving < onRoll.Admission)
        {
            faults.Add($"Leaving {English.Day(onRoll.Leaving)} is before Admission {English.Day(onRoll.Admission)}: "
                + "correct one of them.");
        }

        return onRoll;
    }

    private Contact ReadContact(SourceRow row, int slot, RowFaults faults)
    {
        var responsibility = columns.Contact(slot, "ParentalResponsibility");
        return new(
            slot, Text(row, columns.Contact(slot, "Name")), Text(row, columns.Contact(slot, "Relationship")),
            SourceCell.ReadFlag(responsibility.Name, row[responsibility], faults),
            Text(row, columns.Contact(slot, "Mobile")), Text(row, columns.Contact(slot, "Email")));
    }
}
