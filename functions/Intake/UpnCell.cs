using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>A cell that holds a UPN.</summary>
internal static class UpnCell
{
    public static bool TryRead(string cell, RowFaults faults, out Upn upn)
    {
        if (Upn.TryParse(cell, out upn))
        {
            return true;
        }

        faults.Add(cell.Length == 0
            ? "UPN is empty: give the pupil's number."
            : $"UPN {English.Quote(cell)} is not a pupil number: use up to 32 letters and digits.");
        return false;
    }
}
