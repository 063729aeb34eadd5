namespace AttendanceFunctions.Domain.Text.Templates;

/// <summary>Reads plain texts with fields and conditions in them.</summary>
public static class TemplateText
{
    /// <summary>Reads a text. A line that holds only an if, else or end is removed and leaves no empty line.</summary>
    /// <param name="text">The text, with \n at the ends of its lines.</param>
    /// <param name="owner">What <paramref name="known"/> belongs to, as faults name it: "[text]".</param>
    /// <param name="isEnglish">Whether it is in English; else fields that hold English words are faults.</param>
    /// <param name="fault">Called for each fault with its offset; if there is one, the result must not be used.</param>
    public static TemplateText<T> Read<T>(string text, FieldSet<T> known, string owner, bool isEnglish, Action<int, string> fault)
    {
        var tokens = Token.Scan(text, fault);
        foreach (var token in tokens)
        {
            if (FaultOf(token, known, owner, isEnglish) is { } sentence)
            {
                fault(token.Offset, sentence);
            }
        }

        var items = tokens.Select((token, index) => token.Kind == TokenKind.Wording ? WithoutMarkerLines(tokens, index) : token);
        return new TemplateText<T>(known, Branches.Match(
            items, token => token.IsMarker ? token : null, (token, sentence) => fault(token.Offset, sentence)));
    }

    private static string? FaultOf<T>(Token token, FieldSet<T> known, string owner, bool isEnglish)
    {
        if (token.Kind == TokenKind.If)
        {
            return known.FindCondition(token.Text) is null ? known.NoCondition(token.Text, owner) : null;
        }

        if (token.Kind != TokenKind.Field)
        {
            return null;
        }

        if (known.FindField(token.Text) is not { } field)
        {
            var fitting = known.Fields.Where(each => isEnglish || each.InOtherLanguages is null).Select(each => each.Name).ToList();
            return $"{known.NoField(token.Text, owner)}; "
                + (fitting.Count == 0 ? "no field may be there." : $"its fields are {string.Join(", ", fitting)}.");
        }

        return field.InOtherLanguages is { } instead && !isEnglish
            ? $"{{{{{field.Name}}}}} is written in English words; in another language write {{{{{instead}}}}} and your own words."
            : null;
    }

    /// <summary>Wording without the spaces and the line end that belong to the line of a marker.</summary>
    private static Token WithoutMarkerLines(IReadOnlyList<Token> tokens, int index)
    {
        var text = tokens[index].Text;
        var from = index > 0 && IsAloneOnLine(tokens, index - 1) ? EndOfFirstLine(text) : 0;
        var to = index + 1 < tokens.Count && IsAloneOnLine(tokens, index + 1) ? text.LastIndexOf('\n') + 1 : text.Length;
        return tokens[index] with { Text = text[from..to] };
    }

    /// <summary>Whether a token is a marker with only spaces beside it on its line.</summary>
    private static bool IsAloneOnLine(IReadOnlyList<Token> tokens, int index)
    {
        var (before, after) = (index - 1, index + 1);
        return tokens[index].IsMarker
            && (before < 0 || (tokens[before] is { Kind: TokenKind.Wording, Text: var left }
                && (before == 0 || left.Contains('\n', StringComparison.Ordinal))
                && left.AsSpan(left.LastIndexOf('\n') + 1).IsWhiteSpace()))
            && (after >= tokens.Count || (tokens[after] is { Kind: TokenKind.Wording, Text: var right }
                && (after == tokens.Count - 1 || right.Contains('\n', StringComparison.Ordinal))
                && right.AsSpan(0, EndOfFirstLine(right)).IsWhiteSpace()));
    }

    private static int EndOfFirstLine(string text) =>
        text.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end ? end + 1 : text.Length;
}

/// <summary>A checked plain text with fields and conditions in it.</summary>
/// <typeparam name="T">What its fields are about.</typeparam>
public sealed class TemplateText<T>
{
    private readonly FieldSet<T> _known;
    private readonly IReadOnlyList<Branch<Token>> _branches;

    internal TemplateText(FieldSet<T> known, IReadOnlyList<Branch<Token>> branches) => (_known, _branches) = (known, branches);

    /// <summary>All of its wording, whatever the conditions.</summary>
    public IEnumerable<string> Wording => TokensOf(_branches).Where(token => token.Kind == TokenKind.Wording).Select(token => token.Text);

    /// <summary>The text about one <typeparamref name="T"/>, in pieces.</summary>
    public IReadOnlyList<Piece> Fill(T facts) => [.. Fill(_branches, facts)];

    /// <summary>The same without spaces at its ends, for a clause within a sentence.</summary>
    public IReadOnlyList<Piece> FillClause(T facts)
    {
        var pieces = Fill(facts).SkipWhile(IsBlank).Reverse().SkipWhile(IsBlank).Reverse().ToList();
        if (pieces.Count > 0)
        {
            pieces[0] = pieces[0] with { Text = pieces[0].Text.TrimStart() };
            pieces[^1] = pieces[^1] with { Text = pieces[^1].Text.TrimEnd() };
        }

        return pieces;
    }

    /// <summary>Whether it contains one of some fields whatever the conditions.</summary>
    public bool AlwaysNames(IReadOnlyCollection<string> fields) => AlwaysNames(_branches, fields);

    private static bool IsBlank(Piece piece) => string.IsNullOrWhiteSpace(piece.Text);

    private IEnumerable<Piece> Fill(IReadOnlyList<Branch<Token>> branches, T facts) => branches.SelectMany(branch => branch switch
    {
        Branch<Token>.Fold fold => Fill(_known.FindCondition(fold.Condition)!.Holds(facts) ? fold.Then : fold.Else, facts),
        Branch<Token>.Item { Value: { Kind: TokenKind.Field, Text: var name } } => _known.FindField(name)!.Value(facts),
        Branch<Token>.Item { Value: { Text.Length: > 0 } wording } => [new Piece(wording.Text, PieceSource.Wording)],
        _ => [],
    });

    private static bool AlwaysNames(IReadOnlyList<Branch<Token>> branches, IReadOnlyCollection<string> fields) =>
        branches.Any(branch => branch switch
        {
            Branch<Token>.Fold fold => AlwaysNames(fold.Then, fields) && AlwaysNames(fold.Else, fields),
            Branch<Token>.Item { Value: { Kind: TokenKind.Field, Text: var name } } => fields.Any(field => Names.AreSame(field, name)),
            _ => false,
        });

    private static IEnumerable<Token> TokensOf(IReadOnlyList<Branch<Token>> branches) => branches.SelectMany(branch => branch switch
    {
        Branch<Token>.Item item => [item.Value],
        Branch<Token>.Fold fold => TokensOf(fold.Then).Concat(TokensOf(fold.Else)),
        _ => Enumerable.Empty<Token>(),
    });
}
