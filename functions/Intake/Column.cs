namespace AttendanceFunctions.Functions.Intake;

/// <summary>A column of a file.</summary>
/// <param name="Name">Its name as this project writes it.</param>
/// <param name="Index">Its place in the file from 0; -1 where the file does not have it.</param>
internal readonly record struct Column(string Name, int Index)
{
    public bool IsThere => Index >= 0;
}
