using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Registers;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>Codes written one after another: <c>/\/\C1C1Y7\</c>.</summary>
internal static class MarkString
{
    private const int LongestCode = 2;

    /// <summary>Cuts a string into marks, the longest code first (C1 is never C and 1); spaces between codes are passed over.</summary>
    public static bool TryRead(string cell, RowFaults faults, out IReadOnlyList<Mark> marks)
    {
        var read = new List<Mark>(cell.Length);
        marks = read;
        for (var at = 0; at < cell.Length;)
        {
            if (char.IsWhiteSpace(cell[at]))
            {
                at++;
                continue;
            }

            var length = LengthOfMark(cell, at, out var mark);
            if (length == 0)
            {
                MarkCell.AddUnknown($"Marks, mark {read.Count + 1}", cell.Substring(at, 1), faults);
                return false;
            }

            read.Add(mark);
            at += length;
        }

        if (read.Count > AcademicYear.Slots)
        {
            faults.Add($"Marks holds {read.Count} marks, more than a school year has: send a row per pupil and period.");
        }

        return read.Count <= AcademicYear.Slots;
    }

    private static int LengthOfMark(string cell, int at, out Mark mark)
    {
        for (var length = Math.Min(LongestCode, cell.Length - at); length > 0; length--)
        {
            if (MarkCell.TryParse(cell.Substring(at, length), out mark))
            {
                return length;
            }
        }

        mark = Mark.Missing;
        return 0;
    }
}
