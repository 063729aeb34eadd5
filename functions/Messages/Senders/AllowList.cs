using Microsoft.Extensions.Options;

namespace AttendanceFunctions.Functions.Messages.Senders;

/// <summary>The recipients that this environment may send to: all in production, otherwise only those on its list.</summary>
public sealed class AllowList(IOptions<SendingOptions> options)
{
    private readonly string[] _entries = options.Value.AllowList.Split(
        ';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public bool Allows(string recipient) => options.Value.Production || _entries.Any(entry => Matches(entry, recipient));

    private static bool Matches(string entry, string recipient) => entry switch
    {
        [.. var start, '*'] => recipient.StartsWith(start, StringComparison.OrdinalIgnoreCase),
        ['@', ..] => recipient.EndsWith(entry, StringComparison.OrdinalIgnoreCase),
        _ => recipient.Equals(entry, StringComparison.OrdinalIgnoreCase),
    };
}
