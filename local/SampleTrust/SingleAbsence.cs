namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>An absence of one or two sessions that is not placed yet.</summary>
/// <param name="Sessions">1 or 2; the pupil's allowance is reduced already.</param>
internal readonly record struct SingleAbsence(PupilYear Pupil, Code Code, int Sessions);
