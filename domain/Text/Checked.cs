namespace AttendanceFunctions.Domain.Text;

/// <summary>A settings file that was read: its value, or all of its faults at once.</summary>
/// <typeparam name="T">What the file describes.</typeparam>
public abstract record Checked<T>
{
    private Checked()
    {
    }

    /// <summary>The file is sound.</summary>
    /// <param name="Value">What it describes.</param>
    /// <param name="Remarks">Names in it that mean nothing here and were passed over: misspellings, most likely.</param>
    public sealed record Valid(T Value, IReadOnlyList<Fault> Remarks) : Checked<T>;

    /// <summary>The file cannot be used; every fault is listed.</summary>
    public sealed record Invalid(IReadOnlyList<Fault> Faults) : Checked<T>;
}
