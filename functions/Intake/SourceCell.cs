namespace AttendanceFunctions.Functions.Intake;

/// <summary>Reads single cells. If a cell cannot be read, a fault that says what it should contain is added to its row.</summary>
internal static class SourceCell
{
    private static readonly string[] DateForms = ["yyyy-MM-dd", "dd/MM/yyyy"];

    private static readonly string[] Midnights = ["T00:00:00Z", "T00:00:00", " 00:00:00", " 00:00"];

    /// <summary>Reads a date, yyyy-MM-dd or dd/MM/yyyy; the midnight time that some systems append is ignored.</summary>
    public static bool TryParseDate(string cell, out DateOnly date)
    {
        var midnight = Array.Find(Midnights, time => cell.EndsWith(time, StringComparison.Ordinal)) ?? "";
        return DateOnly.TryParseExact(
            cell.AsSpan(0, cell.Length - midnight.Length), DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
    }

    /// <summary>Reads a required date.</summary>
    public static bool TryReadDate(string column, string cell, RowFaults faults, out DateOnly date) =>
        TryParseDate(cell, out date) || faults.Fail(
            cell.Length == 0 ? $"{column} is empty: write the day as 2025-09-08 or 08/09/2025."
                : $"{column} {English.Quote(cell)} is not a day: write it as 2025-09-08 or 08/09/2025.",
            instead: false);

    /// <summary>The end of a sentence about a date outside the school year.</summary>
    public static string Outside(AcademicYear year) =>
        $"outside the school year {year} ({English.Day(year.FirstDay)} to {English.Day(year.LastDay)}): "
        + "correct the date or leave the row out.";

    /// <summary>Reads yes, no, y, n, true, false, 1, 0, t or f in upper or lower case; empty is no. Anything else is a fault.</summary>
    public static bool ReadFlag(string column, string cell, RowFaults faults) => cell.ToUpperInvariant() switch
    {
        "YES" or "Y" or "TRUE" or "T" or "1" => true,
        "NO" or "N" or "FALSE" or "F" or "0" or "" => false,
        _ => faults.Fail($"{column} {English.Quote(cell)} is neither yes nor no: write one of them.", instead: false),
    };

    /// <summary>Reads a required UPN.</summary>
    public static bool TryReadUpn(string cell, RowFaults faults, out Upn upn) =>
        Upn.TryParse(cell, out upn) || faults.Fail(
            cell.Length == 0 ? "UPN is empty: give the pupil's number."
                : $"UPN {English.Quote(cell)} is not a pupil number: use up to 32 letters and digits.",
            instead: false);
}
