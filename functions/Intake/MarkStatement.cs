using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Registers;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>What one row of a register file says: this pupil, in this session, had this mark (or none any more).</summary>
public readonly record struct MarkStatement(Upn Upn, StatedMark Stated)
{
    public Session Session => Stated.Session;

    public Mark Mark => Stated.Mark;
}
