using System.Xml;
using System.Xml.Linq;
using AttendanceFunctions.Domain.Letters;
using AttendanceFunctions.Domain.Text.Templates;
using AttendanceFunctions.Functions.Documents;
using AttendanceFunctions.Functions.Documents.Word;

namespace AttendanceFunctions.Functions.Letters;

/// <summary>Reads and checks a .docx template: returns the template, or every fault with its place.</summary>
public static class TemplateReader
{
    /// <summary>The most bytes of a template; the limit matters because each pupil's letter is a copy of it.</summary>
    public const int MostBytes = 1024 * 1024;

    private const long MostBytesUnpacked = 20L * MostBytes;

    private const string File = "file";

    public static Checked<LetterTemplate> Read(byte[] file, LetterKind kind)
    {
        if (file.Length > MostBytes)
        {
            return TooBig(file.Length);
        }

        if (OfficeArchive.IsCompound(file))
        {
            return Refuse(OfficeArchive.IsEncrypted(file)
                ? "it is protected with a password: save it without one."
                : "it is a Word document of the old kind (.doc): save it as Word Document (.docx).");
        }

        try
        {
            var docx = DocxFile.Read(file, MostBytesUnpacked);
            return Read(docx, ContentTypes.Of(docx), kind);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or XmlException)
        {
            return Refuse("it is no Word document (.docx), or it is damaged: open it in Word and save it as Word Document (.docx).");
        }
    }

    /// <summary>The refusal of a file that has more than <see cref="MostBytes"/>.</summary>
    public static Checked<LetterTemplate> TooBig(long bytes) => Refuse(
        $"it has {Megabytes(bytes)} MB, and a template may have {Megabytes(MostBytes)}: "
        + "make its pictures smaller (Picture Format, Compress Pictures).");

    private static Checked<LetterTemplate> Read(DocxFile docx, ContentTypes types, LetterKind kind)
    {
        if (types.HasMacros)
        {
            return Refuse("it has macros in it, and letters must not: save it as Word Document (.docx).");
        }

        if (!types.Has(ContentTypes.Document))
        {
            return Refuse(types.Has(ContentTypes.Template)
                ? "it is a Word template of its own kind (.dotx): save it as Word Document (.docx)."
                : "it is no Word document (.docx): open it in Word and save it as Word Document (.docx).");
        }

        var faults = new List<Fault>();
        var parts = new Dictionary<string, XElement>(StringComparer.Ordinal);
        foreach (var part in docx.Parts)
        {
            Prepare(part, types, kind, parts, faults);
        }

        if (faults.Count > 0)
        {
            faults.Add(new("fields", $"this letter knows {Known(LetterFields.Of(kind))}."));
            return new Checked<LetterTemplate>.Invalid(faults);
        }

        return new Checked<LetterTemplate>.Valid(new(kind, Properties.WithoutPersons(docx, types, kind), parts), []);
    }

    private static void Prepare(DocxPart part, ContentTypes types, LetterKind kind, Dictionary<string, XElement> parts, List<Fault> faults)
    {
        if (types.Is(part, ContentTypes.Comments) && WordXml.Load(part.Content).Descendants(WordXml.Comment).Any())
        {
            faults.Add(new(File, "it has comments in it, which parents would read: delete them (Review, Delete, Delete All Comments)."));
        }

        if (types.PlaceOf(part) is not { } place)
        {
            return;
        }

        var root = WordXml.Load(part.Content);
        if (!WordXml.IsWordDocument(root))
        {
            faults.Add(new(File, "it is a Strict Open XML document: save it as Word Document (.docx)."));
            return;
        }

        if (root.Descendants().Any(element => WordXml.TrackedChanges.Contains(element.Name)))
        {
            faults.Add(new(place, "there are tracked changes: accept or reject them (Review, Accept, Accept All Changes)."));
        }

        if (root.Descendants().Any(IsMailMerge))
        {
            faults.Add(new(
                place, "there is a mail-merge field of Word's own («…»): delete it and write a field of this list in its place."));
        }

        new TemplatePart(kind, place, faults).Prepare(root);
        parts[part.Name] = root;
    }

    private static bool IsMailMerge(XElement element) =>
        WordXml.InstructionOf(element)?.Contains("MERGEFIELD", StringComparison.OrdinalIgnoreCase) == true;

    private static string Known(FieldSet<LetterFacts> fields) => string.Join("; ",
    [
        $"the fields {string.Join(", ", fields.Fields.Select(field => field.Name))}",
        .. fields.Lists.Select(list => $"the list {list.Name} with {string.Join(", ", list.ColumnNames)}"),
        $"the conditions {string.Join(", ", fields.Conditions.Select(condition => condition.Name))}",
    ]);

    private static Checked<LetterTemplate>.Invalid Refuse(string sentence) => new([new(File, sentence)]);

    private static string Megabytes(long bytes) => (bytes / 1024m / 1024m).ToString("0.0", CultureInfo.InvariantCulture);
}
