using System.Text;
using AttendanceFunctions.Functions.Documents;
using AttendanceFunctions.Functions.Documents.Word;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace AttendanceFunctions.Functions.Letters;

/// <summary>Makes a Word document from text and, in a template, fields: A4, English, with real headings and table headers.</summary>
internal static class BuiltInDocument
{
    // A4 and its margins, in twentieths of a point.
    private const uint PageWidth = 11906;
    private const uint PageHeight = 16838;
    private const uint SideMargin = 1247;
    private const int TopMargin = 964;
    private const int BottomMargin = 1077;
    private const uint FooterMargin = 567;

    private const string FooterId = "rIdFooter";

    /// <summary>A letter's template, with its fields in the letterhead.</summary>
    public static byte[] Make(LetterKind kind, IReadOnlyList<Block> blocks) => Make(
        kind.TitleOf(), new("{{SchoolName}}", "{{TrustName}}", "{{LetterDate}}"), "{{SchoolName}}, {{SchoolPhone}}", blocks);

    /// <summary>A document.</summary>
    /// <param name="title">Its title, which a reader sees in the title bar alone.</param>
    public static byte[] Make(string title, Letterhead head, string foot, IReadOnlyList<Block> blocks)
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            // Fixed ids, because the library's generated ids differ each time.
            var main = document.AddNewPart<MainDocumentPart>(ContentTypes.Document, "rIdDocument");
            main.Document = new Document(new Body([.. HeadOf(head), .. Content(blocks), Page()]));
            Feed(main.AddNewPart<StyleDefinitionsPart>("rIdStyles"), BuiltInLetters.Resource("styles.xml"));
            Feed(main.AddNewPart<NumberingDefinitionsPart>("rIdNumbering"), BuiltInLetters.Resource("numbering.xml"));
            main.AddNewPart<DocumentSettingsPart>("rIdSettings").Settings = new Settings(
                // The mode of Word 2013 and later; without it, Word's title bar says "Compatibility Mode".
                new Compatibility(new CompatibilitySetting
                {
                    Name = CompatSettingNameValues.CompatibilityMode,
                    Uri = "http://schemas.microsoft.com/office/word",
                    Val = "15",
                }),
                new ThemeFontLanguages { Val = "en-GB" });
            main.AddNewPart<FooterPart>(FooterId).Footer = Footer(foot);
            Feed(document.AddNewPart<CoreFilePropertiesPart>("rIdProperties"), Encoding.UTF8.GetString(Properties.Of(title)));
        }

        return OfficeArchive.WithoutTimes(stream).ToArray();
    }

    private static IEnumerable<OpenXmlElement> HeadOf(Letterhead head) =>
        [Styled("Title", head.School), Styled("Subtitle", head.Trust), Styled("Date", head.Date)];

    private static Footer Footer(string foot) => new(new Paragraph(
        new ParagraphProperties(new ParagraphStyleId { Val = "Footer" }),
        RunOf(foot)));

    private static SectionProperties Page() => new(
        new FooterReference { Type = HeaderFooterValues.Default, Id = FooterId },
        new PageSize { Width = PageWidth, Height = PageHeight },
        new PageMargin
        {
            Top = TopMargin,
            Bottom = BottomMargin,
            Left = SideMargin,
            Right = SideMargin,
            Header = FooterMargin,
            Footer = FooterMargin,
            Gutter = 0,
        });

    private static IEnumerable<OpenXmlElement> Content(IReadOnlyList<Block> blocks)
    {
        for (var index = 0; index < blocks.Count; index++)
        {
            yield return Element(blocks[index]);

            // Word joins adjacent tables and needs a paragraph at the end; the paragraph also separates a table from the text after it.
            var isLast = index == blocks.Count - 1;
            if (blocks[index] is Block.Table && (isLast || !IsHeading(blocks[index + 1])))
            {
                yield return Styled(isLast ? "EndOfText" : "AfterTable", "");
            }
        }
    }

    private static bool IsHeading(Block block) =>
        block is Block.Paragraph paragraph && paragraph.Style.StartsWith("Heading", StringComparison.Ordinal);

    private static OpenXmlElement Element(Block block) => block switch
    {
        Block.Paragraph paragraph => Styled(paragraph.Style, paragraph.Text),
        Block.Table table => BuiltInTable.Make(table, (int)(PageWidth - 2 * SideMargin)),
        _ => throw new ArgumentOutOfRangeException(nameof(block), block, "Not a block."),
    };

    /// <summary>A paragraph in a style, with the text between ** in bold.</summary>
    /// <param name="staysWithNext">Whether Word keeps it on the same page as the next paragraph.</param>
    public static Paragraph Styled(string style, string text, bool staysWithNext = false)
    {
        var properties = new ParagraphProperties(new ParagraphStyleId { Val = style });
        if (staysWithNext)
        {
            properties.Append(new KeepNext());
        }

        var runs = text.Split("**").Select((part, index) => (part, isBold: index % 2 == 1)).Where(piece => piece.part.Length > 0)
            .Select(piece => RunOf(piece.part, piece.isBold));
        return new Paragraph([properties, .. runs]);
    }

    private static Run RunOf(string text, bool isBold = false)
    {
        var words = new Text(text) { Space = SpaceProcessingModeValues.Preserve };
        return isBold ? new Run(new RunProperties(new Bold()), words) : new Run(words);
    }

    private static void Feed(OpenXmlPart part, string xml)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(xml));
        part.FeedData(content);
    }
}

