using System.Globalization;

namespace AttendanceFunctions.Functions.Documents.Sheets;

/// <summary>Turns what a workbook stores in a cell into the text that a person sees there.</summary>
/// <param name="shared">The texts that cells refer to by their number.</param>
/// <param name="dateStyles">The styles that show a number as a day or a time.</param>
/// <param name="isFrom1904">Whether days are counted from 1904.</param>
internal sealed class CellForms(IReadOnlyList<string> shared, IReadOnlySet<int> dateStyles, bool isFrom1904)
{
    private const int DaysTo1904 = 1462;

    /// <summary>The first number after 31 December 9999.</summary>
    private const double EndOfDays = 2_958_466;

    /// <summary>Whole numbers up to here are exact.</summary>
    private const double LargestExact = 1e15;

    /// <param name="type">The cell's type: shared and inline text, text of a formula, truth, error, day; a number where it is empty.</param>
    /// <param name="style">The number of its style.</param>
    /// <param name="stored">What is stored; for a formula, what it came to.</param>
    /// <exception cref="InvalidDataException">It refers to a text that is not there.</exception>
    public string TextOf(string type, string style, string stored) => type switch
    {
        "s" when stored.Length == 0 => "",
        "s" => CellText.Restored(SharedAt(stored)),
        "inlineStr" or "str" or "e" => CellText.Restored(stored),
        "b" => stored.Trim() switch { "1" or "true" => "TRUE", "0" or "false" => "FALSE", _ => "" },
        "d" when DateTime.TryParse(stored, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) => MomentOf(moment),
        _ => double.TryParse(stored, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? NumberOf(number, style)
            : CellText.Restored(stored),
    };

    private string SharedAt(string stored) =>
        int.TryParse(stored.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < shared.Count
            ? shared[index]
            : throw new InvalidDataException();

    private string NumberOf(double number, string style)
    {
        // Below one it is a time of no day.
        var day = number + (isFrom1904 && number >= 1 ? DaysTo1904 : 0);
        var isDate = int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && dateStyles.Contains(index);
        return isDate && day is >= 0 and < EndOfDays ? MomentOf(DateTime.FromOADate(day))
            : Math.Abs(number) < LargestExact ? ((decimal)number).ToString("0.###############", CultureInfo.InvariantCulture)
            : number.ToString("G15", CultureInfo.InvariantCulture);
    }

    private static string MomentOf(DateTime moment)
    {
        // A number of days has no more than milliseconds, and people write minutes.
        var rounded = moment.AddMilliseconds(500);
        var form = rounded.Year < 1900 ? "HH:mm" : rounded.TimeOfDay < TimeSpan.FromSeconds(1) ? "dd/MM/yyyy" : "dd/MM/yyyy HH:mm";
        return rounded.ToString(form, CultureInfo.InvariantCulture);
    }
}
