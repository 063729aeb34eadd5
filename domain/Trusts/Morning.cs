namespace AttendanceFunctions.Domain.Trusts;

/// <summary>
/// When a school asks after pupils who were not seen, London time: from the grace after its registers close on, and before the latest
/// time, after which a text would come too late to help and a person calls.
/// </summary>
/// <param name="From">When asking begins.</param>
/// <param name="Latest">When it ends; nothing leaves at or after it.</param>
public readonly record struct Morning(TimeOnly From, TimeOnly Latest)
{
    /// <summary>No message leaves earlier, whatever it says (domain 0.9).</summary>
    public static readonly TimeOnly Earliest = SendingWindow.Earliest;

    /// <summary>The latest that <see cref="Latest"/> may be: after it the afternoon's register says more.</summary>
    public static readonly TimeOnly Noon = new(12, 0);

    /// <summary>A school that does not ask.</summary>
    public static Morning Off => default;

    public bool IsOn => From < Latest;

    /// <summary>Whether texts may leave: from the first minute on, and before the last.</summary>
    public bool Contains(TimeOnly time) => From <= time && time < Latest;

    /// <summary>Whether the time for texts has begun; it may be over.</summary>
    public bool HasBegun(TimeOnly time) => IsOn && From <= time;

    /// <summary>Whether the time for texts is over.</summary>
    public bool IsOver(TimeOnly time) => IsOn && Latest <= time;
}
