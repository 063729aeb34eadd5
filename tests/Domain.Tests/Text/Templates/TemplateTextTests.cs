using System.Diagnostics;
using AttendanceFunctions.Domain.Text.Templates;
using FsCheck.Fluent;

namespace AttendanceFunctions.Tests.Domain.Text.Templates;

/// <summary>The template language over plain text: what a text becomes, and what is wrong with it.</summary>
public sealed class TemplateTextTests
{
    private static readonly FieldSet<string> Known = new(
        [
            new("Name", "The name.", facts => facts),
            new("Days", "Days in words.", facts => $"{facts.Length} days") { InOtherLanguages = "DaysNumber" },
            new("DaysNumber", "Days.", facts => $"{facts.Length}"),
        ],
        [new("Long", "The name is long.", facts => facts.Length > 3), new("Known", "There is a name.", facts => facts.Length > 0)],
        [new("Log", "Events.", [new("Date", "When."), new("What", "What.")], _ => [["today", "something"]])]);

    [Theory]
    [InlineData("Dear {{Name}}, {{Days}}.", "Dear Tom, 3 days.")]
    [InlineData("{{name}} {{ NAME }} {{\tName}}", "Tom Tom Tom")]
    [InlineData("a { b } c", "a { b } c")]
    [InlineData("{{if Known}}yes{{else}}no{{end}}", "yes")]
    [InlineData("{{If long}}yes{{Else}}no{{END}}", "no")]
    [InlineData("{{if Known}}{{if Long}}a{{else}}b{{end}}{{else}}c{{end}}d", "bd")]
    [InlineData("1\n{{if Known}}\n2\n{{else}}\n3\n{{end}}\n4", "1\n2\n4")]
    [InlineData("  {{if Known}}  \n2\n  {{end}}", "2\n")]
    [InlineData("{{if Known}} 2\n{{end}}", " 2\n")]
    [InlineData("a {{if Known}}\nb{{end}}\nc", "a \nb\nc")]
    [InlineData("{{if Known}}{{if Known}}\nb{{end}}{{end}}", "\nb")]
    [InlineData("", "")]
    public void A_text_is_filled_in(string text, string filled) => Assert.Equal(filled, Fill(text, "Tom"));

    [Fact]
    public void What_is_in_a_value_is_no_field() => Assert.Equal("{{Days}}", Fill("{{Name}}", "{{Days}}"));

    [Fact]
    public void A_filled_text_says_where_its_pieces_are_from() => Assert.Equal(
        [new("Dear ", PieceSource.Wording), new("Tom", PieceSource.Value), new(".", PieceSource.Wording)],
        Read("Dear {{Name}}.").Fill("Tom"));

    [Fact]
    public void A_clause_has_no_blanks_at_its_ends() => Assert.Equal(
        "Tom is well", string.Concat(Read(" \n {{Name}} is well \n{{if Long}}!{{end}} ").FillClause("Tom").Select(piece => piece.Text)));

    [Theory]
    [InlineData("Dear {{Nmae}}", 5, "{{Nmae}} is no field of [text] (do you mean Name?); its fields are Name, Days, DaysNumber.")]
    [InlineData("{{Log.Dat}}", 0, "{{Log.Dat}} is no field of [text] (do you mean Log.Date?); its fields are Name, Days, DaysNumber.")]
    [InlineData("{{}}", 0, "{{}} is no field of [text]; its fields are Name, Days, DaysNumber.")]
    [InlineData("a {{Name", 2, "\"{{Name\" has a {{ without a }} after it on the same line.")]
    [InlineData("{{Na\nme}}", 0, "\"{{Na\" has a {{ without a }} after it on the same line.")]
    [InlineData("{{Name}}}}", 8, "there is a }} without a {{ before it.")]
    [InlineData("{{if Lang}}{{end}}", 0, "\"Lang\" is no condition of [text] (do you mean Long?); its conditions are Long, Known.")]
    [InlineData("a{{if Long}}", 1, "{{if Long}} has no {{end}}.")]
    [InlineData("a{{end}}", 1, "{{end}} belongs to no {{if …}}.")]
    [InlineData("a{{Else}}", 1, "{{else}} belongs to no {{if …}}.")]
    [InlineData("{{if Long}}{{else}}{{else}}{{end}}", 19, "{{if Long}} has a second {{else}}.")]
    public void A_fault_has_its_place_and_says_what_is_wrong(string text, int offset, string sentence) =>
        Assert.Contains((offset, sentence), FaultsOf(text));

