using System.Globalization;
using System.Text;

namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>The published figures that the sample follows: the tables under <c>figures/</c>, each of which names its source.</summary>
public sealed class Figures
{
    private readonly Dictionary<string, string[]> _rates = Table("rates-by-code-2025-26.csv", 1);
    private readonly Dictionary<string, string[]> _bands = Table("absence-bands-2022-23.csv", 1);
    private readonly Dictionary<string, string[]> _weekdays = Table("weekday-multipliers.csv", 2);
    private readonly Dictionary<string, string[]> _phases = Table("pupils-by-phase.csv", 1);

    /// <summary>A rate of 2025/26 in % of possible sessions; <c>PA %</c> in % of pupils.</summary>
    /// <exception cref="KeyNotFoundException">There is no such measure.</exception>
    public double Rate(Phase phase, string measure) => Number(_rates[measure][1 + (int)phase]);

    /// <summary>% of pupils in each of the bands that <see cref="AbsenceDistribution.Edges"/> delimit, in 2022/23.</summary>
    /// <exception cref="KeyNotFoundException">There is no such group.</exception>
    public IReadOnlyList<double> Bands(string group) => [.. _bands[group][1..9].Select(Number)];

    /// <summary>What Monday to Friday are to the week's mean; <c>illness</c> is as <c>absence</c> where it is not published.</summary>
    public IReadOnlyList<double> Weekdays(Phase phase, string measure)
    {
        var row = _weekdays.TryGetValue($"{phase.Word()},{measure}", out var found) ? found : _weekdays[$"{phase.Word()},absence"];
        return [.. row[2..7].Select(Number)];
    }

    /// <summary>% of pupils with free school meals.</summary>
    public double FreeSchoolMeals(Phase phase) => Number(_phases[phase.Word()][1]);

    /// <summary>% of pupils with SEN support or an EHC plan.</summary>
    public double SpecialNeeds(Phase phase) => Number(_phases[phase.Word()][2]);

    /// <summary>Absence of 2022/23 in % of possible sessions, the year that the bands are of.</summary>
    public double AbsenceOfBands(Phase phase) => Number(_phases[phase.Word()][3]);

    /// <summary>Morning marks in % of all <c>/</c> and <c>\</c>.</summary>
    public double MorningShare(Phase phase) => Number(_phases[phase.Word()][4]);

    private static Dictionary<string, string[]> Table(string name, int keyColumns)
    {
        using var stream = typeof(Figures).Assembly.GetManifestResourceStream("figures/" + name)
            ?? throw new InvalidOperationException($"The figures {name} are not embedded.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var rows = new Dictionary<string, string[]>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line.StartsWith("# ", StringComparison.Ordinal))
            {
                continue;
            }

            var cells = Cells(line);
            rows.Add(string.Join(',', cells[..keyColumns]), cells);
        }

        return rows;
    }

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

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
