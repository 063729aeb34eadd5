namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>A day's or half a day's absence that has no date yet.</summary>
/// <param name="Sessions">1 or 2, already taken out of the pupil's allowance.</param>
internal readonly record struct SingleAbsence(PupilYear Pupil, Code Code, int Sessions);
