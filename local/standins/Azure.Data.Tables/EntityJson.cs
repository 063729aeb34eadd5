using System.Globalization;
using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary>A row in the Table service's JSON: OData with minimal metadata, where the types that JSON lacks are named beside the value.</summary>
internal static class EntityJson
{
    private const string TypeSuffix = "@odata.type";

    public static TableEntity AsTableEntity(object entity) => entity as TableEntity ?? throw new NotSupportedException(
        $"This stand-in of Azure.Data.Tables handles TableEntity alone; {entity.GetType().Name} needs the official package.");

    public static T AsRequested<T>(TableEntity entity) where T : class, ITableEntity => entity as T ?? throw new NotSupportedException(
        $"This stand-in of Azure.Data.Tables reads TableEntity alone; {typeof(T).Name} needs the official package.");

    public static byte[] Write(TableEntity entity)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var name in entity.Keys)
            {
                if (name is not (TableEntity.TimestampName or TableEntity.ETagName))
                {
                    Write(json, name, entity[name]);
                }
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    public static TableEntity Read(JsonElement row)
    {
        var entity = new TableEntity();
        foreach (var property in row.EnumerateObject())
        {
            if (property.Name.EndsWith(TypeSuffix, StringComparison.Ordinal)
                || (property.Name.StartsWith("odata.", StringComparison.Ordinal) && property.Name != TableEntity.ETagName))
            {
                continue;
            }

            var type = row.TryGetProperty(property.Name + TypeSuffix, out var annotation) ? annotation.GetString() : null;
            entity[property.Name] = Read(property.Value, property.Name == TableEntity.TimestampName ? "Edm.DateTime" : type);
        }

        return entity;
    }

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null: json.WriteNull(name); break;
            case string text: json.WriteString(name, text); break;
            case bool flag: json.WriteBoolean(name, flag); break;
            case int number: json.WriteNumber(name, number); break;
            case double number: WriteType(json, name, "Edm.Double"); json.WriteNumber(name, number); break;
            case long number: WriteTyped(json, name, "Edm.Int64", number.ToString(CultureInfo.InvariantCulture)); break;
            case Guid id: WriteTyped(json, name, "Edm.Guid", id.ToString("D")); break;
            case DateTimeOffset at: WriteTyped(json, name, "Edm.DateTime", Utc(at.UtcDateTime)); break;
            case DateTime at: WriteTyped(json, name, "Edm.DateTime", Utc(at.ToUniversalTime())); break;
            case byte[] bytes: WriteTyped(json, name, "Edm.Binary", Convert.ToBase64String(bytes)); break;
            case BinaryData bytes: WriteTyped(json, name, "Edm.Binary", Convert.ToBase64String(bytes)); break;
            default: throw new NotSupportedException($"The Table service has no type for the property '{name}', a {value.GetType().Name}.");
        }
    }

    private static object? Read(JsonElement value, string? type) => (value.ValueKind, type) switch
    {
        (JsonValueKind.Null, _) => null,
        (JsonValueKind.True or JsonValueKind.False, _) => value.GetBoolean(),
        (JsonValueKind.Number, "Edm.Double") => value.GetDouble(),
        (JsonValueKind.Number, "Edm.Int64") => value.GetInt64(),
        (JsonValueKind.Number, _) when value.TryGetInt32(out var whole) => whole,
        (JsonValueKind.Number, _) => value.GetDouble(),
        (JsonValueKind.String, "Edm.Int64") => long.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        (JsonValueKind.String, "Edm.Guid") => value.GetGuid(),
        (JsonValueKind.String, "Edm.DateTime") => DateTimeOffset.Parse(value.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        (JsonValueKind.String, "Edm.Binary") => value.GetBytesFromBase64(),
        (JsonValueKind.String, _) => value.GetString(),
        _ => throw new NotSupportedException($"The Table service answered with a {value.ValueKind} where a property was expected."),
    };

    private static void WriteType(Utf8JsonWriter json, string name, string type) => json.WriteString(name + TypeSuffix, type);

    private static void WriteTyped(Utf8JsonWriter json, string name, string type, string value)
    {
        WriteType(json, name, type);
        json.WriteString(name, value);
    }

    private static string Utc(DateTime at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}
