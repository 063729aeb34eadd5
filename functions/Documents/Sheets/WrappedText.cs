namespace AttendanceFunctions.Functions.Documents.Sheets;

/// <summary>
/// How many lines a text takes in a cell. Programs that open a workbook do not all work that out, so each row says how high it
/// is. Widths are those of Arial, in thousandths of its size.
/// </summary>
internal static class WrappedText
{
    /// <summary>A digit, of which a column's width is a number.</summary>
    private const int Digit = 556;

    /// <summary>What a cell keeps free at its sides: a little more than a digit, so that an estimate rather has a line too many.</summary>
    private const int Padding = 600;

    private const int Capital = 722;

    private const int Ascii = 128;

    private const int FirstWideLetter = 0x2E80;

    private static readonly int[] Widths = OfAscii();

    /// <param name="width">The column's width in characters.</param>
    /// <param name="isBold">Whether it is a header, whose letters are wider.</param>
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

            // A word that is longer than the cell is broken anywhere.
            used += length + (used > 0 ? WidthOf(' ') : 0);
            lines += Math.Max(0, used - 1) / room;
            used = used > room ? used % room : used;
        }

        return lines;
    }

    // Letters with an accent are as wide as most small letters; those of East Asia are twice that.
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
