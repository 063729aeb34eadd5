namespace AttendanceFunctions.Domain.Text.Templates;

/// <summary>Where a piece of a filled template comes from.</summary>
public enum PieceSource
{
    /// <summary>The template's own wording.</summary>
    Wording,

    /// <summary>A field: a name, a figure, a date.</summary>
    Value,

    /// <summary>A field that holds a number to call.</summary>
    Phone,
}

public readonly record struct Piece(string Text, PieceSource Source);

/// <summary>A named field: <c>{{DaysMissed}}</c> in a template becomes "9½ days".</summary>
/// <typeparam name="T">What it is about: a message, a child, a letter.</typeparam>
/// <param name="Name">Its name; capitals do not matter.</param>
public sealed record Field<T>(string Name, string Meaning, Func<T, IEnumerable<Piece>> Value)
{
    /// <summary>A field with one text as its value.</summary>
    public Field(string name, string meaning, Func<T, string> value)
        : this(name, meaning, facts => [new Piece(value(facts), PieceSource.Value)])
    {
    }

    /// <summary>The field to write in other languages, because this one holds an English word; null where it holds none.</summary>
    public string? InOtherLanguages { get; init; }

    public string TextOf(T facts) => string.Concat(Value(facts).Select(piece => piece.Text));
}

/// <summary>A condition: the text between <c>{{if Sen}}</c> and <c>{{end}}</c> is left out where it does not hold.</summary>
/// <param name="Name">Its name; capitals do not matter.</param>
public sealed record Condition<T>(string Name, string Meaning, Func<T, bool> Holds);

/// <summary>A column of a list: <c>{{Log.Date}}</c>.</summary>
public sealed record ListColumn(string Name, string Meaning);

/// <summary>A list: a part of the template that names its columns, such as a table row, is repeated for each item.</summary>
/// <param name="Name">Its name; capitals do not matter.</param>
/// <param name="Items">Its items for one <typeparamref name="T"/>, each with one text for every column.</param>
public sealed record FieldList<T>(
    string Name, string Meaning, IReadOnlyList<ListColumn> Columns, Func<T, IReadOnlyList<IReadOnlyList<string>>> Items)
{
    /// <summary>The columns as a template names them: Log.Date, Log.What.</summary>
    public IEnumerable<string> ColumnNames => Columns.Select(column => $"{Name}.{column.Name}");

    public bool HasColumn(string column) => Columns.Any(known => Names.AreSame(known.Name, column));

    /// <summary>The text of an item in an existing column.</summary>
    public string TextOf(IReadOnlyList<string> item, string column) =>
        Columns.Zip(item).First(pair => Names.AreSame(pair.First.Name, column)).Second;
}

/// <summary>What a template may name.</summary>
/// <typeparam name="T">What its fields are about.</typeparam>
public sealed record FieldSet<T>(
    IReadOnlyList<Field<T>> Fields, IReadOnlyList<Condition<T>> Conditions, IReadOnlyList<FieldList<T>> Lists)
{
    public FieldSet(IReadOnlyList<Field<T>> fields, IReadOnlyList<Condition<T>> conditions)
        : this(fields, conditions, [])
    {
    }

    /// <summary>The field with a name; null where there is none.</summary>
    public Field<T>? FindField(string name) => Fields.FirstOrDefault(field => Names.AreSame(field.Name, name));

    /// <summary>The condition with a name; null where there is none.</summary>
    public Condition<T>? FindCondition(string name) => Conditions.FirstOrDefault(condition => Names.AreSame(condition.Name, name));

    /// <summary>The list with a name; null where there is none.</summary>
    public FieldList<T>? FindList(string name) => Lists.FirstOrDefault(list => Names.AreSame(list.Name, name));

    /// <summary>The start of a fault about an unknown field, without a full stop; it suggests the nearest known name.</summary>
    /// <param name="name">The name that the template has.</param>
    /// <param name="owner">What the set belongs to: "[text]", "this letter".</param>
    public string NoField(string name, string owner) =>
        $"{{{{{Names.Shorten(name)}}}}} is no field of {owner}"
        + Names.DoYouMean(name, Fields.Select(field => field.Name).Concat(Lists.SelectMany(list => list.ColumnNames)));

    /// <summary>The sentence of a fault about an unknown condition.</summary>
    public string NoCondition(string name, string owner)
    {
        var names = Conditions.Select(condition => condition.Name).ToList();
        return names.Count == 0
            ? $"{owner} knows no condition."
            : $"\"{Names.Shorten(name)}\" is no condition of {owner}{Names.DoYouMean(name, names)}; "
                + $"its conditions are {string.Join(", ", names)}.";
    }
}

/// <summary>The names in templates, and how faults quote them.</summary>
internal static class Names
{
    private const int ShownLength = 25;

    /// <summary>Whether two names are the same, without regard to case.</summary>
    public static bool AreSame(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    /// <summary>The first characters of a text's first line, to quote it in a fault.</summary>
    public static string Shorten(ReadOnlySpan<char> text)
    {
        var start = text.Length > ShownLength ? text[..ShownLength] : text;
        return start.IndexOf('\n') is >= 0 and var end ? start[..end].ToString()
            : start.Length == text.Length || text[ShownLength] == '\n' ? start.ToString()
            : $"{start}…";
    }

    /// <summary>" (do you mean Parents?)", or nothing where no name is near.</summary>
    public static string DoYouMean(string name, IEnumerable<string> names) =>
        Spelling.Nearest(name, names) is { Length: > 0 } nearest ? $" (do you mean {nearest}?)" : "";
}
