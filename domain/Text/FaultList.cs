namespace AttendanceFunctions.Domain.Text;

/// <summary>The faults of a file while it is read. Only the first <see cref="SettingsBounds.ListedFaults"/> are kept.</summary>
public sealed class FaultList
{
    private readonly List<Fault> _first = [];
    private int _others;

    /// <summary>The number of faults, with those that are not kept.</summary>
    public int Count => _first.Count + _others;

    /// <summary>Whether there were so many faults that some are not kept.</summary>
    public bool IsFull => _others > 0;

    /// <summary>The faults that are kept.</summary>
    public IReadOnlyList<Fault> Kept => _first;

    /// <summary>The faults that are kept, and one that says how many others there are.</summary>
    /// <param name="path">The place of that fault: the file as a whole.</param>
    public IReadOnlyList<Fault> All(string path) => IsFull
        ? [.. _first, new(path, $"there are {English.Count(_others, "more fault")}, which are listed when these are corrected.")]
        : _first;

    public void Add(Fault fault)
    {
        if (_first.Count < SettingsBounds.ListedFaults)
        {
            _first.Add(fault);
        }
        else
        {
            _others++;
        }
    }
}
