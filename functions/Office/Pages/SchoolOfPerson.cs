using AttendanceFunctions.Domain.Summaries;

namespace AttendanceFunctions.Functions.Office.Pages;

/// <summary>A school on the first page, with its last night.</summary>
/// <param name="Night">The school day whose night should be done by now; null before the first school day.</param>
/// <param name="Done">The night's results; null if it is not done.</param>
public sealed record SchoolOfPerson(School School, DateOnly? Night, SchoolNight? Done);
