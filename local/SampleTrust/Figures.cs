using System.Globalization;
using System.Text;

namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>The published figures that the sample follows, from the tables under <c>figures/</c>. Each table names its source.</summary>
public sealed class Figures
{
    private readonly Dictionary<string, string[]> _rates = Table("rates-by-code-2025-26.csv", 1);
    private readonly Dictionary<string, string[]> _bands = Table("absence-bands-2022-23.csv", 1);
    private readonly Dictionary<string, string[]> _weekdays = Table("weekday-multipliers.csv", 2);
    private readonly Dictionary<string, string[]> _phases = Table("pupils-by-phase.csv", 1);

    /// <summary>A rate of 2025/26 in % of possible sessions; <c>PA %</c> in % of pupils.</summary>
    /// <exception cref="KeyNotFoundException">The measure does not exist.</exception>
    public double Rate(Phase phase, string measure) => Number(_rates[measure][1 + (int)phase]);

    /// <summary>The share of pupils in each band of <see cref="AbsenceDistribution.BandLimits"/> in 2022/23, in %.</summary>
    /// <exception cref="KeyNotFoundException">The group does not exist.</exception>
    public IReadOnlyList<double> Bands(string group) => [.. _bands[group][1..9].Select(Number)];

    /// <summary>
    /// The ratios of Monday to Friday to the mean of the week. If a measure such as <c>illness</c> is not published, those of
    /// <c>absence</c>.
    /// </summary>
    public IReadOnlyList<double> Weekdays(Phase phase, string measure)
    {
        var row = _weekdays.TryGetValue($"{phase.Name()},{measure}", out var found) ? found : _weekdays[$"{phase.Name()},absence"];
        return [.. row[2..7].Select(Number)];
    }

    /// <summary>The share of pupils with free school meals, in %.</summary>
    public double FreeSchoolMeals(Phase phase) => Number(_phases[phase.Name()][1]);

    /// <summary>The share of pupils with SEN support or an EHC plan, in %.</summary>
    public double SpecialNeeds(Phase phase) => Number(_phases[phase.Name()][2]);

    /// <summary>The absence in 2022/23, the year of the bands, in % of possible sessions.</summary>
    public double AbsenceOfBands(Phase phase) => Number(_phases[phase.Name()][3]);

    /// <summary>The share of morning marks in all present marks (<c>/</c> and <c>\</c>), in %.</summary>
    public double MorningShare(Phase phase) => Number(_phases[phase.Name()][4]);

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
