namespace AttendanceFunctions.Tests.Local.Sms;

/// <summary>A recorded request. The target is the escaped path and query.</summary>
public sealed record RecordedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string Path => Target.Split('?')[0];

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>Returns the unescaped query parameters.</summary>
    public Dictionary<string, string> Query() =>
        (Target.Split('?', 2) is [_, var query] ? query : "")
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .ToDictionary(pair => Uri.UnescapeDataString(pair[0]), pair => Uri.UnescapeDataString(pair[1]));
}
