using System.Globalization;
using AttendanceFunctions.Domain.Messages.Wording;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text.Templates;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Tests.Domain.Messages.Wording;

/// <summary>docs/messages.md says the kinds, parts, fields and costs that there are.</summary>
public sealed class MessagesDocumentTests
{
    private static readonly string Document = Embedded.Text("docs/messages.md").ReplaceLineEndings("\n");

    [Fact]
    public void Every_kind_is_in_the_table_with_a_file_to_start_from() => Assert.Equal(
        MessageKinds.ByName.Keys.Select(kind => $"| [{kind}.txt](../domain/Messages/templates/{kind}.txt) |"),
        Section("# Messages to parents").Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line[line.LastIndexOf("| [", StringComparison.Ordinal)..]));

    [Fact]
    public void Every_part_is_in_the_table() => Assert.Equal(
        MessageParts.All.Select(part => $"| `[{part.Name}]` | {part.Meaning} |"), Rows("### Parts"));

    [Fact]
    public void Every_field_and_condition_is_in_the_table_of_its_parts()
    {
        Assert.Equal(RowsOf(MessageFields.OfMessage), Rows("### Fields of the subject, the text and the email"));
        Assert.Equal(RowsOf(MessageFields.OfChild), Rows("### Fields of `[child]`"));
        Assert.Equal(RowsOf(MessageFields.OfSchool), Rows("### Fields of `[school]`"));
    }

    [Fact]
    public void The_segments_in_the_table_are_those_that_the_built_in_texts_cost()
    {
        var rows = MessageKinds.ByName.Select(kind =>
            $"| `{kind.Key}` | {string.Join(" | ", Families.Select(family => Segments(SampleMessages.Fill(kind.Value, family))))} |")
                .ToList();

        Assert.True(rows.SequenceEqual(Rows("## What a text costs")), $"The table of segments must be:\n{string.Join('\n', rows)}");
    }

    [Fact]
    public void The_Polish_file_is_one_that_is_tried()
    {
        var polish = Embedded.Text("polish-stage.txt").ReplaceLineEndings("\n");
        var cost = Segments(Book.PolishStage.Template.Fill(SampleMessages.Parent, [SampleMessages.Of("Maggie", absent: 2)]));

        Assert.Contains($"```\n{polish}```\n", Document, StringComparison.Ordinal);
        Assert.Contains($"texts about Maggie in the Polish above cost {cost}.", Document, StringComparison.Ordinal);
    }

    [Fact]
    public void The_limit_is_the_one_of_the_settings() => Assert.Contains(
        string.Create(
            CultureInfo.InvariantCulture, $"`mostSegments` of `trust.json` (1 to 10; {Trust.UsualMostSegments} if it is left out)"),
        Document, StringComparison.Ordinal);

    private static Child[][] Families
    {
        get
        {
            var (maggie, zoe, tom) = (
                SampleMessages.Of("Maggie", absent: 2), SampleMessages.Of("Zoë", absent: 2), SampleMessages.Of("Tom", absent: 2));
            return [[maggie], [zoe], [maggie, tom], [zoe, tom], [SampleMessages.Of("Maggie", absent: 3)]];
        }
    }

    private static string Segments(FilledMessage message) => message.Cost.Segments.Segments.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<string> RowsOf<T>(FieldSet<T> set) =>
        set.Fields.Select(field => $"| `{field.Name}` | {field.Meaning} |").Concat(
            set.Conditions.Select(condition => $"| `if {condition.Name}` | {condition.Meaning} |"));

    private static IEnumerable<string> Rows(string heading) =>
        Section(heading).Where(line => line.StartsWith("| `", StringComparison.Ordinal));

    private static IEnumerable<string> Section(string heading) =>
        Document.Split('\n').SkipWhile(line => line != heading).Skip(1).TakeWhile(line => !line.StartsWith('#'));
}
