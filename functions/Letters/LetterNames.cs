using AttendanceFunctions.Domain.Letters;

namespace AttendanceFunctions.Functions.Letters;

/// <summary>
/// The names of files in letters/{school}/{date}/: "4B Sample concern-letter 2026-03-20 1a2b3c4d.docx". A person reads them, and the key at
/// the end makes each one unique and tells whom it is about. Only people of the school may read the folder; a name of a file stands in no
/// log, queue message or address of a page.
/// </summary>
public static class LetterNames
{
    /// <summary>The list of what is in the folder, for programs and spreadsheets.</summary>
    public const string Index = "index.csv";

    /// <summary>The list of the letters that people had made by day.</summary>
    public const string IndexByHand = "by-hand.csv";

    private const string HandMade = "by-hand";

    private const string Extension = ".docx";

    private const string Run = "print-run";

    private const string List = "print-list";

    private const int KeyLength = 8;

    /// <summary>The most characters of a class and of a surname in a name.</summary>
    private const int MostCharacters = 40;

    /// <summary>
    /// The names of these letters, each once. Letters whose keys have the same beginning have the whole key in their names.
    /// </summary>
    public static Dictionary<LetterKey, string> Of(IEnumerable<LetterOrder> orders) => orders.DistinctBy(order => order.Key)
        .GroupBy(order => order.Key.ToString()[..KeyLength])
        .SelectMany(alike => alike.Select(order => (order.Key, Name: Of(order, alike.Count() == 1 ? alike.Key : order.Key.ToString()))))
        .ToDictionary(named => named.Key, named => named.Name);

    /// <summary>Whether a file is the letter with this key.</summary>
    public static bool IsOf(string file, LetterKey key) =>
        TryRead(file, out _, out var ending) && key.ToString().StartsWith(ending, StringComparison.Ordinal);

    /// <summary>The kind of a letter by the name of its file; false if the file is no letter.</summary>
    public static bool TryRead(string file, out LetterKind kind) => TryRead(file, out kind, out _);

    /// <summary>The print run of a kind of letter.</summary>
    /// <param name="number">1, or more where letters of one kind come from several templates.</param>
    public static string RunOf(LetterKind kind, DateOnly night, int number) =>
        $"{Run} {kind.NameOf()} "
        + $"{TableKeys.Of(night)}{(number == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" {number}"))}{Extension}";

    /// <summary>The list of what is in a night's print runs, for people.</summary>
    public static string ListOf(DateOnly night) => $"{List} {TableKeys.Of(night)}{Extension}";

    /// <summary>Whether a file is a print run or the list of a night's: one that may tell of several pupils.</summary>
    public static bool IsOfSeveral(string file) => file.EndsWith(Extension, StringComparison.Ordinal)
        && (file.StartsWith($"{Run} ", StringComparison.Ordinal) || file.StartsWith($"{List} ", StringComparison.Ordinal));

    /// <summary>The name of a letter that somebody had made by day: "4B Sample concern-letter 2026-03-20 by-hand 1a2b3c4d.docx".</summary>
    public static string ByHand(LetterOrder order) => Of(order, $"{HandMade} {order.Key.ToString()[..KeyLength]}");

    /// <summary>Whether a night wrote the file. Files that people put into the folder, and letters that they had made, are kept.</summary>
    public static bool IsOurs(string file) => file == Index || IsOfSeveral(file) || (TryRead(file, out _, out _) && !IsByHand(file));

    private static bool IsByHand(string file) => file.Contains($" {HandMade} ", StringComparison.Ordinal);

    private static string Of(LetterOrder order, string key)
    {
        var (pupil, night) = (order.Facts.Pupil, TableKeys.Of(order.Facts.Night));
        string[] words = [Clean(pupil.Class), Clean(pupil.Surname), order.Kind.NameOf(), night, key];
        return string.Join(' ', words.Where(word => word.Length > 0)) + Extension;
    }

    private static bool TryRead(string file, out LetterKind kind, out string key)
    {
        (kind, key) = (default, "");
        var words = file.Split(' ').Where((word, index) => index == 0 || word != HandMade).ToArray();
        if (!file.EndsWith(Extension, StringComparison.Ordinal)
            || words is not [.., var name, var date, var last] || last[..^Extension.Length] is not { } ending
            || ending.Length < KeyLength || !ending.All(char.IsAsciiHexDigitLower)
            || Dates.Read(date) is null
            || !LetterKinds.ByName.TryGetValue(name, out kind))
        {
            return false;
        }

        key = ending;
        return true;
    }

    /// <summary>A text of a roster as a part of a name that every system of files allows.</summary>
    private static string Clean(string text)
    {
        var allowed = string.Concat(text.Select(c => char.IsLetterOrDigit(c) || c is '-' or '\'' or '’' ? c : ' '));
        var word = English.OneLine(allowed).TrimStart('-', '\'', '’', ' ');
        return word.Length > MostCharacters ? word[..MostCharacters].TrimEnd() : word;
    }
}
