namespace AttendanceFunctions.Local.Host;

/// <summary>An error that the user can fix. The message says how; it is shown without a stack trace.</summary>
public sealed class UserErrorException(string message) : Exception(message);
