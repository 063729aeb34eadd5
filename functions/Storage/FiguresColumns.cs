using System.Text.Json;
using System.Text.Json.Serialization;
using AttendanceFunctions.Domain.Summaries.Figures;

namespace AttendanceFunctions.Functions.Storage;

/// <summary>
/// A school's figures as columns of its row: one text per period and one for the rest, so that each stays below the 64 KiB limit of
/// a property.
/// </summary>
public static class FiguresColumns
{
    private const string Rest = "Figures";

    private static readonly JsonSerializerOptions Json = new()
    {
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter(), new TallyConverter(), new HiddenConverter() },
    };

    private static readonly PeriodKind[] Kinds = Enum.GetValues<PeriodKind>();

    /// <summary>The columns, by name.</summary>
    public static IReadOnlyList<string> Names { get; } = [Rest, .. Kinds.Select(NameOf)];

    /// <summary>The figures as the texts of a row. Equal figures give equal texts, different figures different texts.</summary>
    /// <returns>The columns with their texts; an empty text if there are no figures.</returns>
    public static IReadOnlyDictionary<string, string> TextsOf(SchoolFigures figures)
    {
        var texts = Names.ToDictionary(name => name, _ => "", StringComparer.Ordinal);
        if (figures != SchoolFigures.None)
        {
            texts[Rest] = JsonSerializer.Serialize(figures with { Periods = [] }, Json);
            foreach (var period in figures.Periods)
            {
                texts[NameOf(period.Period.Kind)] = JsonSerializer.Serialize(period, Json);
            }
        }

        return texts;
    }

    public static void Write(TableEntity entity, SchoolFigures figures)
    {
        foreach (var (name, text) in TextsOf(figures))
        {
            entity[name] = text;
        }
    }

    /// <summary>The figures of a row; none if the row was read without those columns.</summary>
    public static SchoolFigures Figures(this TableEntity entity) => entity.GetString(Rest) is { Length: > 0 } rest
        ? Read<SchoolFigures>(entity, rest) with
        {
            Periods = [.. Kinds.Select(kind => entity.GetString(NameOf(kind)))
                .Where(text => text is { Length: > 0 }).Select(text => Read<PeriodFigures>(entity, text!))],
        }
        : SchoolFigures.None;

    private static T Read<T>(TableEntity entity, string text) =>
        JsonSerializer.Deserialize<T>(text, Json)
        ?? throw new InvalidOperationException($"A row's figures cannot be read (partition {entity.PartitionKey}).");

    private static string NameOf(PeriodKind kind) => $"{Rest}{kind}";

    /// <summary>Hidden groups by what is hidden of them and why, with only their names.</summary>
    private sealed class HiddenConverter : JsonConverter<IReadOnlyList<HiddenMeasure>>
    {
        public override IReadOnlyList<HiddenMeasure> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        [
            .. from same in JsonSerializer.Deserialize<Dictionary<string, string[]>>(ref reader)!
               let words = same.Key.Split(' ')
               from value in same.Value
               select new HiddenMeasure(
                   Enum.Parse<Grouping>(words[1]), value, Enum.Parse<Measure>(words[0]), Enum.Parse<Showing>(words[2])),
        ];

        public override void Write(Utf8JsonWriter writer, IReadOnlyList<HiddenMeasure> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.GroupBy(hidden => $"{hidden.Of} {hidden.By} {hidden.Why}", hidden => hidden.Value)
                .ToDictionary(same => same.Key, same => same.ToArray()));
    }

    /// <summary>A tally as an array of its seven counts; with property names, the texts would be three times as long.</summary>
    private sealed class TallyConverter : JsonConverter<Tally>
    {
        public override Tally Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<int[]>(ref reader)
                is [var present, var approved, var authorised, var unauthorised, var notPossible, var before, var after]
                ? new(present, approved, authorised, unauthorised, notPossible, before, after)
                : throw new JsonException("A tally has seven counts.");

        public override void Write(Utf8JsonWriter writer, Tally value, JsonSerializerOptions options) => JsonSerializer.Serialize<int[]>(
            writer,
            [
                value.Present, value.Approved, value.Authorised, value.Unauthorised, value.NotPossible,
                value.LateBeforeClose, value.LateAfterClose,
            ]);
    }
}
