using System.Security.Cryptography;
using System.Text;
using AttendanceFunctions.Tests.StandIns.Loopback;
using Azure.Data.Tables;

namespace AttendanceFunctions.Tests.StandIns.Protocols.Tables;

/// <summary>Table clients that talk to a <see cref="LoopbackServer"/>, and the signature that the service would expect of them.</summary>
internal static class TableLoopback
{
    public const string Account = "schooldata";

    private static readonly byte[] Key = Encoding.UTF8.GetBytes("a key of a test");

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TableClient Table(this LoopbackServer server, TableClientOptions? options = null) =>
        new TableServiceClient(ConnectionString(server.Address + Account), options ?? Impatient()).GetTableClient("Pupils");

    public static string ConnectionString(string endpoint) =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Convert.ToBase64String(Key)};TableEndpoint={endpoint};";

    /// <summary>The retries of a default client, without their waits.</summary>
    public static TableClientOptions Impatient() => new() { Retry = { Delay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(1) } };

    /// <summary>SharedKeyLite as the Table service documents it: HMAC-SHA256 over the date and the canonical resource.</summary>
    public static string Authorization(RecordedRequest request)
    {
        var text = $"{request.Header("x-ms-date")}\n/{Account}{request.Path}";
        return $"SharedKeyLite {Account}:{Convert.ToBase64String(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(text)))}";
    }
}
