namespace AttendanceFunctions.Domain.Registers;

/// <summary>One national attendance code and the days on which it may be used.</summary>
/// <param name="Text">The code as registers print it: one or two characters.</param>
/// <param name="Meaning">What the code says, in words.</param>
/// <param name="Class">How a session with this code counts.</param>
/// <param name="Letter">The one character that stands for the code in a year of marks; see <see cref="NationalCodes"/>.</param>
/// <param name="FirstDay">The first day on which the code may be used.</param>
/// <param name="LastDay">The last day on which the code may be used.</param>
public sealed record AttendanceCode(string Text, string Meaning, CodeClass Class, char Letter, DateOnly FirstDay, DateOnly LastDay)
{
    /// <summary>Whether a session on <paramref name="date"/> may carry this code.</summary>
    public bool IsInForce(DateOnly date) => FirstDay <= date && date <= LastDay;

    public bool IsAttended => Class is CodeClass.Present or CodeClass.Approved;

    public bool IsPossible => Class is not CodeClass.NotPossible;

    public bool IsAbsent => IsPossible && !IsAttended;

    public override string ToString() => Text;
}
