using System.IO.Compression;
using AttendanceFunctions.Domain.Letters;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Functions.Letters;
using AttendanceFunctions.Tests.Functions.Contracts;

namespace AttendanceFunctions.Tests.Functions.Letters;

/// <summary>docs/letters.md says the letters and fields that there are, and the documents to start from are the built-in letters.</summary>
public sealed class LettersDocumentTests
{
    private static readonly string[] Document = File.ReadAllLines(Path.Combine(Sources.Root, "docs", "letters.md"));

    public static TheoryData<LetterKind> Kinds => new(LetterKinds.ByName.Values);

    [Fact]
    public void Every_letter_is_in_the_table_with_a_document_to_start_from() => Assert.Equal(
        LetterKinds.ByName.Keys.Order(StringComparer.Ordinal),
        Document.Where(line => line.EndsWith(".docx) |", StringComparison.Ordinal)).Select(NameOfLetter).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_field_is_in_the_table_of_its_group_with_its_meaning() => Assert.All(LetterFields.Groups, group =>
    {
        string[] rows =
        [
            .. group.Set.Fields.Select(field => $"| `{field.Name}` | {field.Meaning} |"),
            .. group.Set.Lists.SelectMany(list => list.Columns
                .Select(column => $"| `{list.Name}.{column.Name}` | {column.Meaning} |")
                .Prepend($"| `{list.Name}` | A list. {list.Meaning} |")),
            .. group.Set.Conditions.Select(condition => $"| `if {condition.Name}` | {condition.Meaning} |"),
        ];

        Assert.Equal(rows, Section(group.Name).Where(line => line.StartsWith("| `", StringComparison.Ordinal)));
    });

    [Fact]
    public void Every_group_says_the_letters_that_its_fields_may_stand_in() => Assert.All(LetterFields.Groups, group =>
    {
        var said = Section(group.Name).First(line => line.StartsWith("In ", StringComparison.Ordinal));
        var named = said.Split('`').Where((_, index) => index % 2 == 1).Select(name => LetterKinds.ByName[name]).ToList();
        var letters = said.StartsWith("In every letter", StringComparison.Ordinal) ? LetterKinds.ByName.Values.Except(named) : named;

        Assert.Equal(group.Letters.Order(), letters.Order());
    });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_document_to_start_from_is_the_built_in_letter(LetterKind kind)
    {
        var path = Path.Combine(Sources.Root, "docs", "letters", $"{kind.NameOf()}.docx");
        if (Environment.GetEnvironmentVariable("RENEW_GOLDEN_FILES") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, BuiltInLetters.Template(kind));
        }

        // How small an archive is packed may differ from machine to machine; what is in it may not.
        Assert.Equal(Parts(BuiltInLetters.Template(kind)), Parts(File.ReadAllBytes(path)));
    }

    private static string NameOfLetter(string row) => row.Split('`')[1];

    private static IEnumerable<string> Section(string heading) =>
        Document.SkipWhile(line => line != $"### {heading}").Skip(1).TakeWhile(line => !line.StartsWith('#'));

    /// <summary>The parts of a document with their texts.</summary>
    internal static IReadOnlyList<(string Name, string Content)> Parts(byte[] docx)
    {
        using var archive = new ZipArchive(new MemoryStream(docx));
        return [.. archive.Entries.Select(entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return (entry.FullName, reader.ReadToEnd());
        })];
    }
}
