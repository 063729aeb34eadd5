using System.Security.Cryptography;
using System.Text;

namespace Azure.Data.Tables;

/// <summary>What a storage connection string says of the Table service: where it is and the key that requests are signed with.</summary>
internal sealed record StorageAccount(Uri Endpoint, string Name, byte[] Key)
{
    private const string EmulatorName = "devstoreaccount1";

    // The key of every emulator, printed in its documentation: it opens nothing.
    private const string EmulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    public static StorageAccount Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var settings = connectionString
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(setting => setting.Split('=', 2))
            .ToDictionary(pair => pair[0].Trim(), pair => pair.Length == 2 ? pair[1].Trim() : "", StringComparer.OrdinalIgnoreCase);

        if (settings.GetValueOrDefault("UseDevelopmentStorage")?.Equals("true", StringComparison.OrdinalIgnoreCase) == true)
        {
            return new(new Uri($"http://127.0.0.1:10002/{EmulatorName}"), EmulatorName, Convert.FromBase64String(EmulatorKey));
        }

        if (!settings.TryGetValue("AccountName", out var name) || !settings.TryGetValue("AccountKey", out var key))
        {
            throw new InvalidOperationException("The storage connection string names no account with its key, and no development storage.");
        }

        return new(EndpointOf(settings, name), name, Convert.FromBase64String(key));
    }

    public string Sign(string text) => Convert.ToBase64String(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(text)));

    private static Uri EndpointOf(Dictionary<string, string> settings, string name)
    {
        if (settings.TryGetValue("TableEndpoint", out var endpoint))
        {
            return new Uri(endpoint);
        }

        var scheme = settings.GetValueOrDefault("DefaultEndpointsProtocol", "https");
        var suffix = settings.GetValueOrDefault("EndpointSuffix", "core.windows.net");
        return new Uri($"{scheme}://{name}.table.{suffix}");
    }
}
