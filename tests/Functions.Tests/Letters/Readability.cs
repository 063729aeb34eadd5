using System.Text.RegularExpressions;

namespace AttendanceFunctions.Tests.Functions.Letters;

/// <summary>
/// How easy a text is to read: the Flesch–Kincaid grade, 0.39 words per sentence + 11.8 syllables per word − 15.59. A grade is a US
/// school year, so the reading age is the grade + 5.
/// </summary>
/// <remarks>
/// <para>A word is what has a letter or a digit in it; a number is read at a glance and counts as one syllable.</para>
/// <para>A sentence ends with . ! ? or : and with the paragraph; the dot in a number ends none.</para>
/// <para>Syllables are groups of the vowels a e i o u y, with these rules: an e at the end is silent, but not after l and a consonant
/// before it (table); so is the e of a final -es or -ed, but not after the sounds that need it (houses, wanted); i before a or o is a group
/// of its own but not in -tion, -cial and the like. A silent e inside a word counts, so the count errs on the hard side.</para>
/// </remarks>
internal static partial class Readability
{
    public static decimal Grade(IEnumerable<string> paragraphs)
    {
        var sentences = paragraphs.SelectMany(Sentences).ToList();
        var words = sentences.SelectMany(sentence => sentence).ToList();
        return 0.39m * words.Count / sentences.Count + 11.8m * words.Sum(Syllables) / words.Count - 15.59m;
    }

    /// <summary>The words of each sentence of a paragraph.</summary>
    public static IEnumerable<IReadOnlyList<string>> Sentences(string paragraph) =>
        SentenceEnd().Split(paragraph).Select(sentence => (IReadOnlyList<string>)[.. Word().Matches(sentence).Select(word => word.Value)])
            .Where(words => words.Count > 0);

    public static int Syllables(string word)
    {
        var letters = string.Concat(word.ToLowerInvariant().Where(char.IsAsciiLetter));
        if (letters.Length == 0 || word.Any(char.IsAsciiDigit))
        {
            return 1;
        }

        var spoken = SilentEnd().Replace(letters, "");
        return Math.Max(1, VowelGroup().Count(spoken) + TwoVowels().Count(spoken));
    }

    [GeneratedRegex(@"(?<=[.!?:])(?=\s|$)")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"[\p{L}\p{N}½%£][\p{L}\p{N}½%’'.,-]*")]
    private static partial Regex Word();

    [GeneratedRegex(
        "(?<![^aeiouy]l)(?<=[aeiouy].*)e$|(?<=[aeiouy].*[^aeiouysxzcgtd])ed$"
        + "|(?<=[aeiouy].*[sxzcg]h?)ed$|(?<=[aeiouy].*[^aeiouysxzcgh])es$")]
    private static partial Regex SilentEnd();

    [GeneratedRegex("[aeiouy]+")]
    private static partial Regex VowelGroup();

    [GeneratedRegex("(?<![tcsg])i[ao]")]
    private static partial Regex TwoVowels();
}
