using System.Diagnostics;
using Azure;

namespace AttendanceFunctions.Functions.Operations;

/// <summary>
/// Exceptions that no code foresees. What they interrupt is held alone, with a description that names no data, because an exception's
/// message may quote a pupil's.
/// </summary>
public static class UnexpectedFault
{
    private const string OwnNamespace = "AttendanceFunctions.";

    /// <summary>
    /// Whether an exception comes from the work itself. Storage, leases and cancellation fail the run, which is repeated.
    /// </summary>
    public static bool IsOfWork(Exception fault) =>
        fault is not (OperationCanceledException or RequestFailedException or AggregateException or LeaseHeldException
            or OutOfMemoryException);

    /// <summary>The exception's type and the method of this product in which it arose: "FormatException in YearOfMarks.Parse".</summary>
    public static string Describe(Exception fault)
    {
        var method = new StackTrace(fault).GetFrames().Select(frame => frame.GetMethod())
            .FirstOrDefault(method => method?.DeclaringType?.Namespace?.StartsWith(OwnNamespace, StringComparison.Ordinal) == true);
        return method is null ? fault.GetType().Name : $"{fault.GetType().Name} in {Name(method.DeclaringType!)}.{method.Name}";
    }

    // A compiler makes types within types for lambdas and iterators; the outermost one has the name that people know.
    private static string Name(Type type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type.Name.Split('`')[0];
    }
}
