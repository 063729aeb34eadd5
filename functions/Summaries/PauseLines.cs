using AttendanceFunctions.Functions.Messages;

namespace AttendanceFunctions.Functions.Summaries;

/// <summary>What the emails of a morning say of pauses of all sending.</summary>
public sealed class PauseLines(SendingPauses pauses)
{
    /// <summary>The most changes that are looked at: more than people make in a holiday.</summary>
    private const int Most = 100;

    /// <summary>A sentence for each pause that lasted on the night's day or later, the newest first.</summary>
    public async Task<IReadOnlyList<string>> ReadAsync(DateOnly night, CancellationToken cancellationToken) =>
    [
        .. SendingPause.AllOf(await pauses.ReadAsync(Most, cancellationToken))
            .Where(pause => pause.To is not { } end || London.DateAt(end.At) >= night)
            .Select(pause => pause.ToString()),
    ];
}
