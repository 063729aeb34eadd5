using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>A cell that holds yes or no; empty is no.</summary>
internal static class FlagCell
{
    /// <summary>Reads yes, no, y, n, true, false, 1, 0, t or f in either case. Anything else is a fault, never a no.</summary>
    public static bool Read(string column, string cell, RowFaults faults)
    {
        switch (cell.ToUpperInvariant())
        {
            case "YES" or "Y" or "TRUE" or "T" or "1":
                return true;
            case "NO" or "N" or "FALSE" or "F" or "0" or "":
                return false;
            default:
                faults.Add($"{column} {English.Quote(cell)} is neither yes nor no: write one of them.");
                return false;
        }
    }
}
