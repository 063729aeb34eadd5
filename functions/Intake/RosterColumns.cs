namespace AttendanceFunctions.Functions.Intake;

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
        [.. Required, .. Optional, .. Enumerable.Range(1, MostContacts).SelectMany(slot => OfContact.Select(name => $"Contact{slot}{name}"))];

    /// <summary>The contacts that the roster has columns for, from 1.</summary>
    public IReadOnlyList<int> ContactSlots { get; }

    public Column this[string name] => _columns[name];

    public Column Contact(int slot, string name) => _columns[$"Contact{slot}{name}"];

    /// <summary>Whether a header is a roster's; says what is wrong with it if not.</summary>
    public static bool AreIn(HeaderRow header, out string reason) => RequiredColumns.AreIn(header, "roster", Required, All, out reason);
}
