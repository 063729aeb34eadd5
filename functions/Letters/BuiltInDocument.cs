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

    private const int TextWidth = (int)(PageWidth - 2 * SideMargin);

    private const string FooterId = "rIdFooter";

    /// <summary>A letter's template, with its fields in the letterhead; that of a posted letter leaves room for an address.</summary>
    public static byte[] Make(LetterKind kind, TrustColours colours, IReadOnlyList<Block> blocks)
    {
        var head = new Letterhead("{{SchoolName}}", "{{TrustName}}", "{{LetterDate}}") { Colours = colours };
        var about = blocks.TakeWhile(block => block is Block.Paragraph { Style: Block.Reference }).Cast<Block.Paragraph>().ToList();
        return Make(
            kind.TitleOf(), kind.IsPosted() ? [WindowAddress.Make(head, "{{PostalAddress}}", about, TextWidth)] : HeadOf(head),
            "{{SchoolName}}, {{SchoolPhone}}", colours, [.. blocks.Skip(about.Count)]);
    }

    /// <summary>A document.</summary>
    /// <param name="title">Its title, which a reader sees in the title bar alone.</param>
    public static byte[] Make(string title, Letterhead head, string foot, IReadOnlyList<Block> blocks) =>
        Make(title, HeadOf(head), foot, head.Colours, blocks);

    private static byte[] Make(
        string title, IEnumerable<OpenXmlElement> head, string foot, TrustColours colours, IReadOnlyList<Block> blocks)
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            // Fixed ids, because the library's generated ids differ each time.
            var main = document.AddNewPart<MainDocumentPart>(ContentTypes.Document, "rIdDocument");
            main.Document = new Document(new Body([.. head, .. Content(blocks), Page(blocks.Any(block => block is Block.NewSheet))]));
            Feed(main.AddNewPart<StyleDefinitionsPart>("rIdStyles"), StylesIn(colours));
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

    // The file of styles is written in the colours of a trust that names none.
    private static string StylesIn(TrustColours colours) => BuiltInLetters.Resource("styles.xml")
        .Replace(TrustColours.Default.Main.Digits, colours.Main.Digits, StringComparison.Ordinal);

    private static IEnumerable<OpenXmlElement> HeadOf(Letterhead head) =>
        [Styled("Title", head.School), Styled("Subtitle", head.Trust), Styled("Date", head.Date)];

    private static Footer Footer(string foot) => new(new Paragraph(
        new ParagraphProperties(new ParagraphStyleId { Val = "Footer" }),
        RunOf(foot)));

    /// <param name="onNewSheet">Whether the section begins on a new sheet.</param>
    private static SectionProperties Page(bool onNewSheet) => new(
    [
        new FooterReference { Type = HeaderFooterValues.Default, Id = FooterId },
        .. onNewSheet ? [new SectionType { Val = SectionMarkValues.OddPage }] : Array.Empty<OpenXmlElement>(),
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
        },
    ]);

    private static IEnumerable<OpenXmlElement> Content(IReadOnlyList<Block> blocks)
    {
        for (var index = 0; index < blocks.Count; index++)
        {
            yield return Element(blocks[index]);

            // Word joins adjacent tables and needs a paragraph at the end; the paragraph also separates a table from the text after it.
            var isLast = index == blocks.Count - 1;
            if (blocks[index] is Block.Table && (isLast || !(IsHeading(blocks[index + 1]) || blocks[index + 1] is Block.NewSheet)))
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
        Block.NewSheet => new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = "EndOfText" }, Page(onNewSheet: true))),
        Block.Table table => BuiltInTable.Make(table, TextWidth),
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

/// <summary>
/// The head of a letter for a window envelope: the letterhead above the window, in it the address, and beside it the date and what the
/// letter is about. The usual envelope of the United Kingdom, DL (110 by 220 mm), has a window of 35 by 90 mm that begins 20 mm from the
/// left and ends 18 to 20 mm above the bottom. A sheet folded in three, 99 by 210 mm, may slip by 11 mm and by 10 mm in it. So what
/// stands 54 to 80 mm below the top of the sheet and 20 to 100 mm from its left always shows, and nothing shows that is higher than
/// 44 mm, lower than 92 mm, or more than 110 mm from the left.
/// </summary>
internal static class WindowAddress
{
    // In twentieths of a point, from the top margin of 17 mm: to 44 mm, and from there to 92 mm. The address begins 10 mm lower, by its
    // style, and its lines are 4.2 mm high, so that six of them end at 80 mm.
    private const uint HeadHeight = 1531;
    private const uint AddressHeight = 2722;

    /// <summary>The width of the address, 78 mm, which ends at 100 mm; and of the space to 110 mm that stays empty.</summary>
    private const int AddressWidth = 4422;
    private const int EmptyWidth = 567;

    /// <param name="about">What stands under the date.</param>
    /// <param name="width">The width of the text area, in twentieths of a point.</param>
    public static Table Make(Letterhead head, string address, IReadOnlyList<Block.Paragraph> about, int width)
    {
        int[] widths = [AddressWidth + EmptyWidth, width - AddressWidth - EmptyWidth];
        var date = BuiltInDocument.Styled("Date", head.Date);
        date.ParagraphProperties!.Append(new SpacingBetweenLines { Before = "567", After = "60" });
        return new Table(
            new TableProperties(
                new TableWidth { Type = TableWidthUnitValues.Dxa, Width = BuiltInTable.Text(width) },
                new TableLayout { Type = TableLayoutValues.Fixed },
                new TableCellMarginDefault(
                    new TableCellLeftMargin { Type = TableWidthValues.Dxa, Width = 0 },
                    new TableCellRightMargin { Type = TableWidthValues.Dxa, Width = 0 }),
                new TableLook { NoHorizontalBand = true, NoVerticalBand = true }),
            new TableGrid(widths.Select(column => new GridColumn { Width = BuiltInTable.Text(column) })),
            Row(HeadHeight, Cell(width, [BuiltInDocument.Styled("Title", head.School), BuiltInDocument.Styled("Subtitle", head.Trust)], 2)),
            Row(
                AddressHeight, Cell(widths[0], [AddressOf(address)]),
                Cell(widths[1], [date, .. about.Select(block => BuiltInDocument.Styled(block.Style, block.Text))])));
    }

    private static Paragraph AddressOf(string address)
    {
        var paragraph = BuiltInDocument.Styled("Address", address);
        paragraph.ParagraphProperties!.Append(new Indentation { Right = BuiltInTable.Text(EmptyWidth) });
        return paragraph;
    }

    private static TableRow Row(uint height, params IEnumerable<TableCell> cells) => new(
    [
        new TableRowProperties(new CantSplit(), new TableRowHeight { Val = height, HeightType = HeightRuleValues.Exact }), .. cells,
    ]);

    private static TableCell Cell(int width, IEnumerable<Paragraph> content, int columns = 1)
    {
        var properties = new TableCellProperties(
            new TableCellWidth { Type = TableWidthUnitValues.Dxa, Width = BuiltInTable.Text(width) });
        if (columns > 1)
        {
            properties.Append(new GridSpan { Val = columns });
        }

        return new TableCell([properties, .. content]);
    }
}

/// <summary>The lines at the head of a document.</summary>
internal sealed record Letterhead(string School, string Trust, string Date)
{
    /// <summary>The colours of the document.</summary>
    public TrustColours Colours { get; init; } = TrustColours.Default;
}

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

    /// <summary>A number as an attribute has it.</summary>
    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
