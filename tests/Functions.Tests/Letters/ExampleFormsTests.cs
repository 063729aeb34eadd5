using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Functions.Letters;
using AttendanceFunctions.Tests.Functions.Contracts;

namespace AttendanceFunctions.Tests.Functions.Letters;

/// <summary>
/// The examples of forms of local authorities in docs/letters: each is a sound template made from the text beside it, and says that it is
/// an example.
/// </summary>
public sealed class ExampleFormsTests
{
    private static readonly string Folder = Path.Combine(Sources.Root, "docs", "letters");

    public static TheoryData<string, LetterKind> Forms => new(
        from policy in BuiltInPolicies.All
        from form in policy.LocalForms
        select (form.LocalAuthority, form.Letter));

    [Theory]
    [MemberData(nameof(Forms))]
    public void Each_form_that_a_built_in_policy_names_has_an_example_that_can_be_used_at_once(string authority, LetterKind kind)
    {
        var made = BuiltInLetters.Template(kind, File.ReadAllText(TextOf(authority, kind)));
        var path = Path.Combine(Folder, authority, $"{kind.NameOf()}.docx");
        if (Environment.GetEnvironmentVariable("RENEW_GOLDEN_FILES") == "1")
        {
            File.WriteAllBytes(path, made);
        }

        Assert.Equal(LettersDocumentTests.Parts(made), LettersDocumentTests.Parts(File.ReadAllBytes(path)));
        var template = Assert.IsType<Checked<LetterTemplate>.Valid>(TemplateReader.Read(made, kind)).Value;
        var letter = LetterText.Of(template.Write(SampleLetter.Facts(kind)));
        Assert.Contains($"Example for a school in {authority}, in words of this product\u2019s own.", letter, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", letter, StringComparison.Ordinal);
    }

    [Fact]
    public void No_example_is_left_over() => Assert.Equal(
        Forms.Select(row => Path.Combine(row.Data.Item1, $"{row.Data.Item2.NameOf()}.docx")).Order(StringComparer.Ordinal),
        Directory.GetDirectories(Folder).SelectMany(folder => Directory.GetFiles(folder, "*.docx"))
            .Select(file => Path.GetRelativePath(Folder, file)).Order(StringComparer.Ordinal));

    // The three contracts of an authority are one form.
    private static string TextOf(string authority, LetterKind kind) =>
        Path.Combine(Folder, authority, $"{kind.NameOf().TrimEnd('1', '2', '3').TrimEnd('-')}.txt");
}
