namespace AttendanceFunctions.Domain.Text;

/// <summary>Finds the known name that is nearest to a misspelt one.</summary>
internal static class Spelling
{
    /// <summary>A longer text is no misspelt name; comparing it would cost its length times the names'.</summary>
    private const int LongestName = 60;

    /// <summary>The name that is nearest to what was written; empty where none is near enough.</summary>
    public static string Nearest(string written, IEnumerable<string> names)
    {
        if (written.Length > LongestName)
        {
            return "";
        }

        var word = written.ToLowerInvariant();
        return names.Select(name => (Name: name, Distance: Distance(word, name.ToLowerInvariant())))
            .Where(pair => pair.Distance <= Math.Max(2, pair.Name.Length / 3))
            .OrderBy(pair => pair.Distance).Select(pair => pair.Name).FirstOrDefault("");
    }

    /// <summary>The edit distance: the number of letters to insert, remove or change.</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var changed = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[right.Length];
    }
}
