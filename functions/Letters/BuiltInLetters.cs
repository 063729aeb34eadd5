using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Functions.Documents.Word;

namespace AttendanceFunctions.Functions.Letters;

/// <summary>The letters that come with the product. Their texts stand in templates/, one file each.</summary>
public static class BuiltInLetters
{
    private static readonly Dictionary<LetterKind, Lazy<LetterTemplate>> Templates =
        Enum.GetValues<LetterKind>().ToDictionary(kind => kind, kind => new Lazy<LetterTemplate>(() => Check(kind)));

    /// <summary>The built-in template of a letter, made once.</summary>
    public static LetterTemplate Of(LetterKind kind) => Templates[kind].Value;

    /// <summary>The built-in letter as a Word document with its fields still in it: what a trust may start from to write its own.</summary>
    public static byte[] Template(LetterKind kind)
    {
        var document = BuiltInDocument.Make(kind, LetterMarkup.Read(Resource($"{kind.NameOf()}.txt")));
        return DocxFile.Read(document, int.MaxValue).Write(new Dictionary<string, byte[]>());
    }

    internal static string Resource(string name)
    {
        using var stream = typeof(BuiltInLetters).Assembly.GetManifestResourceStream($"letters/{name}")
            ?? throw new InvalidOperationException($"The file {name} is not built in.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    // A built-in letter goes the way of a trust's own, and is held to the same.
    private static LetterTemplate Check(LetterKind kind) => TemplateReader.Read(Template(kind), kind) switch
    {
        Checked<LetterTemplate>.Valid sound => sound.Value,
        Checked<LetterTemplate>.Invalid faulty => throw new InvalidOperationException($"The built-in {kind.NameOf()} is faulty: {string.Join(" ", faulty.Faults)}"),
        _ => throw new InvalidOperationException(),
    };
}
