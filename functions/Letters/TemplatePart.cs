using System.Text;
using System.Xml.Linq;
using AttendanceFunctions.Domain.Letters;
using AttendanceFunctions.Domain.Text.Templates;
using AttendanceFunctions.Functions.Documents.Word;

namespace AttendanceFunctions.Functions.Letters;

/// <summary>
/// Checks one part of a template that holds text, and prepares it: each field is in one text element, each row of a list in an
/// element <see cref="WordXml.Each"/>, and conditional content in an element <see cref="WordXml.If"/>.
/// </summary>
internal sealed class TemplatePart(LetterKind kind, string place, FaultList faults)
{
    private const string Owner = "this letter";

    private readonly FieldSet<LetterFacts> _fields = LetterFields.Of(kind);
    private readonly Dictionary<XElement, FieldList<LetterFacts>> _listOfRow = [];
    private readonly Dictionary<XElement, (ParagraphText Paragraph, Token Token)> _markers = [];

    public void Prepare(XElement root)
    {
        foreach (var paragraph in root.Descendants(WordXml.Paragraph).Select(element => new ParagraphText(element)))
        {
            var tokens = Token.Scan(paragraph.Text, (_, sentence) => AddFault(paragraph, sentence));
            paragraph.Gather(tokens);
            var isAlone = tokens.Count(token => token.Kind != TokenKind.Wording || !string.IsNullOrWhiteSpace(token.Text)) == 1;
            foreach (var token in tokens)
            {
                Check(paragraph, token, isAlone);
            }
        }

        foreach (var parent in _listOfRow.Keys.Select(row => row.Parent).OfType<XElement>().Distinct().ToList())
        {
            RepeatRows(parent);
        }

        foreach (var parent in _markers.Keys.Select(marker => marker.Parent).OfType<XElement>().Distinct().ToList())
        {
            FoldConditions(parent);
        }
    }

    /// <param name="isAlone">Whether the rest of the paragraph is only white space.</param>
    private void Check(ParagraphText paragraph, Token token, bool isAlone)
    {
        if (token.Kind == TokenKind.Field)
        {
            CheckField(paragraph, token);
        }
        else if (token.IsMarker && !isAlone)
        {
            AddFault(paragraph, $"{token} must be in a paragraph of its own.");
        }
        else if (token.IsMarker)
        {
            _markers[paragraph.Element] = (paragraph, token);
            if (token.Kind == TokenKind.If && _fields.FindCondition(token.Text) is null)
            {
                AddFault(paragraph, _fields.NoCondition(token.Text, Owner));
            }
        }
    }

    private void CheckField(ParagraphText paragraph, Token token)
    {
        var name = token.Text;
        if (name.Split('.') is [var list, var column] && _fields.FindList(list) is { } known)
        {
            CheckColumn(paragraph, known, token, column);
        }
        else if (_fields.FindList(name) is { } whole)
        {
            AddFault(paragraph, $"{{{{{name}}}}} is a list; name its columns in the row of a table: {ColumnsOf(whole)}.");
        }
        else if (_fields.FindField(name) is null)
        {
            AddFault(paragraph, IsElsewhere(name)
                ? $"{{{{{name}}}}} is a field of other letters and not of this one."
                : $"{_fields.NoField(name, Owner)}.");
        }
    }

    private void CheckColumn(ParagraphText paragraph, FieldList<LetterFacts> list, Token field, string column)
    {
        if (!list.HasColumn(column))
        {
            AddFault(paragraph, $"{field} is no column of that list; its columns are {ColumnsOf(list)}.");
        }
        else if (paragraph.Element.Ancestors(WordXml.Row).FirstOrDefault() is not { } row)
        {
            AddFault(paragraph, $"{field} belongs to a list and must be in the row of a table, which is repeated for each item.");
        }
        else if (!_listOfRow.TryAdd(row, list) && _listOfRow[row] != list)
        {
            AddFault(paragraph, $"a row can be repeated for one list only, and this one names {_listOfRow[row].Name} and {list.Name}.");
        }
    }

    /// <summary>Puts each row of a list into an element of its own.</summary>
    private void RepeatRows(XElement parent) => Rebuild(parent, node =>
        node is XElement row && _listOfRow.TryGetValue(row, out var list)
            ? [new XElement(WordXml.Each, new XAttribute("list", list.Name), row)]
            : [node]);

