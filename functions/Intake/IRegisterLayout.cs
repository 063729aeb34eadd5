using AttendanceFunctions.Domain.Registers;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>One of the forms in which schools export a register.</summary>
internal interface IRegisterLayout
{
    /// <summary>What a row says, or <paramref name="faults"/>: all of them, and then what is returned is not used.</summary>
    IEnumerable<StatedMark> Read(SourceRow row, RowFaults faults);
}
