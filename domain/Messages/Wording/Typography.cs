using System.Collections.Frozen;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Domain.Messages.Wording;

/// <summary>Finds what a word processor puts into a text that would do as well plain, and that makes every parent's text cost more.</summary>
internal static class Typography
{
    private static readonly FrozenDictionary<string, string> Plain =
        new (string Curly, string Plain)[]
        {
            ("\u2018", "'"), ("\u2019", "'"), ("\u201A", "'"), ("\u201C", "\""), ("\u201D", "\""), ("\u201E", "\""),
            ("\u2013", "-"), ("\u2014", "-"), ("\u2026", "..."), ("\u00A0", "a blank"),
        }.ToFrozenDictionary(pair => pair.Curly, pair => pair.Plain, StringComparer.Ordinal);

    /// <summary>Remarks on a sound template; none where its language needs characters outside the alphabet anyhow.</summary>
    public static IReadOnlyList<Fault> Remarks(string path, MessageTemplate template)
    {
        string[] wording = [.. template.Text.Wording, .. template.Child.Wording, .. template.School.Wording, template.Parent, template.And, template.Or];
        var costly = TextCost.CostlyIn(string.Concat(wording)).Distinct(StringComparer.Ordinal).ToList();
        return costly.Count > 0 && costly.All(Plain.ContainsKey)
            ? [new(path, $"makes every text cost more than it need: write {string.Join(", ", costly.Select(character => $"{Plain[character]} instead of {Shown(character)}"))}.")]
            : [];
    }

    private static string Shown(string character) => character == "\u00A0" ? "the no-break blank" : character;
}
