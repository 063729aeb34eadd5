namespace Azure.Communication.Sms;

/// <summary>The endpoint and access key of a Communication Services resource, read from its connection string.</summary>
internal sealed record CommunicationResource(Uri Endpoint, byte[] AccessKey)
{
    public static CommunicationResource Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var settings = connectionString
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(setting => setting.Split('=', 2))
            .ToDictionary(pair => pair[0].Trim(), pair => pair.Length == 2 ? pair[1].Trim() : "", StringComparer.OrdinalIgnoreCase);
        return new(new Uri(Required(settings, "endpoint")), Convert.FromBase64String(Required(settings, "accesskey")));
    }

    private static string Required(Dictionary<string, string> settings, string name) =>
        settings.TryGetValue(name, out var value) && value.Length > 0
            ? value
            : throw new InvalidOperationException($"The connection string of Communication Services has no '{name}='.");
}