    [Fact]
    public void A_long_name_is_quoted_by_its_beginning() => Assert.StartsWith(
        "{{aaaaaaaaaaaaaaaaaaaaaaaaa…}} is no field", Assert.Single(FaultsOf($"{{{{{new string('a', 1000)}}}}}")).Sentence,
        StringComparison.Ordinal);

    [Fact]
    public void A_field_with_an_English_word_is_refused_in_another_language_and_not_offered()
    {
        Assert.Equal(
            [(0, "{{Days}} is written in English words; in another language write {{DaysNumber}} and your own words.")],
            FaultsOf("{{days}}", isEnglish: false));
        Assert.EndsWith(
            "its fields are Name, DaysNumber.", Assert.Single(FaultsOf("{{Other}}", isEnglish: false)).Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{Name}}", true)]
    [InlineData("{{if Long}}{{name}}{{else}}a {{Days}}{{end}}", true)]
    [InlineData("{{if Long}}{{Name}}{{end}}", false)]
    [InlineData("Name", false)]
    public void A_field_is_always_named_where_every_branch_names_it(string text, bool always) =>
        Assert.Equal(always, Read(text).AlwaysNames(["Name", "Days"]));

    [Fact]
    public void The_wording_is_that_of_all_branches() =>
        Assert.Equal(["a ", "b", "c"], Read("a {{if Long}}b{{else}}c{{Name}}{{end}}").Wording);

    /// <summary>Texts for which a scan that looks ahead or goes back again and again takes minutes.</summary>
    public static TheoryData<string> Hostile => new(
        "{{" + new string(' ', 500_000) + "x{{else}}",
        string.Concat(Enumerable.Repeat("{{", 250_000)),
        string.Concat(Enumerable.Repeat("{{ ", 150_000)) + "}}",
        string.Concat(Enumerable.Repeat("}}", 250_000)),
        string.Concat(Enumerable.Repeat("{{if Long}}", 40_000)),
        string.Concat(Enumerable.Repeat("{{if Long}}\n", 20_000)) + string.Concat(Enumerable.Repeat("{{end}} ", 20_000)));

    [Theory]
    [MemberData(nameof(Hostile))]
    public void No_text_takes_long_to_scan(string text)
    {
        var watch = Stopwatch.StartNew();

        var tokens = Token.Scan(text, (_, _) => { });
        Branches.Match(tokens, token => token.IsMarker ? token : null, (_, _) => { });

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void Sixteen_conditions_within_each_other_are_read_and_the_seventeenth_is_a_fault()
    {
        Assert.Equal("yes", Fill(Nested(16), "Tom"));
        Assert.Equal("there are more than 16 conditions within each other; take some out.", Assert.Single(FaultsOf(Nested(17))).Sentence);
        Assert.Single(FaultsOf(Nested(5000)));
    }

    [Fact]
    public void A_name_as_long_as_a_file_is_cut_in_its_fault() => Assert.All(
        FaultsOf($"{{{{{new string('x', 100_000)}}}}} {{{{if {new string('y', 100_000)}}}}}{{{{else}}}}{{{{else}}}}"),
        fault => Assert.InRange(fault.Sentence.Length, 1, 200));

    private static string Nested(int conditions) => string.Concat(Enumerable.Repeat("{{if Known}}", conditions)) + "yes"
        + string.Concat(Enumerable.Repeat("{{end}}", conditions));

    [Fact]
    public void Tokens_and_faults_are_all_that_is_in_a_text() =>
        Gen.Elements("{", "}", "{{", "}}", "\n", " ", "a", "if ", "else", "end", "Name").ArrayOf().Select(string.Concat).Always(text =>
        {
            var faults = new List<int>();
            var tokens = Token.Scan(text, (offset, _) => faults.Add(offset));
            var covered = tokens.Sum(token => token.Length);
            return tokens.Zip(tokens.Skip(1)).All(pair => pair.First.End <= pair.Second.Offset)
                && tokens.Where(token => token.Kind == TokenKind.Wording).All(
                    token => text.Substring(token.Offset, token.Length) == token.Text)
                && covered + 2 * faults.Count(offset => text[offset] == '{') == text.Length;
        });

    private static TemplateText<string> Read(string text)
    {
        Assert.Empty(FaultsOf(text));
        return TemplateText.Read(text, Known, "[text]", isEnglish: true, (_, _) => { });
    }

    private static string Fill(string text, string facts) => string.Concat(Read(text).Fill(facts).Select(piece => piece.Text));

    private static List<(int Offset, string Sentence)> FaultsOf(string text, bool isEnglish = true)
    {
        var faults = new List<(int, string)>();
        TemplateText.Read(text, Known, "[text]", isEnglish, (offset, sentence) => faults.Add((offset, sentence)));
        return faults;
    }
}
