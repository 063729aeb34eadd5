namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>The marks of one pupil on one day in a register file.</summary>
/// <param name="Name">Surname and forename, separated by a comma.</param>
/// <param name="Day">The day's index in <see cref="SchoolYear.Days"/>.</param>
/// <param name="Ordinal">The day's index among the days on which the school is open.</param>
/// <param name="Morning">The text of the morning mark.</param>
/// <param name="Afternoon">The text of the afternoon mark.</param>
internal readonly record struct DayEntry(string Upn, string Name, int Day, int Ordinal, string Morning, string Afternoon);
