namespace AttendanceFunctions.Functions.Documents.Sheets;

/// <summary>
/// Estimates how many lines a text needs in a cell. Some programs do not calculate row heights, so each row states its
/// own. Widths are those of Arial, in thousandths of the font size.
/// </summary>
internal static class WrappedText
{
    /// <summary>The width of a digit, the unit of column widths.</summary>
    private const int Digit = 556;

    /// <summary>The padding of a cell: slightly more than a digit, so that an estimate tends to be a line too high, not too low.</summary>
    private const int Padding = 600;

    private const int Capital = 722;

    private const int Ascii = 128;

    private const int FirstWideLetter = 0x2E80;

    private static readonly int[] Widths = OfAscii();

    /// <param name="width">The column's width in characters.</param>
    /// <param name="isBold">Whether the text is bold, as in a header; bold letters are wider.</param>
    public static int LinesOf(string text, int width, bool isBold = false)
    {
        var room = Math.Max(width * Digit - Padding, Digit);
        return text.Split('\n').Sum(line => LinesOf(line, isBold ? room * 10 / 11 : room));
    }

    private static int LinesOf(string line, int room)
    {
        var (lines, used) = (1, 0);
        foreach (var word in line.Split(' '))
        {
            var length = word.Sum(WidthOf);
            if (used > 0 && used + WidthOf(' ') + length > room)
            {
                (lines, used) = (lines + 1, 0);
            }

            // A word that is wider than the cell breaks at any character.
            used += length + (used > 0 ? WidthOf(' ') : 0);
            lines += Math.Max(0, used - 1) / room;
            used = used > room ? used % room : used;
        }

        return lines;
    }

    // Accented letters are about as wide as most small letters; East Asian characters are twice as wide.
    private static int WidthOf(char letter) => letter < Ascii ? Widths[letter] : letter < FirstWideLetter ? Digit : 2 * Digit;

    private static int[] OfAscii()
    {
        (string Letters, int Width)[] others =
        [
            ("ijl'|", 222), (" .,:;!/\\ftI[]", 278), ("r-()\"", 340), ("ckvxyzsJ", 500), ("FTZL", 611), ("OQG", 778), ("mM", 833),
            ("W", 944), ("@%", 1000),
        ];
        var widths = Enumerable.Range(0, Ascii).Select(letter => char.IsAsciiLetterUpper((char)letter) || letter == 'w' ? Capital : Digit)
            .ToArray();
        foreach (var (letter, width) in others.SelectMany(entry => entry.Letters.Select(letter => (letter, entry.Width))))
        {
            widths[letter] = width;
        }

        return widths;
    }
}
