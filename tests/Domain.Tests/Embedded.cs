namespace AttendanceFunctions.Tests.Domain;

/// <summary>Files that are built into this assembly, so that a test needs no path.</summary>
internal static class Embedded
{
    /// <summary>The text of a file: "trust.example.json", "figures/attendance-codes.csv".</summary>
    /// <exception cref="FileNotFoundException">No such file was built in.</exception>
    public static string Text(string name) =>
        TryText(name, out var text) ? text : throw new FileNotFoundException($"No file {name} is built into the tests.");

    public static bool TryText(string name, out string text)
    {
        using var stream = typeof(Embedded).Assembly.GetManifestResourceStream(name);
        text = stream is null ? "" : new StreamReader(stream).ReadToEnd();
        return stream is not null;
    }

    /// <summary>The rows of a published table, without its header.</summary>
    public static IReadOnlyList<string[]> Figures(string name) =>
        [.. Text($"figures/{name}").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => Cells(line.TrimEnd('\r')))];

    private static string[] Cells(string line)
    {
        var cells = new List<string> { "" };
        var quoted = false;
        foreach (var character in line)
        {
            if (character == '"')
            {
                quoted = !quoted;
            }
            else if (character == ',' && !quoted)
            {
                cells.Add("");
            }
            else
            {
                cells[^1] += character;
            }
        }

        return [.. cells];
    }
}
