using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Readings;

namespace AttendanceFunctions.Functions.Nights;

/// <summary>One pupil in one night: who, what is on record after it, and what it read.</summary>
public sealed record PupilNight(Pupil Pupil, AttendanceRecord Record, Reading Reading);
