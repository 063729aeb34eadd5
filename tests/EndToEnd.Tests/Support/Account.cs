namespace AttendanceFunctions.Tests.EndToEnd.Support;

/// <summary>Reads the parts of a connection string.</summary>
internal static class Account
{
    /// <summary>The name of the account, which is part of the addresses of its blobs.</summary>
    public static string NameOf(string connectionString) =>
        connectionString.Split(';').Select(part => part.Split('=', 2)).Single(part => part[0] == "AccountName")[1];
}
