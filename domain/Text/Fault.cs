namespace AttendanceFunctions.Domain.Text;

/// <summary>One thing that is wrong in a settings file, for the person who will mend it.</summary>
/// <param name="Path">Where: a JSON path such as <c>$.schools[0].phone</c>.</param>
/// <param name="Sentence">What is wrong and what to do.</param>
public sealed record Fault(string Path, string Sentence)
{
    public override string ToString() => $"{Path}: {Sentence}";
}
