using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Registers;

namespace AttendanceFunctions.Domain.Cases.Celebrations;

/// <summary>What a night knows of a pupil when it asks what there is to celebrate.</summary>
/// <param name="Pupil">A pupil on the school's roll tonight.</param>
/// <param name="Marks">All marks of the school year that the night is in, tonight's among them.</param>
/// <param name="Status">What tonight reads off them.</param>
/// <param name="MarksChanged">Whether a mark that had been there before was changed tonight.</param>
/// <param name="Events">What happened in the case tonight, in order, school days that it caught up with among them; empty if nothing did.</param>
public sealed record PupilTonight(Pupil Pupil, YearOfMarks Marks, AttendanceStatus Status, bool MarksChanged, IReadOnlyList<CaseEvent> Events);
