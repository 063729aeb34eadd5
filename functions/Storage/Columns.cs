namespace AttendanceFunctions.Functions.Storage;

/// <summary>Reads required columns of a row.</summary>
/// <remarks>Each method throws <see cref="InvalidOperationException"/> if the column is missing or has another type.</remarks>
public static class Columns
{
    public static string Text(this TableEntity entity, string name) => entity.GetString(name) ?? throw Missing(entity, name);

    public static int Number(this TableEntity entity, string name) => entity.GetInt32(name) ?? throw Missing(entity, name);

    public static bool Flag(this TableEntity entity, string name) => entity.GetBoolean(name) ?? throw Missing(entity, name);

    public static DateOnly Date(this TableEntity entity, string name) => TableKeys.DateOf(entity.Text(name));

    /// <summary>An optional date; null if the column is missing.</summary>
    public static DateOnly? DateIfAny(this TableEntity entity, string name) =>
        entity.GetString(name) is { } text ? TableKeys.DateOf(text) : null;

    /// <summary>An instant as round-trip text, because the service's own type begins in 1601.</summary>
    public static DateTimeOffset Instant(this TableEntity entity, string name) =>
        DateTimeOffset.ParseExact(entity.Text(name), "O", CultureInfo.InvariantCulture);

    /// <summary>An optional instant; null if the column is missing.</summary>
    public static DateTimeOffset? InstantIfAny(this TableEntity entity, string name) =>
        entity.GetString(name) is null ? null : entity.Instant(name);

    /// <summary>An optional id, 32 hexadecimal digits; null if the column is missing.</summary>
    public static Guid? GuidIfAny(this TableEntity entity, string name) =>
        entity.GetString(name) is { } text ? Guid.ParseExact(text, "N") : null;

    public static string OfInstant(DateTimeOffset instant) => instant.ToString("O", CultureInfo.InvariantCulture);

    public static T Word<T>(this TableEntity entity, string name)
        where T : struct, Enum => Enum.Parse<T>(entity.Text(name));

    private static InvalidOperationException Missing(TableEntity entity, string name) =>
        new($"A row has no {name}, or one of another type (partition {entity.PartitionKey}).");
}

/// <summary>
/// Who decided something, as columns of a row: the name in the given column, and beside it either the sign-in name or the file.
/// </summary>
public static class AuthorColumns
{
    /// <summary>The author of a column; null if it is missing.</summary>
    public static Author? AuthorIfAny(this TableEntity entity, string column) =>
        entity.GetString(column) is not { } name ? null
        : entity.GetString($"{column}SignIn") is { } signIn ? new Author.SignedIn(name, signIn)
        : new Author.Stated(name, entity.Text($"{column}File"), entity.GetString($"{column}Uploader"));

    public static void Write(TableEntity entity, string column, Author? author)
    {
        entity[column] = author?.Name;
        entity[$"{column}SignIn"] = (author as Author.SignedIn)?.SignInName;
        entity[$"{column}File"] = (author as Author.Stated)?.File;
        entity[$"{column}Uploader"] = (author as Author.Stated)?.Uploader;
    }
}

/// <summary>A tally as columns of a row: one number of sessions for each class.</summary>
public static class TallyColumns
{
    private static readonly (string Name, Func<Tally, int> Count)[] Counts =
    [
        ("Present", tally => tally.Present), ("Approved", tally => tally.Approved), ("Authorised", tally => tally.Authorised),
        ("Unauthorised", tally => tally.Unauthorised), ("NotPossible", tally => tally.NotPossible),
        ("LateBeforeClose", tally => tally.LateBeforeClose), ("LateAfterClose", tally => tally.LateAfterClose),
    ];

    /// <summary>The columns, by name.</summary>
    public static IEnumerable<string> Names => Counts.Select(column => column.Name);

    public static Tally Tally(this TableEntity entity) => new(
        entity.Number("Present"), entity.Number("Approved"), entity.Number("Authorised"), entity.Number("Unauthorised"),
        entity.Number("NotPossible"), entity.Number("LateBeforeClose"), entity.Number("LateAfterClose"));

    public static void Write(TableEntity entity, Tally tally)
    {
        foreach (var (name, count) in Counts)
        {
            entity[name] = count(tally);
        }
    }
}
