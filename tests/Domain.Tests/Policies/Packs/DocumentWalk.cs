using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Tests.Domain.Policies.Packs;

/// <summary>Goes along a pack's list as its document goes, bullet by bullet, so that none is lost, added or moved.</summary>
internal sealed class DocumentWalk(IReadOnlyList<string> entries)
{
    private int _next;

    /// <summary>A list of actions, each with its role before it: "Trust: Review the figures".</summary>
    public DocumentWalk(IReadOnlyList<PolicyAction> actions)
        : this([.. actions.Select(action => $"{action.Role}: {action.Text}")])
    {
    }

    /// <summary>A whole list: a word from each bullet of the document, in its order.</summary>
    public static void Of(IReadOnlyList<PolicyAction> actions, params string[] words) => new DocumentWalk(actions).Part("", words).End();

    /// <inheritdoc cref="Of(IReadOnlyList{PolicyAction}, string[])" />
    public static void Of(IReadOnlyList<string> entries, params string[] words) => new DocumentWalk(entries).Part("", words).End();

    /// <summary>The next part of the document: a word from each of its bullets, in their order.</summary>
    public DocumentWalk Part(string heading, params string[] words)
    {
        foreach (var word in words)
        {
            Assert.True(_next < entries.Count, $"{heading}: the list ends before \"{word}\".");
            Assert.Contains(word, entries[_next], StringComparison.OrdinalIgnoreCase);
            _next++;
        }

        return this;
    }

    public void End() => Assert.Equal(entries.Count, _next);
}
