namespace AttendanceFunctions.Local.Azurite;

/// <summary>Azurite cannot be had on this machine; the message is a sentence for the person at the keyboard.</summary>
public sealed class AzuriteUnavailableException(string message) : Exception(message);
