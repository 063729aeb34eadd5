using AttendanceFunctions.Domain.Calendar;

namespace AttendanceFunctions.Domain.Registers;

/// <summary>What a register says about a session: the mark, and by how much a late pupil was late.</summary>
/// <param name="Session">The session.</param>
/// <param name="Mark">Its mark.</param>
public readonly record struct StatedMark(Session Session, Mark Mark)
{
    /// <summary>Minutes after the start of the session, 1 to <see cref="LateMinutes.Most"/>; 0 where the register says nothing of them.</summary>
    public int MinutesLate { get; init; }
}
