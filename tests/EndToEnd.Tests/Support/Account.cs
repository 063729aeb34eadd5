namespace AttendanceFunctions.Tests.EndToEnd.Support;

/// <summary>Names in a connection string.</summary>
internal static class Account
{
    /// <summary>The account's name, which stands in the addresses of its blobs.</summary>
    public static string NameOf(string connectionString) =>
        connectionString.Split(';').Select(part => part.Split('=', 2)).Single(part => part[0] == "AccountName")[1];
}
