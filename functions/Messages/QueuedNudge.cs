using System.Text.Json;
using AttendanceFunctions.Functions.Messages.Ledger;

namespace AttendanceFunctions.Functions.Messages;

/// <summary>The message on the queues nudge-texts and nudge-emails: the place of a row in the ledger, and nothing about a person.</summary>
public sealed record QueuedNudge(LedgerPlace Place)
{
    public string Write() => JsonSerializer.Serialize(new Body(1, NudgeRow.PlaceText(Place)));

    /// <exception cref="FormatException">The body is no such message.</exception>
    public static QueuedNudge Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<Body>(body) is { V: 1, Nudge: { } place }
                ? new(NudgeRow.PlaceOf(place))
                : throw new FormatException("The message is of a version that is not known here.");
        }
        catch (JsonException fault)
        {
            throw new FormatException("The message names no row of the ledger.", fault);
        }
    }

    private sealed record Body(int V, string? Nudge);
}
