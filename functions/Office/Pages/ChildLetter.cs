namespace AttendanceFunctions.Functions.Office.Pages;

/// <summary>A letter about a child.</summary>
/// <param name="Night">The night that wrote it, or the day on which somebody had it made.</param>
/// <param name="HasAddress">Whether it goes by post; without an address it is given by hand.</param>
/// <param name="IsMadeByDay">Whether somebody had it made on the child's page.</param>
/// <param name="Key">The key of its file.</param>
public sealed record ChildLetter(DateOnly Night, LetterKind Kind, bool HasAddress, bool IsMadeByDay, OpaqueKey Key);
