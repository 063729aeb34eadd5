using System.Globalization;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>A cell that holds a day: yyyy-MM-dd or dd/MM/yyyy; midnight after it, as some systems print, does no harm.</summary>
internal static class DateCell
{
    private static readonly string[] Forms = ["yyyy-MM-dd", "dd/MM/yyyy"];

    private static readonly string[] Midnights = ["T00:00:00Z", "T00:00:00", " 00:00:00", " 00:00"];

    public static bool TryParse(string cell, out DateOnly date)
    {
        var midnight = Array.Find(Midnights, time => cell.EndsWith(time, StringComparison.Ordinal)) ?? "";
        return DateOnly.TryParseExact(cell.AsSpan(0, cell.Length - midnight.Length), Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
    }

    /// <summary>Reads a day that must be there.</summary>
    public static bool TryRead(string column, string cell, RowFaults faults, out DateOnly date)
    {
        if (TryParse(cell, out date))
        {
            return true;
        }

        faults.Add(Unreadable(column, cell));
        return false;
    }

    public static string Unreadable(string column, string cell) => cell.Length == 0
        ? $"{column} is empty: write the day as 2025-09-08 or 08/09/2025."
        : $"{column} {English.Quote(cell)} is not a day: write it as 2025-09-08 or 08/09/2025.";

    /// <summary>What is said about a day outside the school year that is read.</summary>
    public static string Outside(AcademicYear year) =>
        $"outside the school year {year} ({English.Day(year.FirstDay)} to {English.Day(year.LastDay)}): correct the date or leave the row out.";
}
