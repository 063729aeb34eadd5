using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AttendanceFunctions.Functions.Intake;

namespace AttendanceFunctions.Tests.Functions.Contracts;

/// <summary>docs/inputs.md and docs/trust.schema.json name the columns that are read, and no others.</summary>
public sealed partial class InputsDocsTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Sources.Root, "docs", "inputs.md")).ReplaceLineEndings("\n");

    [Fact]
    public void Every_column_of_a_roster_is_in_its_table() => Assert.Equal(
        RosterReader.Columns.Where(name => !name.StartsWith("Contact", StringComparison.Ordinal)
            || name.StartsWith("Contact1", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
        NamesUnder("## The roster").Order(StringComparer.Ordinal));

    [Fact]
    public void Every_column_of_a_register_is_in_a_table() => Assert.Equal(
        RegisterReader.ColumnsOfAll.Order(StringComparer.Ordinal),
        NamesUnder("### A row for each session").Concat(NamesUnder("### A row for each week")).Concat(NamesUnder("### A row of marks"))
            .Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void A_heading_can_be_given_to_every_column_and_the_schema_says_so()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Sources.Root, "docs", "trust.schema.json")))!;

        Assert.Equal(
            RosterReader.Columns.Union(RegisterReader.ColumnsOfAll).Order(StringComparer.Ordinal),
            schema["$defs"]!["columns"]!["properties"]!.AsObject().Select(column => column.Key).Where(name => name != "comment")
                .Order(StringComparer.Ordinal));
    }

    /// <summary>The names in the first column of the table below a heading.</summary>
    private static IEnumerable<string> NamesUnder(string heading)
    {
        var from = Document.IndexOf($"\n{heading}\n", StringComparison.Ordinal);
        var rows = Document[from..].Split('\n').SkipWhile(line => !line.StartsWith('|')).TakeWhile(line => line.StartsWith('|')).Skip(2);
        return rows.SelectMany(row => Span().Matches(row.Split('|')[1])).Select(name => name.Groups[1].Value);
    }

    [GeneratedRegex("`([^`]+)`", RegexOptions.NonBacktracking)]
    private static partial Regex Span();
}
