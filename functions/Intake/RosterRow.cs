using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>Reads one row of a roster. What decides whether a family is written to is read exactly or rejects the row.</summary>
internal sealed class RosterRow(RosterColumns columns)
{
    public bool TryRead(SourceRow row, RowFaults faults, [NotNullWhen(true)] out Pupil? pupil)
    {
        UpnCell.TryRead(row[columns["UPN"]], faults, out var upn);
        var forename = Required(row, "Forename", faults);
        var surname = Required(row, "Surname", faults);
        var yearGroup = Required(row, "YearGroup", faults);
        var preferred = Text(row, columns["PreferredName"]);
        var dateOfBirth = Date(row, "DateOfBirth", DateOnly.MinValue, faults);
        var characteristics = new Characteristics(
            ReadSen(row, faults), Flag(row, "PupilPremium", faults), Flag(row, "FSM", faults),
            Flag(row, "LookedAfter", faults), Flag(row, "SocialWorker", faults));
        var onRoll = ReadOnRoll(row, faults);
        var nudgesOff = Flag(row, "NudgesOff", faults);
        var contacts = columns.ContactSlots.Select(slot => ReadContact(row, slot, faults)).Where(IsSomebody).ToList();
        pupil = faults.Any ? null : new Pupil(
            upn, forename, preferred.Length > 0 ? preferred : forename, surname, yearGroup, Text(row, columns["Class"]),
            dateOfBirth == DateOnly.MinValue ? "" : dateOfBirth.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            characteristics, onRoll, Text(row, columns["Circumstance"]), nudgesOff, contacts)
        {
            Language = Text(row, columns["Language"]),
        };
        return pupil is not null;
    }

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

    private bool Flag(SourceRow row, string name, RowFaults faults) => FlagCell.Read(name, row[columns[name]], faults);

    private DateOnly Date(SourceRow row, string name, DateOnly ifEmpty, RowFaults faults)
    {
        var cell = row[columns[name]];
        return cell.Length > 0 && DateCell.TryRead(name, cell, faults, out var date) ? date : ifEmpty;
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
        var onRoll = new OnRoll(Date(row, "Admission", always.Admission, faults), Date(row, "Leaving", always.Leaving, faults));
        if (onRoll.Leaving < onRoll.Admission)
        {
            faults.Add($"Leaving {English.Day(onRoll.Leaving)} is before Admission {English.Day(onRoll.Admission)}: correct one of them.");
        }

        return onRoll;
    }

    private Contact ReadContact(SourceRow row, int slot, RowFaults faults)
    {
        var responsibility = columns.Contact(slot, "ParentalResponsibility");
        return new(
            slot, Text(row, columns.Contact(slot, "Name")), Text(row, columns.Contact(slot, "Relationship")),
            FlagCell.Read(responsibility.Name, row[responsibility], faults),
            Text(row, columns.Contact(slot, "Mobile")), Text(row, columns.Contact(slot, "Email")));
    }
}
