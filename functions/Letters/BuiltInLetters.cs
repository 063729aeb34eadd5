namespace AttendanceFunctions.Functions.Letters;

/// <summary>The letters that come with the product. Their texts are in templates/, one file each.</summary>
public static class BuiltInLetters
{
    private static readonly Dictionary<LetterKind, Lazy<LetterTemplate>> Templates =
        Enum.GetValues<LetterKind>().ToDictionary(kind => kind, kind => new Lazy<LetterTemplate>(() => Check(kind, TrustColours.Default)));

    /// <summary>The built-in template of a letter; made once and cached.</summary>
    public static LetterTemplate Of(LetterKind kind) => Templates[kind].Value;

    /// <summary>The built-in template of a letter in a trust's colours.</summary>
    public static LetterTemplate Of(LetterKind kind, TrustColours colours) =>
        colours == TrustColours.Default ? Of(kind) : Check(kind, colours);

    /// <summary>The built-in letter as a Word document with its fields: a starting point for a trust's own template.</summary>
    public static byte[] Template(LetterKind kind) => Template(kind, Resource($"{kind.NameOf()}.txt"));

    /// <summary>The same in a trust's colours.</summary>
    public static byte[] Template(LetterKind kind, TrustColours colours) => Template(kind, Resource($"{kind.NameOf()}.txt"), colours);

    /// <summary>A template as a Word document in the form of the built-in letters.</summary>
    /// <param name="text">Its text, written as that of a built-in letter (<see cref="LetterMarkup"/>).</param>
    public static byte[] Template(LetterKind kind, string text) => Template(kind, text, TrustColours.Default);

    private static byte[] Template(LetterKind kind, string text, TrustColours colours) =>
        BuiltInDocument.Make(kind, colours, LetterMarkup.Read(text));

    internal static string Resource(string name)
    {
        using var stream = typeof(BuiltInLetters).Assembly.GetManifestResourceStream($"letters/{name}")
            ?? throw new InvalidOperationException($"The file {name} is not built in.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    // A built-in letter is read and checked in the same way as a trust's own template.
    private static LetterTemplate Check(LetterKind kind, TrustColours colours) =>
        TemplateReader.Read(Template(kind, Resource($"{kind.NameOf()}.txt"), colours), kind) switch
        {
            Checked<LetterTemplate>.Valid template => template.Value,
            Checked<LetterTemplate>.Invalid template =>
                throw new InvalidOperationException($"The built-in {kind.NameOf()} has faults: {string.Join(" ", template.Faults)}"),
            _ => throw new InvalidOperationException(),
        };
}

/// <summary>A piece of a built-in letter's text.</summary>
internal abstract record Block
{
    /// <summary>The style of what a posted letter is about: it stands beside the address, where no window shows it.</summary>
    public const string Reference = "Reference";

    private Block()
    {
    }

    /// <summary>A paragraph in one of the styles of templates/styles.xml.</summary>
    public sealed record Paragraph(string Style, string Text) : Block;

    /// <summary>What follows begins on a new sheet, also where both sides are printed.</summary>
    public sealed record NewSheet : Block;

    /// <summary>A table: either with a header row, or with one label and one value in each row.</summary>
    /// <param name="HasHeader">Whether the first row is a header.</param>
    /// <param name="Widths">The relative widths of the columns.</param>
    /// <param name="Rows">The cells of each row. An empty cell is one line to write on; <see cref="Room"/> is space for more.</param>
    public sealed record Table(bool HasHeader, IReadOnlyList<int> Widths, IReadOnlyList<IReadOnlyList<string>> Rows) : Block
    {
        public const string Room = "_";
    }
}

/// <summary>
/// Parses the source format of the built-in letters, which people can read and review as text: <c># heading</c>,
/// <c>## part</c>, <c>- item</c>, <c>~ signature</c>, <c>&gt; reference beside the address</c>, <c>| cell | cell |</c>; any other line is
/// a paragraph. A line
/// <c>|---|-----|</c> after the first row makes that row a header; the hyphens give the relative widths. An empty cell is a line to
/// write on, <c>_</c> is space for more. <c>**bold**</c>.
/// </summary>
internal static class LetterMarkup
{
    /// <summary>A label takes a third of the width, unless a line of hyphens gives other widths.</summary>
    private static readonly int[] LabelAndValue = [7, 13];

    public static IReadOnlyList<Block> Read(string text)
    {
        var blocks = new List<Block>();
        var lines = new Queue<string>(text.Split('\n').Select(line => line.Trim()));
        while (lines.TryDequeue(out var line))
        {
            if (line.Length > 0)
            {
                blocks.Add(ReadBlock(line, lines));
            }
        }

        return blocks;
    }

    private static Block ReadBlock(string line, Queue<string> lines) => line switch
    {
        ['#', '#', ' ', .. var text] => new Block.Paragraph("Heading2", text),
        ['#', ' ', .. var text] => new Block.Paragraph("Heading1", text),
        ['-', ' ', .. var text] => new Block.Paragraph("ListBullet", text),
        ['~', ' ', .. var text] => new Block.Paragraph("Signature", text),
        ['>', ' ', .. var text] => new Block.Paragraph(Block.Reference, text),
        ['|', ..] => ReadTable(line, lines),
        _ => new Block.Paragraph("Normal", line),
    };

    private static Block.Table ReadTable(string first, Queue<string> following)
    {
        var lines = new List<string> { first };
        while (following.TryPeek(out var next) && next.StartsWith('|'))
        {
            lines.Add(following.Dequeue());
        }

        var ruler = lines.FindIndex(line => line.All(c => c is '|' or '-') && line.Contains('-', StringComparison.Ordinal));
        int[] widths = ruler >= 0 ? [.. lines[ruler].Trim('|').Split('|').Select(hyphens => hyphens.Length)] : [];
        var rows = lines.Where((_, index) => index != ruler)
            .Select(line => line[1..^1].Split('|').Select(cell => cell.Trim()).ToArray()).ToList();
        var usual = rows[0].Length == 2 ? LabelAndValue : [.. rows[0].Select(_ => 1)];
        return new(ruler == 1, widths.Length > 0 ? widths : usual, rows);
    }
}
