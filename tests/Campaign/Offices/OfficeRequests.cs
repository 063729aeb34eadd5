using AttendanceFunctions.Tests.Campaign.Faults;

namespace AttendanceFunctions.Tests.Campaign.Offices;

/// <summary>Counts the storage requests of the office, and kills its process in the middle of a form.</summary>
internal sealed class OfficeRequests : IStorageObserver
{
    private readonly Lock _gate = new();
    private int _left;
    private Action _kill = () => { };

    /// <summary>Kills the process at a step of a request: when storage gets it, or has applied it and not answered.</summary>
    /// <param name="steps">After how many steps, from 1.</param>
    public void Arm(int steps, Action kill)
    {
        lock (_gate)
        {
            (_left, _kill) = (steps, kill);
        }
    }

    /// <summary>Kills nothing any more.</summary>
    public void Disarm() => Arm(0, () => { });

    /// <inheritdoc />
    public void Arrived(StorageRequest request, StorageFault fault) => Step();

    /// <inheritdoc />
    public void Applied(StorageRequest request, StorageFault fault, StorageResponse response) => Step();

    /// <inheritdoc />
    public void Ended(StorageRequest request, StorageFault fault)
    {
    }

    private void Step()
    {
        lock (_gate)
        {
            if (_left > 0 && --_left == 0)
            {
                _kill();
            }
        }
    }
}
