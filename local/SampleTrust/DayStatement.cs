namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>What a register file says of one pupil's day.</summary>
/// <param name="Name">Surname and forename, as a register prints them.</param>
/// <param name="Day">The day's index in <see cref="SchoolYear.Days"/>.</param>
/// <param name="Ordinal">The day's number among those on which the school is open.</param>
/// <param name="Morning">The mark, as written.</param>
/// <param name="Afternoon">The mark, as written.</param>
internal readonly record struct DayStatement(string Upn, string Name, int Day, int Ordinal, string Morning, string Afternoon);
