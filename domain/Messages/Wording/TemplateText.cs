namespace AttendanceFunctions.Domain.Messages.Wording;

/// <summary>What stands in a part of a template.</summary>
internal abstract record TemplateNode<T>
{
    private TemplateNode()
    {
    }

    public sealed record Wording(string Text) : TemplateNode<T>;

    public sealed record Named(MessageField<T> Field) : TemplateNode<T>;

    public sealed record Fold(MessageCondition<T> Condition, IReadOnlyList<TemplateNode<T>> Then, IReadOnlyList<TemplateNode<T>> Else) : TemplateNode<T>;
}

/// <summary>A checked part of a template with fields in it.</summary>
/// <typeparam name="T">What its fields are about.</typeparam>
public sealed class TemplateText<T>
{
    private readonly IReadOnlyList<TemplateNode<T>> _nodes;

    internal TemplateText(IReadOnlyList<TemplateNode<T>> nodes) => _nodes = nodes;

    /// <summary>The wording that stands in it, whatever the conditions.</summary>
    internal IEnumerable<string> Wording => WordingOf(_nodes);

    /// <summary>The part, filled.</summary>
    public IReadOnlyList<Piece> Fill(T facts) => [.. Fill(_nodes, facts)];

    /// <summary>The part, filled, without blanks at its ends: what stands in the middle of a sentence.</summary>
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

    /// <summary>Whether one of some fields is in it whatever the conditions.</summary>
    internal bool AlwaysNames(IReadOnlyCollection<string> names) => AlwaysNames(_nodes, names);

    private static bool IsBlank(Piece piece) => string.IsNullOrWhiteSpace(piece.Text);

    private static IEnumerable<Piece> Fill(IReadOnlyList<TemplateNode<T>> nodes, T facts) => nodes.SelectMany(node => node switch
    {
        TemplateNode<T>.Named named => named.Field.Value(facts),
        TemplateNode<T>.Fold fold => Fill(fold.Condition.Holds(facts) ? fold.Then : fold.Else, facts),
        TemplateNode<T>.Wording wording => [Piece.Wording(wording.Text)],
        _ => [],
    });

    private static bool AlwaysNames(IReadOnlyList<TemplateNode<T>> nodes, IReadOnlyCollection<string> names) => nodes.Any(node => node switch
    {
        TemplateNode<T>.Named named => names.Contains(named.Field.Name),
        TemplateNode<T>.Fold fold => AlwaysNames(fold.Then, names) && AlwaysNames(fold.Else, names),
        _ => false,
    });

    private static IEnumerable<string> WordingOf(IReadOnlyList<TemplateNode<T>> nodes) => nodes.SelectMany(node => node switch
    {
        TemplateNode<T>.Wording wording => [wording.Text],
        TemplateNode<T>.Fold fold => WordingOf(fold.Then).Concat(WordingOf(fold.Else)),
        _ => Enumerable.Empty<string>(),
    });
}
