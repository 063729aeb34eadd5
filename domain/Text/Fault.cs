namespace AttendanceFunctions.Domain.Text;

/// <summary>One thing that is wrong in a file, for the person who will correct it.</summary>
/// <param name="Path">Where: a JSON path such as <c>$.schools[0].phone</c>, or <see cref="WholeFile"/>.</param>
/// <param name="Sentence">What is wrong and what to do.</param>
public sealed record Fault(string Path, string Sentence)
{
    /// <summary>The path of a fault that concerns the file as a whole.</summary>
    public const string WholeFile = "$";

    public override string ToString() => $"{Path}: {Sentence}";
}
