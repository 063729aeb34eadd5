using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Readings;
using AttendanceFunctions.Domain.Registers;

namespace AttendanceFunctions.Domain.Celebrations;

/// <summary>What a night knows of a pupil when it asks what there is to celebrate.</summary>
/// <param name="Pupil">A pupil on the school's roll tonight.</param>
/// <param name="Marks">All marks of the school year that the night is in, tonight's among them.</param>
/// <param name="Reading">What tonight reads off them.</param>
/// <param name="MarksChanged">Whether a mark that had been there before was changed tonight.</param>
/// <param name="Events">What happened in the case tonight, in order, school days that it caught up with among them; empty if nothing did.</param>
public sealed record PupilTonight(Pupil Pupil, YearOfMarks Marks, Reading Reading, bool MarksChanged, IReadOnlyList<CaseEvent> Events);