    /// <summary>Moves the content between each if and its end into an element of its own.</summary>
    private void FoldConditions(XElement parent)
    {
        var branches = Branches.Match(
            parent.Elements(), child => _markers.TryGetValue(child, out var marker) ? marker.Token : null,
            (child, sentence) => AddFault(_markers[child].Paragraph, sentence));
        var folds = branches.OfType<Branch<XElement>.Fold>().ToDictionary(fold => fold.If);
        var inFolds = folds.Values.SelectMany(fold => ItemsOf(fold.Then).Concat(ItemsOf(fold.Else))).ToHashSet();
        Rebuild(parent, node => node is not XElement element ? [node]
            : folds.TryGetValue(element, out var fold) ? Elements(fold)
            : _markers.ContainsKey(element) || inFolds.Contains(element) ? []
            : [node]);
    }

    /// <summary>
    /// Replaces the content of an element. Its nodes are taken out first, because a node that has a parent would be copied.
    /// </summary>
    private static void Rebuild(XElement parent, Func<XNode, IEnumerable<XNode>> replace)
    {
        var nodes = parent.Nodes().ToList();
        parent.RemoveNodes();
        foreach (var node in nodes)
        {
            parent.Add(replace(node));
        }
    }

    private static IEnumerable<XElement> ItemsOf(IReadOnlyList<Branch<XElement>> branches) => branches.SelectMany(branch => branch switch
    {
        Branch<XElement>.Item item => [item.Value],
        Branch<XElement>.Fold fold => ItemsOf(fold.Then).Concat(ItemsOf(fold.Else)),
        _ => Enumerable.Empty<XElement>(),
    });

    private static IEnumerable<XElement> Elements(Branch<XElement>.Fold fold) =>
        [Element(fold.Condition, holds: true, fold.Then), Element(fold.Condition, holds: false, fold.Else)];

    private static XElement Element(string condition, bool holds, IReadOnlyList<Branch<XElement>> branches) => new(
        WordXml.If, new XAttribute("condition", condition), new XAttribute("holds", holds),
        branches.Select(branch => branch switch
        {
            Branch<XElement>.Item item => (object)item.Value,
            Branch<XElement>.Fold fold => Elements(fold),
            _ => throw new ArgumentOutOfRangeException(nameof(branches), branch, "Not a branch."),
        }));

    private static string ColumnsOf(FieldList<LetterFacts> list) => string.Join(", ", list.ColumnNames.Select(name => $"{{{{{name}}}}}"));

    private static bool IsElsewhere(string name) => LetterFields.Groups.Any(group =>
        group.Set.FindField(name) is not null || group.Set.FindList(name.Split('.')[0]) is not null);

    private void AddFault(ParagraphText paragraph, string sentence) => faults.Add(new($"{place} {paragraph.Quote}", sentence));

    /// <summary>The text of a paragraph, which Word may have split into several runs.</summary>
    private sealed class ParagraphText
    {
        private const int QuotedLength = 60;

        private readonly List<(XElement Element, string Text)> _pieces = [];

        public ParagraphText(XElement paragraph)
        {
            Element = paragraph;
            AddPieces(paragraph);
            Text = string.Concat(_pieces.Select(piece => piece.Text));
        }

        public XElement Element { get; }

        /// <summary>The text, with a line break for each break and tab, and without the text of text boxes.</summary>
        public string Text { get; }

        /// <summary>The beginning of the paragraph, so that a person can find it in the file.</summary>
        public string Quote
        {
            get
            {
                var text = Text.Replace('\n', ' ').Trim();
                return text.Length <= QuotedLength ? $"“{text}”" : $"“{text[..QuotedLength]}…”";
            }
        }

        /// <summary>Puts each token into the text element in which it begins, so that its value is formatted like its start.</summary>
        public void Gather(IEnumerable<Token> tokens)
        {
            var owner = _pieces.SelectMany((piece, index) => Enumerable.Repeat(index, piece.Text.Length)).ToArray();
            foreach (var token in tokens.Where(token => token.Kind != TokenKind.Wording))
            {
                Array.Fill(owner, owner[token.Offset], token.Offset, token.Length);
            }

            var texts = _pieces.Select(_ => new StringBuilder()).ToList();
            for (var index = 0; index < Text.Length; index++)
            {
                texts[owner[index]].Append(Text[index]);
            }

            foreach (var ((element, before), after) in _pieces.Zip(texts))
            {
                if (element.Name == WordXml.Text && !after.Equals(before))
                {
                    element.Value = after.ToString();
                    element.SetAttributeValue(XNamespace.Xml + "space", "preserve");
                }
            }
        }

        // Text boxes are skipped: their paragraphs are read on their own.
        private void AddPieces(XElement parent)
        {
            foreach (var element in parent.Elements().Where(element => element.Name != WordXml.Paragraph))
            {
                _pieces.Add((element, element.Name == WordXml.Text ? element.Value : WordXml.Breaks.Contains(element.Name) ? "\n" : ""));
                AddPieces(element);
            }
        }
    }
}
