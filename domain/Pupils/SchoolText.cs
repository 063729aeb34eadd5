using System.Text;

namespace AttendanceFunctions.Domain.Pupils;

/// <summary>
/// What one kind of text may hold that a school writes into a roster or a worklist. It stands in messages and letters under the school's
/// name, so it may hold nothing that a reader could take for a link or that changes how the text around it is read: a link comes from a
/// template and from nowhere else.
/// </summary>
/// <param name="What">What such a text may hold, as the end of a sentence.</param>
/// <param name="MostCharacters">The most characters.</param>
/// <param name="MostDigits">The most digits: fewer than a telephone number has.</param>
/// <param name="Punctuation">The characters that it may hold besides letters, digits and spaces; null for all that can be seen.</param>
public sealed record SchoolText(string What, int MostCharacters, int MostDigits, string? Punctuation)
{
    private const int ZeroWidthNonJoiner = 0x200C;

    private const int ZeroWidthJoiner = 0x200D;

    /// <summary>A name: letters of any script with their marks, hyphens, apostrophes and full stops.</summary>
    public static SchoolText Name { get; } =
        new("letters, spaces, hyphens, apostrophes and full stops", Bounds.NameCharacters, MostDigits: 0, "-\u2010\u2011'\u2018\u2019.");

    /// <summary>A class, a year group, a relationship or a language.</summary>
    public static SchoolText Label { get; } = new(
        "letters, up to six digits, spaces and - ' . , / & + # _ ( )", MostCharacters: 40, MostDigits: 6,
        "-\u2010\u2011\u2013'\u2018\u2019.,/&+#_()");

    /// <summary>An address in one line, or the name or URN of a school.</summary>
    public static SchoolText Place { get; } = new(
        "letters, up to 24 digits, spaces and - ' . , : ; / & + # _ ( )", MostCharacters: 200, MostDigits: 24,
        "-\u2010\u2011\u2013'\u2018\u2019.,:;/&+#_()");

    /// <summary>Words for the school's own staff, which stand in no message and no letter to parents.</summary>
    public static SchoolText Note { get; } =
        new("characters that can be seen", Bounds.CellCharacters, MostDigits: int.MaxValue, Punctuation: null);

    /// <summary>
    /// The text with one spelling of an apostrophe, "and" where a name has &amp;, and a space where a full stop could make a link.
    /// </summary>
    public string Tidy(string text) => Punctuation is null ? text : string.Concat(text.Select((c, index) => c switch
    {
        '`' or '\u00B4' => "'",
        // Schools write a couple as one contact: Mr & Mrs Moss.
        '&' when !Punctuation.Contains('&', StringComparison.Ordinal) => " and ",
        '.' when IsBeforeWord(text, index) => ". ",
        _ => c.ToString(),
    }));

    /// <summary>Whether a text, which may be empty, can be used.</summary>
    public bool Allows(string text)
    {
        var isAllowed = text.Length <= MostCharacters && (Punctuation is null || !text.Contains("//", StringComparison.Ordinal));
        var (digits, before) = (0, default(Rune));
        foreach (var rune in text.EnumerateRunes())
        {
            digits += Rune.IsDigit(rune) ? 1 : 0;
            isAllowed &= IsAllowed(rune, before);
            before = rune;
        }

        // A name is more than a hyphen that stands for none.
        return isAllowed && digits <= MostDigits && (MostDigits > 0 || text.Length == 0 || text.EnumerateRunes().Any(Rune.IsLetter));
    }

    /// <summary>Why a text cannot be used, as a sentence.</summary>
    /// <param name="name">The column of the text.</param>
    public string Fault(string name, string text) =>
        $"{name} {English.Quote(text)} may hold {What} alone, at most {English.Number(MostCharacters)} characters.";

    // One letter after a full stop is an initial, as in J.R. Moss; two could be the end of a link's name.
    private static bool IsBeforeWord(string text, int index) => index + 2 < text.Length
        && (char.IsLetter(text[index + 1]) || char.IsSurrogate(text[index + 1])) && text[index + 2] is not (' ' or '.');

    private bool IsAllowed(Rune rune, Rune before) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => Punctuation is null || IsOfWord(before),
        UnicodeCategory.DecimalDigitNumber => MostDigits > 0,
        // Within words of some scripts they choose the form of a letter. All other characters of this kind are invisible or set directions.
        UnicodeCategory.Format =>
            rune.Value is ZeroWidthNonJoiner or ZeroWidthJoiner && (Punctuation is null || IsOfWord(before)),
        UnicodeCategory.Control or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        _ => Rune.IsLetter(rune) || rune.Value == ' ' || (Punctuation is null
            ? rune != Rune.ReplacementChar
            : rune.IsBmp && Punctuation.Contains((char)rune.Value, StringComparison.Ordinal)),
    };

    private static bool IsOfWord(Rune rune) => Rune.IsLetter(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
