using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Functions.Subjects;

/// <summary>A pupil at one school whose data somebody asks about. The same UPN at another school is another subject: temporary numbers of two schools may be alike.</summary>
public sealed record Subject(SchoolId School, Upn Upn);
