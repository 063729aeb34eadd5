namespace AttendanceFunctions.Domain.Text.Templates;

/// <summary>An item of a template, or the items between an if and its end.</summary>
/// <typeparam name="T">What the items are: tokens of a text, paragraphs of a document.</typeparam>
public abstract record Branch<T>
{
    /// <summary>A single item.</summary>
    public sealed record Item(T Value) : Branch<T>;

    /// <summary>The items between an if and its end.</summary>
    /// <param name="Condition">The name of its condition.</param>
    /// <param name="Else">The items where the condition does not hold; empty without an else.</param>
    public sealed record Fold(T If, string Condition, IReadOnlyList<Branch<T>> Then, IReadOnlyList<Branch<T>> Else) : Branch<T>;
}

/// <summary>Finds the else and the end that belong to each if.</summary>
public static class Branches
{
    /// <summary>
    /// Groups the items by the conditions around them. The result must not be used if there are faults; it is empty if conditions are
    /// nested more than <see cref="SettingsBounds.ConditionDepth"/> levels deep.
    /// </summary>
    /// <param name="markerOf">The token of an item that is an if, else or end; null for any other item.</param>
    /// <param name="fault">Called for each if, else or end without its counterpart, with a sentence about it.</param>
    public static IReadOnlyList<Branch<T>> Match<T>(IEnumerable<T> items, Func<T, Token?> markerOf, Action<T, string> fault)
    {
        var (all, open) = (new List<Branch<T>>(), new Stack<OpenFold<T>>());
        foreach (var item in items)
        {
            var here = open.TryPeek(out var fold) ? fold.Here : all;
            switch (markerOf(item))
            {
                case null:
                    here.Add(new Branch<T>.Item(item));
                    break;
                case { Kind: TokenKind.If } when open.Count == SettingsBounds.ConditionDepth:
                    fault(item, $"there are more than {SettingsBounds.ConditionDepth} conditions within each other; take some out.");
                    return [];
                case { Kind: TokenKind.If, Text: var condition }:
                    open.Push(new(item, condition));
                    break;
                case { } stray when fold is null:
                    fault(item, $"{stray} belongs to no {{{{if …}}}}.");
                    break;
                case { Kind: TokenKind.Else }:
                    if (fold.HasElse)
                    {
                        fault(item, $"{{{{if {Names.Shorten(fold.Condition)}}}}} has a second {{{{else}}}}.");
                    }

                    fold.BeginElse();
                    break;
                default:
                    open.Pop();
                    (open.TryPeek(out var outer) ? outer.Here : all).Add(new Branch<T>.Fold(fold.If, fold.Condition, fold.Then, fold.Else));
                    break;
            }
        }

        foreach (var unclosed in open)
        {
            fault(unclosed.If, $"{{{{if {Names.Shorten(unclosed.Condition)}}}}} has no {{{{end}}}}.");
        }

        return all;
    }

    /// <summary>An if whose end has not been found yet.</summary>
    private sealed class OpenFold<T>(T @if, string condition)
    {
        private bool _hasElse;

        public T If => @if;

        public string Condition => condition;

        public List<Branch<T>> Then { get; } = [];

        public List<Branch<T>> Else { get; } = [];

        public bool HasElse => _hasElse;

        public List<Branch<T>> Here => _hasElse ? Else : Then;

        public void BeginElse() => _hasElse = true;
    }
}
