namespace AttendanceFunctions.Domain.Text;

/// <summary>What was read from a file: its value, or all of its faults at once.</summary>
/// <typeparam name="T">What the file describes.</typeparam>
public abstract record Checked<T>
{
    private Checked()
    {
    }

    /// <summary>The file has no fault.</summary>
    /// <param name="Value">What the file describes.</param>
    /// <param name="Remarks">Names in the file that are not known and were ignored, and values that are probably mistakes.</param>
    public sealed record Valid(T Value, IReadOnlyList<Fault> Remarks) : Checked<T>;

    /// <summary>The file cannot be used; every fault is listed.</summary>
    public sealed record Invalid(IReadOnlyList<Fault> Faults) : Checked<T>;
}

/// <summary>One thing that is wrong in a file, for the person who has to correct it.</summary>
/// <param name="Path">Where: a JSON path such as <c>$.schools[0].phone</c>.</param>
/// <param name="Sentence">What is wrong and what to do.</param>
public sealed record Fault(string Path, string Sentence)
{
    public override string ToString() => $"{Path}: {Sentence}";
}
