using System.Collections.Immutable;

namespace AttendanceFunctions.Domain.Attendance;

/// <summary>A pupil's stages on the nights of one school year, each with the night from which it applied.</summary>
/// <remarks>A later correction of marks changes tonight's stage, not the stages of earlier nights, which were already reported.</remarks>
public sealed class StageHistory : IEquatable<StageHistory>
{
    private const string DayForm = "yyyyMMdd";

    private const string NoStage = "-";

    private readonly ImmutableList<(DateOnly Night, int? Stage)> _changes;

    private StageHistory(ImmutableList<(DateOnly Night, int? Stage)> changes) => _changes = changes;

    /// <summary>The history before the first night.</summary>
    public static StageHistory None { get; } = new([]);

    /// <summary>The nights on which the stage changed, in order; a stage is null where there was no data or it was too early.</summary>
    public IReadOnlyList<(DateOnly Night, int? Stage)> Changes => _changes;

    /// <summary>The stored form: <c>20250930:1 20251110:-</c>, where - is no stage.</summary>
    public string Text => string.Join(' ', _changes.Select(change => string.Create(
        CultureInfo.InvariantCulture, $"{change.Night:yyyyMMdd}:{change.Stage?.ToString(CultureInfo.InvariantCulture) ?? NoStage}")));

    /// <summary>Reads the stored form.</summary>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static StageHistory Parse(string text) => text.Length == 0 ? None : new([.. text.Split(' ').Select(ParseOne)]);

    /// <summary>The stage after the night of a date, or the last night before it; null without a stage or without a night.</summary>
    public int? At(DateOnly date) => _changes.LastOrDefault(change => change.Night <= date).Stage;

    /// <summary>The history after a night. Repeating a night replaces its earlier result and removes all later nights.</summary>
    public StageHistory After(DateOnly night, int? stage)
    {
        var before = _changes.RemoveAll(change => change.Night >= night);
        return new(before.LastOrDefault().Stage == stage ? before : before.Add((night, stage)));
    }

    public bool Equals(StageHistory? other) => other is not null && _changes.SequenceEqual(other._changes);

    public override bool Equals(object? obj) => Equals(obj as StageHistory);

    public override int GetHashCode() => _changes.Aggregate(0, HashCode.Combine);

    public override string ToString() => Text;

    private static (DateOnly Night, int? Stage) ParseOne(string part) =>
        part.Split(':') is [var night, var stage]
        && DateOnly.TryParseExact(night, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? (day, stage == NoStage ? null : NumberOf(stage, part))
            : throw NotAStage(part);

    private static int NumberOf(string stage, string part) =>
        int.TryParse(stage, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw NotAStage(part);

    private static FormatException NotAStage(string part) => new($"\"{part}\" is not a night with its stage.");
}
