namespace AttendanceFunctions.Functions.Intake;

/// <summary>
/// Reads settings/staff.csv: SignInName, Name, Role, Schools. A person with several roles has several rows. A fault names the line,
/// not the person: faults are printed where others read them.
/// </summary>
public static class StaffReader
{
    /// <summary>The file's name in the settings container.</summary>
    public const string File = "staff.csv";

    /// <summary>The word for every school of the trust.</summary>
    public const string AllSchools = "all";

    /// <summary>A trust of 50 schools has some 300 people here.</summary>
    private static readonly FileBounds Bounds = new("list of staff", 1 << 20, 5_000, "keep only the people who open the office");

    private static readonly string[] Required = ["SignInName", "Name", "Role", "Schools"];

    /// <summary>Reads the file. It is valid if no row has a fault: a list that is read in part would shut out the others unsaid.</summary>
    public static Checked<Staff> Read(byte[] content, Trust trust) =>
        SourceTable.Open(content, Bounds).Then(table => table.Header.Check("list of staff", Required, Required) is { } reason
            ? new Checked<Staff>.Invalid(reason)
            : ReadRows(table, trust));

    private static Checked<Staff> ReadRows(SourceTable table, Trust trust)
    {
        var read = table.ReadRows<Row>((row, faults) => [ReadRow(table.Header, row, trust, faults)]);
        var faults = read.Rejections.Select(rejected => Placed(rejected.Line, rejected.Reason)).ToList();
        var people = read.Values.GroupBy(row => row.SignInName, StringComparer.OrdinalIgnoreCase).ToList();
        foreach (var rows in people)
        {
            var first = rows.First();
            faults.AddRange(rows.Where(row => row.Name != first.Name).Select(row => Placed(
                row.Line, $"Name differs from that on line {first.Line}, with the same SignInName: write it in the same way.")));
            faults.AddRange(rows.GroupBy(row => row.Post.Role).SelectMany(same => same.Skip(1)).Select(row => Placed(
                row.Line, $"The person has the role {row.Post.Role.InWords()} on an earlier line: put all its schools into one row.")));
        }

        return faults.Count > 0
            ? new Checked<Staff>.Invalid([.. faults.Take(SettingsBounds.ListedFaults)])
            : new Checked<Staff>.Valid(new([.. people.Select(rows =>
                new StaffMember(rows.Key, rows.First().Name, [.. rows.Select(row => row.Post)]))]));
    }

    private static Row ReadRow(HeaderRow header, SourceRow row, Trust trust, RowFaults faults)
    {
        string Cell(string name) => row[header.Find(name)];

        var (signInName, name) = (Cell("SignInName"), Cell("Name"));
        if (!EmailAddress.TryParse(signInName, out _))
        {
            faults.Add("SignInName is not the name of an account, such as office@trust.example.");
        }

        if (name.Length == 0 || !SchoolText.Name.Allows(name))
        {
            faults.Add($"Name must be a person's name: {SchoolText.Name.What}, at most {SchoolText.Name.MostCharacters} characters.");
        }

        var role = StaffRoles.ByName.TryGetValue(Cell("Role"), out var known) ? known : (StaffRole?)null;
        if (role is null)
        {
            faults.Add($"Role {English.Quote(Cell("Role"))} is none of {string.Join(", ", StaffRoles.ByName.Keys)}.");
        }

        return new(row.Line, signInName, name, new(role ?? default, ReadSchools(Cell("Schools"), role, trust, faults)));
    }

    private static List<SchoolId>? ReadSchools(string cell, StaffRole? role, Trust trust, RowFaults faults)
    {
        var words = cell.Split([' ', ';', ',', '/'], StringSplitOptions.RemoveEmptyEntries);
        if (words is [var only] && only.Equals(AllSchools, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (role is { } known && !known.IsAtSchools())
        {
            faults.Add($"Schools must be \"{AllSchools}\": the role {known.InWords()} is for the whole trust.");
        }
        else if (words.Length == 0)
        {
            faults.Add($"Schools is empty: write the ids of the person's schools with spaces between them, or \"{AllSchools}\".");
        }

        foreach (var word in words.Where(word => !SchoolId.TryParse(word, out var id) || !trust.TryFind(id, out _)))
        {
            faults.Add($"Schools has {English.Quote(word)}, and settings/{SettingsReader.TrustFile} has no school with this id.");
        }

        return [.. words.SelectMany(word => SchoolId.TryParse(word, out var id) ? [id] : Array.Empty<SchoolId>()).Distinct()];
    }

    private static Fault Placed(int line, string reason) => new($"line {line}", reason);

    private sealed record Row(int Line, string SignInName, string Name, StaffPost Post);
}
