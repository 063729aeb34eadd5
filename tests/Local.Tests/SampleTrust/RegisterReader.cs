using System.Globalization;
using System.Text;
using AttendanceFunctions.Local.SampleTrust;

namespace AttendanceFunctions.Tests.Local.SampleTrust;

/// <summary>A simple independent reader of a school's register files. Later entries override earlier ones.</summary>
internal sealed class RegisterReader(SchoolYear year, SampleSchool school)
{
    private static readonly string[] Tokens = ["C1", "C2", "J1", "Y4", "QZ", .. "/\\LBVPWKIMCERSTOGUNXDH".Select(code => code.ToString())];

    internal Dictionary<(string Upn, DateOnly Date, bool Morning), string> Marks { get; } = [];

    internal static List<string[]> Rows(FileStyle style, byte[] content)
    {
        var bom = style.Encoding.GetPreamble();
        Assert.True(content.AsSpan().StartsWith(bom));
        Assert.Equal(bom.Length > 0, content.AsSpan().StartsWith(Encoding.UTF8.Preamble));
        var text = style.Encoding.GetString(content[bom.Length..]);
        Assert.Equal(style.NewLine == "\r\n", text.Contains('\r', StringComparison.Ordinal));
        return [.. text.Split(style.NewLine, StringSplitOptions.RemoveEmptyEntries).Select(Cells)];
    }

    internal void Read(SampleFile file)
    {
        var rows = Rows(school.Exports, file.Content);
        foreach (var cells in rows.Skip(1))
        {
            switch (school.Exports.Layout)
            {
                case Layout.PerSession:
                    Marks[(cells[0], Date(cells[1]), cells[2] == "AM")] = cells[3];
                    break;
                case Layout.WeekWide:
                    for (var half = 0; half < 10; half++)
                    {
                        if (cells[3 + half].Length > 0)
                        {
                            Marks[(cells[0], Date(cells[2]).AddDays(half / 2), half % 2 == 0)] = cells[3 + half];
                        }
                    }

                    break;
                default:
                    ReadMarks(cells[0], Date(cells[1]), cells[2]);
                    break;
            }
        }
    }

    private void ReadMarks(string upn, DateOnly start, string marks)
    {
        var slot = 2 * year.IndexOf(start);
        Assert.True(slot >= 0);
        while (marks.Length > 0)
        {
            while (school.Closures.Contains(year.Days[slot / 2]))
            {
                slot++;
            }

            var token = Tokens.First(token => marks.StartsWith(token, StringComparison.Ordinal));
            Marks[(upn, year.Days[slot / 2], slot % 2 == 0)] = token;
            marks = marks[token.Length..];
            slot++;
        }
    }

    private DateOnly Date(string text) => DateOnly.ParseExact(text, school.Exports.Dates, CultureInfo.InvariantCulture);

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

        return [.. cells.Select(cell => cell.Trim())];
    }
}
