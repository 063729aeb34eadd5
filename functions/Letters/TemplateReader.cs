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
    private const string File = "file";

    private const string Damaged =
        "it is no Word document (.docx), or it is damaged: open it in Word and save it as Word Document (.docx).";

    public static Checked<LetterTemplate> Read(byte[] file, LetterKind kind)
    {
        if (file.Length > SettingsBounds.LetterBytes)
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
            var docx = DocxFile.Read(file, SettingsBounds.LetterParts, SettingsBounds.LetterUnpackedBytes);
            return Read(docx, ContentTypes.Of(docx), kind);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or XmlException)
        {
            return Refuse(Damaged);
        }
    }

    /// <summary>The refusal of a file that has more than <see cref="SettingsBounds.LetterBytes"/>.</summary>
    public static Checked<LetterTemplate> TooBig(long bytes) => Refuse(
        $"it has {Megabytes(bytes)} MB, and a template may have {Megabytes(SettingsBounds.LetterBytes)}: "
        + "make its pictures smaller (Picture Format, Compress Pictures).");

    private static Checked<LetterTemplate> Read(DocxFile docx, ContentTypes types, LetterKind kind)
    {
        if (docx.DoubtfulNames().FirstOrDefault() is { } name)
        {
            return Refuse($"its part {English.Quote(name)} is there twice, or has a name that Word gives to none: "
                + "open it in Word and save it as Word Document (.docx).");
        }

        if (types.HasMacros)
        {
            return Refuse("it has macros in it, and letters must not: save it as Word Document (.docx).");
        }

        if (types.HasObjects)
        {
            return Refuse(
                "it has a control or a file of another program in it, and letters must not: take it out, or insert it as a picture.");
        }

        if (!types.Has(ContentTypes.Document))
        {
            return Refuse(types.Has(ContentTypes.Template)
                ? "it is a Word template of its own kind (.dotx): save it as Word Document (.docx)."
                : "it is no Word document (.docx): open it in Word and save it as Word Document (.docx).");
        }

        var (faults, content) = (new FaultList(), new Dictionary<string, XElement>(StringComparer.Ordinal));
        var check = new TemplateContent(types, faults);
        var xml = docx.Parts.Where(check.IsXml).ToList();
        if (xml.Sum(part => (long)part.Content.Length) > SettingsBounds.LetterXmlBytes)
        {
            return Refuse(
                $"it has more than {Megabytes(SettingsBounds.LetterXmlBytes)} MB of text and formatting: take out what a letter does not "
                + $"need.");
        }

        foreach (var part in xml)
        {
            var root = WordXml.Load(part.Content);
            check.Check(part, root, types.PlaceOf(part));
            Prepare(part, root, types, kind, content, faults);
        }

        if (faults.Count > 0)
        {
            return new Checked<LetterTemplate>.Invalid(
                [.. faults.All(File), new("fields", $"this letter knows {Known(LetterFields.Of(kind))}.")]);
        }

        return new Checked<LetterTemplate>.Valid(new(kind, Properties.WithoutPersons(docx, types, kind), content), []);
    }

    private static void Prepare(
        DocxPart part, XElement root, ContentTypes types, LetterKind kind, Dictionary<string, XElement> parts, FaultList faults)
    {
        if (types.Is(part, ContentTypes.Comments) && root.Descendants(WordXml.Comment).Any())
        {
            faults.Add(new(File, "it has comments in it, which parents would read: delete them (Review, Delete, Delete All Comments)."));
        }

        if (types.PlaceOf(part) is not { } place)
        {
            return;
        }

        if (!WordXml.IsWordDocument(root))
        {
            faults.Add(new(File, "it is a Strict Open XML document: save it as Word Document (.docx)."));
            return;
        }

        if (root.Descendants().Any(element => WordXml.TrackedChanges.Contains(element.Name)))
        {
            faults.Add(new(place, "there are tracked changes: accept or reject them (Review, Accept, Accept All Changes)."));
        }

        new TemplatePart(kind, place, faults).Prepare(root);
        parts[part.Name] = root;
    }

    private static string Known(FieldSet<LetterFacts> fields) => string.Join("; ",
    [
        $"the fields {string.Join(", ", fields.Fields.Select(field => field.Name))}",
        .. fields.Lists.Select(list => $"the list {list.Name} with {string.Join(", ", list.ColumnNames)}"),
        $"the conditions {string.Join(", ", fields.Conditions.Select(condition => condition.Name))}",
    ]);

    private static Checked<LetterTemplate>.Invalid Refuse(string sentence) => new([new(File, sentence)]);

    private static string Megabytes(long bytes) => (bytes / 1024m / 1024m).ToString("0.0", CultureInfo.InvariantCulture);
}
