namespace AttendanceFunctions.Functions.Intake;

/// <summary>What a cell states.</summary>
/// <param name="Minutes">By how many minutes the pupil was late, where the cell says it beside a late mark; otherwise 0.</param>
/// <param name="HasComment">Whether something else stands beside the mark.</param>
internal readonly record struct CellMark(Mark Mark, int Minutes, bool HasComment);

/// <summary>Reads a cell that holds a mark. Callers skip empty cells, which state nothing.</summary>
internal static class MarkCell
{
    private const string Closed = "#";

    private static readonly string[] MinuteWords = ["minutes", "minute", "mins", "min", "m"];

    /// <summary>The characters of the longest code.</summary>
    public const int LongestCode = 2;

    /// <summary>Reads a code, in upper or lower case, or <c>-</c>, which means "no mark".</summary>
    public static bool TryParse(ReadOnlySpan<char> cell, out Mark mark)
    {
        Span<char> capitals = stackalloc char[LongestCode];
        var length = cell.ToUpperInvariant(capitals);
        mark = length > 0 && NationalCodes.TryFind(capitals[..length], out var code) ? Mark.Of(code) : Mark.Missing;
        return !mark.IsMissing || cell is "-" || cell.Equals("no mark", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// Reads a mark with what some systems write beside it: a comment in brackets, "I (flu)", or the minutes of a late mark, "L 12",
    /// "L12" or "U (45 mins)".
    /// </summary>
    public static bool TryRead(string cell, out CellMark read)
    {
        if (TryParse(cell, out var mark))
        {
            read = new(mark, Minutes: 0, HasComment: false);
            return true;
        }

        for (var length = Math.Min(cell.Length - 1, LongestCode); length > 0; length--)
        {
            if (TryParse(cell.AsSpan(0, length), out mark) && TryReadBeside(mark, cell.AsSpan(length).Trim(), out read))
            {
                return true;
            }
        }

        read = default;
        return false;
    }

    private static bool TryReadBeside(Mark mark, ReadOnlySpan<char> text, out CellMark read)
    {
        var isInBrackets = text is ['(', .., ')'] or ['[', .., ']'];
        var isMinutes = TryReadMinutes(isInBrackets ? text[1..^1] : text, out var minutes) && mark.IsLate;
        read = new(mark, isMinutes ? minutes : 0, HasComment: !isMinutes);
        return isMinutes || isInBrackets;
    }

    private static bool TryReadMinutes(ReadOnlySpan<char> text, out int minutes)
    {
        var digits = text.IndexOfAnyExceptInRange('0', '9') is var end and >= 0 ? end : text.Length;
        var unit = text[digits..].Trim().ToString();
        return int.TryParse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out minutes) && minutes <= LateMinutes.Most
            && (unit.Length == 0 || MinuteWords.Contains(unit, StringComparer.OrdinalIgnoreCase));
    }

    public static bool IsClosed(Mark mark) => !mark.IsMissing && mark.Code.Text == Closed;

    /// <summary>Adds the fault of a cell that <see cref="TryParse"/> cannot read.</summary>
    public static void AddUnknown(string place, string cell, RowFaults faults) =>
        faults.AddToCell(place, $"{English.Quote(cell)} is not an attendance code: use a national code, or - where there is no mark.");

    /// <summary>Whether a mark can stand on a day: its code is in force then, and on a weekend day it is # or none.</summary>
    public static bool CanStand(Mark mark, DateOnly date) =>
        mark.IsMissing || (mark.Code.IsInForce(date) && (!SchoolCalendar.IsWeekend(date) || IsClosed(mark)));

    /// <summary>Adds why a mark cannot stand on a day.</summary>
    public static void AddMisplaced(string place, Mark mark, DateOnly date, RowFaults faults)
    {
        if (!mark.Code.IsInForce(date))
        {
            faults.AddToCell(place, NotInForce(mark.Code));
        }

        if (SchoolCalendar.IsWeekend(date) && !IsClosed(mark))
        {
            faults.AddToCell(place, $"{English.Day(date)} is a {date.DayOfWeek}, on which only # or - can stand: correct the date.");
        }
    }

    private static string NotInForce(AttendanceCode code) => code switch
    {
        { FirstDay: { } since } => $"{code.Text} is a code only since {English.Day(since)}: use the code of that time.",
        { LastDay: { } last } => $"{code.Text} was withdrawn on {English.Day(last.AddDays(1))}; {Successor(code.Text)}.",
        _ => throw new ArgumentException($"{code.Text} is always in force.", nameof(code)),
    };

    private static string Successor(string withdrawn) => withdrawn switch
    {
        "H" => "a holiday is C only as leave in exceptional circumstances, otherwise G",
        "J" => "an interview is J1",
        "Y" => "the cause is one of Y1 to Y7, or Q where access arrangements were not made",
        _ => "use the code that is in force",
    };
}

/// <summary>Reads codes written one after another: <c>/\/\C1C1Y7\</c>.</summary>
internal static class MarkString
{
    /// <summary>Splits a string into marks, the longest code first (C1 is not read as C and 1); spaces between codes are ignored.</summary>
    public static bool TryRead(string cell, RowFaults faults, out IReadOnlyList<Mark> marks)
    {
        var read = new List<Mark>(Math.Min(cell.Length, AcademicYear.Slots));
        marks = read;
        Mark mark;
        for (var at = 0; at < cell.Length;)
        {
            if (char.IsWhiteSpace(cell[at]))
            {
                at++;
                continue;
            }

            var length = Math.Min(MarkCell.LongestCode, cell.Length - at);
            while (!MarkCell.TryParse(cell.AsSpan(at, length), out mark))
            {
                length--;
                if (length == 0)
                {
                    MarkCell.AddUnknown($"Marks, mark {read.Count + 1}", cell.Substring(at, 1), faults);
                    return false;
                }
            }

            read.Add(mark);
            at += length;
        }

        return read.Count <= AcademicYear.Slots
            || faults.Fail($"Marks holds {read.Count} marks, more than a school year has: send a row per pupil and period.", false);
    }
}
