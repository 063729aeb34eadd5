using System.Runtime.ExceptionServices;

namespace AttendanceFunctions.Functions.Operations;

/// <summary>
/// Does the work of several schools so that one whose data or files are at fault does not keep the others waiting. The run fails when
/// everything that could be done is done, so that its failure is seen and it is repeated.
/// </summary>
/// <param name="log">Called for each school whose work failed, with the kind of fault and its place, without data.</param>
public sealed class SchoolFaults(Action<SchoolId, string> log)
{
    private readonly HashSet<SchoolId> _schools = [];
    private readonly List<Exception> _faults = [];

    /// <summary>Whether some work of a school has failed.</summary>
    public bool Has(SchoolId school) => _schools.Contains(school);

    /// <summary>Does work of one school.</summary>
    /// <returns>Whether it did not fail.</returns>
    public async Task<bool> TryAsync(SchoolId school, Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or LeaseHeldException))
        {
            _schools.Add(school);
            _faults.Add(fault);
            log(school, UnexpectedFault.Describe(fault));
            return false;
        }
    }

    /// <summary>Throws the first fault, if there was one.</summary>
    public void ThrowIfAny()
    {
        if (_faults.Count > 0)
        {
            ExceptionDispatchInfo.Throw(_faults[0]);
        }
    }
}
