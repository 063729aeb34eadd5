namespace AttendanceFunctions.Local.Host;

/// <summary>Something that the person at the keyboard can put right; the message says what, without a stack trace.</summary>
public sealed class MendableException(string message) : Exception(message);
