using System.Globalization;
using Azure.Data.Tables;

namespace AttendanceFunctions.Functions.Storage;

/// <summary>Reads columns that a row must have. A row without one was not written by this product, and is no default.</summary>
public static class Columns
{
    public static string Text(this TableEntity entity, string name) => entity.GetString(name) ?? throw Missing(entity, name);

    public static int Number(this TableEntity entity, string name) => entity.GetInt32(name) ?? throw Missing(entity, name);

    public static bool Flag(this TableEntity entity, string name) => entity.GetBoolean(name) ?? throw Missing(entity, name);

    public static DateOnly Date(this TableEntity entity, string name) => TableKeys.DateOf(entity.Text(name));

    /// <summary>A date that a row may have; null where it has none.</summary>
    public static DateOnly? DateIfAny(this TableEntity entity, string name) => entity.GetString(name) is { } text ? TableKeys.DateOf(text) : null;

    /// <summary>An instant in the round-trip form, which any year fits; the service's own type begins in 1601.</summary>
    public static DateTimeOffset Instant(this TableEntity entity, string name) =>
        DateTimeOffset.ParseExact(entity.Text(name), "O", CultureInfo.InvariantCulture);

    public static string OfInstant(DateTimeOffset instant) => instant.ToString("O", CultureInfo.InvariantCulture);

    public static T Word<T>(this TableEntity entity, string name)
        where T : struct, Enum => Enum.Parse<T>(entity.Text(name));

    private static InvalidOperationException Missing(TableEntity entity, string name) =>
        new($"A row has no {name}, or one of another type (partition {entity.PartitionKey}).");
}
