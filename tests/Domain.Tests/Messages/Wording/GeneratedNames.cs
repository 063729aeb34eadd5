namespace AttendanceFunctions.Tests.Domain.Messages.Wording;

/// <summary>Names of every kind that a roster may hold, and some that none should: the same ones on every run.</summary>
internal static class GeneratedNames
{
    private static readonly string[] Given =
    [
        "Zoë", "Siân", "Łukasz", "D'Arcy", "D’Arcy", "D‘Arcy", "José", "Renée", "François", "Åse", "Małgorzata", "Jean-Luc", "Anne Marie",
        "Ngũgĩ", "Đức", "Nguyễn",
        "Zoe\u0308", "Sia\u0302n", "A\u0301\u0328nna", "王小明", "さくら", "민준", "محمد", "שרה", "अनन्या", "Ελένη", "ΑΝΝΑ", "Ольга", "Tom",
        "Maggie", "Alexandra-Victoria",
        "Tom \U0001F600", "\U0001F469\u200D\U0001F467", "\U0001F1EC\U0001F1E7", "^Ann^", "{Bo}", "[Cy]", "~Di~", "|Ed|", "€va", "F\\G",
        "A\u00A0B", "½", "X Æ A-12", "O\tP",
    ];

    private static readonly string[] Parts =
    [
        "a", "e", "n", "r", "M", "S", " ", "-", "'", "’", "é", "ë", "ß", "Ø", "ç", "Ç", "ł", "ñ", "ŵ", "ŷ", "\u0301", "\u0308", "^", "{",
        "}", "[", "]", "~", "|", "\\", "€",
        "王", "ก", "و", "\U0001F600", "\U00020BB7", "\u200D", "½", "\u00A0", "\"", "&", "<", "/", "@", "£", "Δ",
    ];

    /// <summary>So many names.</summary>
    public static IEnumerable<string> Take(int count)
    {
        var random = new Random(20_260_322);
        return Given.Concat(Enumerable.Range(0, count).Select(_ => Next(random))).Take(count);
    }

    // Half of them are plain with a turn, half are anything, up to a length that takes a text over several segments.
    private static string Next(Random random) => random.Next(4) switch
    {
        0 => Given[random.Next(Given.Length)] + " " + Given[random.Next(Given.Length)],
        1 => new string('n', random.Next(1, 160)) + Parts[random.Next(Parts.Length)] + new string('m', random.Next(0, 3)),
        _ => string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(_ => Parts[random.Next(Parts.Length)])),
    };
}