/// <summary>The lines at the head of a document.</summary>
internal sealed record Letterhead(string School, string Trust, string Date);

/// <summary>Makes the tables of the built-in letters: lists with a header row, and labels with values.</summary>
internal static class BuiltInTable
{
    // The heights of space to write in, in twentieths of a point: one line, and several lines.
    private const uint LineHeight = 540;
    private const uint RoomHeight = 700;

    /// <summary>Tables with more columns have smaller text.</summary>
    private const int FewColumns = 5;

    private const string HeaderShade = "DEE6F0";
    private const string LabelShade = "F3F6FA";

    /// <param name="width">The width of the text area, in twentieths of a point.</param>
    public static Table Make(Block.Table table, int width)
    {
        var widths = table.Widths.Select(share => share * width / table.Widths.Sum()).ToList();
        var isLabels = !table.HasHeader && widths.Count == 2;
        return new Table(
        [
            new TableProperties(
                new TableStyle { Val = "LetterTable" },
                new TableWidth { Type = TableWidthUnitValues.Dxa, Width = Text(width) },
                new TableLayout { Type = TableLayoutValues.Fixed },
                new TableLook { FirstRow = table.HasHeader, FirstColumn = isLabels, NoHorizontalBand = true, NoVerticalBand = true }),
            new TableGrid(widths.Select(column => new GridColumn { Width = Text(column) })),
            .. table.Rows.Select((cells, index) => Row(
                cells, widths, isHeader: table.HasHeader && index == 0, isLabels, staysWithNext: index < table.Rows.Count - 1)),
        ]);
    }

    private static TableRow Row(IReadOnlyList<string> cells, List<int> widths, bool isHeader, bool isLabels, bool staysWithNext)
    {
        var properties = new TableRowProperties(new CantSplit());
        if (!isHeader && cells.Any(cell => cell is "" or Block.Table.Room))
        {
            var height = cells.Contains(Block.Table.Room) ? RoomHeight : LineHeight;
            properties.Append(new TableRowHeight { Val = height, HeightType = HeightRuleValues.AtLeast });
        }

        if (isHeader)
        {
            properties.Append(new TableHeader());
        }

        var isTight = widths.Count > FewColumns;
        return new TableRow([properties, .. cells.Select((text, index) =>
            Cell(text, widths[index], isHeader, isLabels && index == 0, staysWithNext, isTight))]);
    }

    private static TableCell Cell(string text, int width, bool isHeader, bool isLabel, bool staysWithNext, bool isTight)
    {
        var style = $"{(isTight ? "Tight" : "Table")}{(isHeader || isLabel ? "Label" : "Text")}";
        var properties = new TableCellProperties(new TableCellWidth { Type = TableWidthUnitValues.Dxa, Width = Text(width) });
        if (isHeader || isLabel)
        {
            properties.Append(new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = isHeader ? HeaderShade : LabelShade });
        }

        return new TableCell(properties, BuiltInDocument.Styled(style, text == Block.Table.Room ? "" : text, staysWithNext));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
