namespace AttendanceFunctions.Local.Azurite;

/// <summary>Azurite cannot be started on this machine. The message is a sentence for the user.</summary>
public sealed class AzuriteUnavailableException(string message) : Exception(message);
