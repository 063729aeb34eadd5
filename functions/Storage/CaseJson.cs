using System.Text.Json;
using System.Text.Json.Serialization;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Pupils;

namespace AttendanceFunctions.Functions.Storage;

/// <summary>A case as the text that its row holds.</summary>
internal static class CaseJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter(), new UpnConverter(), new CaseKeyConverter() },
    };

    public static string Write(Case current) => JsonSerializer.Serialize(current, Options);

    /// <exception cref="JsonException">The text is no case.</exception>
    public static Case Read(string text) => JsonSerializer.Deserialize<Case>(text, Options) ?? throw new JsonException("A case's text is null.");

    private sealed class UpnConverter : JsonConverter<Upn>
    {
        public override Upn Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Upn.Parse(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, Upn value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }

    private sealed class CaseKeyConverter : JsonConverter<CaseKey>
    {
        public override CaseKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            CaseKey.TryParse(reader.GetString() ?? "", out var key) ? key : throw new JsonException("A case has a key that is not valid.");

        public override void Write(Utf8JsonWriter writer, CaseKey value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
