using System.Diagnostics;

namespace AttendanceFunctions.Domain.Text;

/// <summary>A file that was read: its value, or everything that is wrong with it.</summary>
/// <typeparam name="T">What the file describes.</typeparam>
public abstract record Checked<T>
{
    /// <summary>The file can be used.</summary>
    /// <param name="Remarks">Names in it that are not known and were ignored, and values that are probably mistakes.</param>
    public sealed record Valid(T Value, IReadOnlyList<Fault> Remarks) : Checked<T>
    {
        /// <summary>A file without remarks.</summary>
        public Valid(T value)
            : this(value, [])
        {
        }
    }

    /// <summary>The file cannot be used.</summary>
    /// <param name="Faults">Every fault of the file; at least one.</param>
    public sealed record Invalid(IReadOnlyList<Fault> Faults) : Checked<T>
    {
        /// <summary>A file that is rejected as a whole.</summary>
        /// <param name="reason">What was found and what to do, in sentences.</param>
        public Invalid(string reason)
            : this([new Fault("$", reason)])
        {
        }

        /// <summary>What is wrong, in sentences, without the places.</summary>
        public string Reason => string.Join(' ', Faults.Select(fault => fault.Sentence));
    }

    /// <summary>The value of a file that comes with the product, which has no faults.</summary>
    /// <exception cref="InvalidOperationException">The file has faults.</exception>
    internal T ValueOf(string builtIn) => this is Valid valid ? valid.Value
        : throw new InvalidOperationException($"The built-in {builtIn} has faults: {string.Join(' ', ((Invalid)this).Faults)}");

    /// <summary>Continues with the value of a valid file; an invalid file keeps its faults.</summary>
    public Checked<TNext> Then<TNext>(Func<T, Checked<TNext>> next) => this switch
    {
        Valid valid => next(valid.Value) switch
        {
            Checked<TNext>.Valid read => read with { Remarks = [.. valid.Remarks, .. read.Remarks] },
            var invalid => invalid,
        },
        Invalid invalid => new Checked<TNext>.Invalid(invalid.Faults),
        _ => throw new UnreachableException(),
    };
}

/// <summary>One thing that is wrong in a file, for the person who has to correct it.</summary>
/// <param name="Path">Where: a JSON path such as <c>$.schools[0].phone</c>; "$" is the file as a whole.</param>
/// <param name="Sentence">What is wrong and what to do.</param>
public sealed record Fault(string Path, string Sentence)
{
    public override string ToString() => $"{Path}: {Sentence}";
}
