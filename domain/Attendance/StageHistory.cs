using System.Collections.Immutable;
using System.Globalization;
using AttendanceFunctions.Domain.Pupils;

namespace AttendanceFunctions.Domain.Attendance;

/// <summary>The stages that the nights of one school year read for a pupil, each from the night on which it was another than before.</summary>
/// <remarks>What was read stands: a later correction changes tonight's stage, not what a headteacher was told in October.</remarks>
public sealed class StageHistory : IEquatable<StageHistory>
{
    private const string DayForm = "yyyyMMdd";

    private readonly ImmutableList<(DateOnly Night, int Stage)> _changes;

    private StageHistory(ImmutableList<(DateOnly Night, int Stage)> changes) => _changes = changes;

    public static StageHistory None { get; } = new([]);

    /// <summary>Each night with the stage that it read first, in order.</summary>
    public IReadOnlyList<(DateOnly Night, int Stage)> Changes => _changes;

    /// <summary>The stored form: <c>20250930:1 20251110:-1</c>.</summary>
    public string Text => string.Join(' ', _changes.Select(change => string.Create(CultureInfo.InvariantCulture, $"{change.Night:yyyyMMdd}:{change.Stage}")));

    /// <summary>Reads the stored form.</summary>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static StageHistory Parse(string text) => text.Length == 0 ? None : new([.. text.Split(' ').Select(ParseOne)]);

    /// <summary>The stage as it stood after a date's night, or the last night before it; <see cref="AttendanceRecord.NoStage"/> before the first.</summary>
    public int At(DateOnly date) => _changes.LastOrDefault(change => change.Night <= date, (Night: DateOnly.MinValue, Stage: AttendanceRecord.NoStage)).Stage;

    /// <summary>The history after a night; a night that is repeated takes the place of what it read before.</summary>
    public StageHistory After(DateOnly night, int stage)
    {
        var before = _changes.RemoveAll(change => change.Night >= night);
        return new(new StageHistory(before).At(night) == stage ? before : before.Add((night, stage)));
    }

    public bool Equals(StageHistory? other) => other is not null && _changes.SequenceEqual(other._changes);

    public override bool Equals(object? obj) => Equals(obj as StageHistory);

    public override int GetHashCode() => _changes.Aggregate(0, HashCode.Combine);

    public override string ToString() => Text;

    private static (DateOnly Night, int Stage) ParseOne(string part) =>
        part.Split(':') is [var night, var stage]
        && DateOnly.TryParseExact(night, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && int.TryParse(stage, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? (day, number)
            : throw new FormatException($"\"{part}\" is no night with its stage.");
}
