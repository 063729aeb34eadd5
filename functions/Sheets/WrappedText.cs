namespace AttendanceFunctions.Functions.Sheets;

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

    private static readonly (string Letters, int Width)[] Widths =
    [
        ("ijl'|", 222), (" .,:;!/\\ftI[]", 278), ("r-()\"•", 340), ("ckvxyzsJ", 500), ("mM", 833), ("w", 722), ("W", 944), ("OQG", 778), ("FTZL", 611), ("@%", 1000),
    ];

    /// <param name="text">The text, with its own line ends.</param>
    /// <param name="width">The column's width in characters.</param>
    /// <param name="isBold">Whether it is a header, whose letters are wider.</param>
    /// <returns>1 or more.</returns>
    public static int LinesOf(string text, int width, bool isBold = false)
    {
        var room = width * Digit - Padding;
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

    private static int WidthOf(char letter)
    {
        foreach (var (letters, width) in Widths)
        {
            if (letters.Contains(letter, StringComparison.Ordinal))
            {
                return width;
            }
        }

        return char.IsAsciiLetterUpper(letter) ? Capital : letter < 0x2E80 ? Digit : 2 * Digit;
    }
}
