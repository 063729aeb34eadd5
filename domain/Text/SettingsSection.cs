using System.Text.Json;

namespace AttendanceFunctions.Domain.Text;

/// <summary>One object of a settings file. Reading collects every fault with its path, and remembers which names were looked up.</summary>
public sealed partial class SettingsSection
{
    private const string WholeFile = "$";
    private const int ShownLength = 40;

    private readonly JsonElement _object;
    private readonly string _path;
    private readonly FaultList _faults;
    private readonly FaultList _remarks;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal) { "$schema", "comment" };

    private SettingsSection(JsonElement element, string path, FaultList faults, FaultList remarks) =>
        (_object, _path, _faults, _remarks) = (element, path, faults, remarks);

    /// <summary>Reads a whole file: the value that <paramref name="read"/> makes of it, or all of its faults.</summary>
    /// <param name="json">The file's text; comments and trailing commas are allowed.</param>
    public static Checked<T> Read<T>(string json, Func<SettingsSection, T> read)
    {
        var (faults, remarks) = (new FaultList(), new FaultList());
        try
        {
            return JsonScan.Read(json, faults) is { } parsable
                ? ReadParsable(parsable, read, faults, remarks)
                : new Checked<T>.Invalid(faults.All(WholeFile));
        }
        catch (JsonException exception)
        {
            var (line, column) = ((exception.LineNumber ?? 0) + 1, (exception.BytePositionInLine ?? 0) + 1);
            faults.Add(new(WholeFile, string.Create(
                CultureInfo.InvariantCulture,
                $"This is not JSON: line {line}, column {column} cannot be read. Look for a missing comma, quote or bracket there.")));
            return new Checked<T>.Invalid(faults.All(WholeFile));
        }
    }

    private static Checked<T> ReadParsable<T>(byte[] json, Func<SettingsSection, T> read, FaultList faults, FaultList remarks)
    {
        using var document = JsonDocument.Parse(
            json, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = SettingsBounds.JsonDepth });
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            return new Checked<T>.Invalid([new(WholeFile, "The file must hold one JSON object: { … }.")]);
        }

        var root = new SettingsSection(document.RootElement, WholeFile, faults, remarks);
        var value = read(root);
        root.RemarkOnUnknownNames();
        return faults.Count > 0 ? new Checked<T>.Invalid(faults.All(WholeFile)) : new Checked<T>.Valid(value, remarks.All(WholeFile));
    }

    /// <summary>Whether there is a value with this name that is not null.</summary>
    public bool Has(string name) => Find(name, out _);

    /// <summary>The JSON path of the value with this name.</summary>
    public string PathOf(string name) => $"{_path}.{name}";

    /// <summary>A fault of the value with this name.</summary>
    public void AddFault(string name, string sentence) => _faults.Add(new(PathOf(name), sentence));

    /// <summary>A value that can be used, but is probably a mistake.</summary>
    public void AddRemark(string name, string sentence) => _remarks.Add(new(PathOf(name), sentence));

    /// <summary>A fault of this object as a whole.</summary>
    public void AddFault(string sentence) => _faults.Add(new(_path, sentence));

    /// <summary>Whether no fault was found so far in the value with this name. A value with a fault is not compared with others.</summary>
    public bool IsValid(string name) => IsValidAt(PathOf(name));

    /// <summary>Whether no fault was found so far in the values with these names.</summary>
    public bool AreValid(params IEnumerable<string> names) => names.All(IsValid);

    /// <summary>Whether no fault was found so far in this object.</summary>
    public bool IsValid() => IsValidAt(_path);

    /// <summary>A text that must be there and not be blank.</summary>
    public string Text(string name) => Text(name, "is missing; give it as a text in quotes", fallback: null);

    /// <summary>A text that may be left out.</summary>
    public string Text(string name, string fallback) => Text(name, "", fallback);

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>; it may be left out where there is a fallback.</summary>
    public decimal Number(string name, decimal least, decimal most, decimal? fallback)
    {
        if (!Find(name, out var value))
        {
            return fallback ?? Missing(name, $"is missing; give a number from {In(least)} to {In(most)}.", least);
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && number >= least && number <= most)
        {
            return number;
        }

        return Missing(name, $"must be a number from {In(least)} to {In(most)}, not {Shown(value)}.", least);
    }

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>; may be left out if there is a fallback.</summary>
    public int WholeNumber(string name, int least, int most, int? fallback)
    {
        var number = Number(name, least, most, fallback);
        return decimal.Truncate(number) == number ? (int)number : Missing(name, $"must be a whole number, not {In(number)}.", least);
    }

    /// <summary>True or false; it may be left out.</summary>
    public bool Flag(string name, bool fallback)
    {
        if (!Find(name, out var value))
        {
            return fallback;
        }

        return value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : Missing(name, $"must be true or false, not {Shown(value)}.", fallback);
    }

    /// <summary>A date that must be there, as yyyy-MM-dd.</summary>
    public DateOnly Date(string name) => Find(name, out var value)
        ? AsDate(value, PathOf(name))
        : Missing(name, "is missing; give a date as yyyy-MM-dd.", default(DateOnly));

    /// <summary>A time of day as HH:mm; it may be left out.</summary>
    public TimeOnly Time(string name, TimeOnly fallback)
    {
        if (!Find(name, out var value))
        {
            return fallback;
        }

        return value.ValueKind == JsonValueKind.String
            && TimeOnly.TryParseExact(value.GetString(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
                ? time
                : Missing(name, $"must be a time of day as HH:mm, not {Shown(value)}.", fallback);
    }

    /// <summary>One of a few words, each with its value; it may be left out where there is a fallback.</summary>
    public T Choice<T>(string name, IReadOnlyDictionary<string, T> choices, T? fallback)
        where T : struct
    {
        if (!Find(name, out var value))
        {
            return fallback ?? Missing(name, $"is missing; give {OneOf(choices.Keys)}.", default(T));
        }

        return AsChoice(value, PathOf(name), choices);
    }

    /// <summary>A value of an enumeration by its name in camel case: <c>endOfHalfTerm</c>; it may be left out with a fallback.</summary>
    public T Choice<T>(string name, T? fallback)
        where T : struct, Enum =>
        Choice(name, Enum.GetValues<T>().ToDictionary(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString())), fallback);

    /// <summary>An object that must be there; otherwise there is a fault, and <paramref name="read"/> reads an empty object.</summary>
    public T Section<T>(string name, Func<SettingsSection, T> read)
    {
        if (Find(name, out var value) && value.ValueKind == JsonValueKind.Object)
        {
            return Enter(value, PathOf(name), read);
        }

        AddFault(name, "must be an object: { … }.");
        return read(new(default, PathOf(name), new(), new()));
    }

    /// <summary>An object that may be left out.</summary>
    public T Section<T>(string name, Func<SettingsSection, T> read, T fallback) => Has(name) ? Section(name, read) : fallback;

    private T Enter<T>(JsonElement element, string path, Func<SettingsSection, T> read)
    {
        var section = new SettingsSection(element, path, _faults, _remarks);
        var value = read(section);
        section.RemarkOnUnknownNames();
        return value;
    }

    private bool Find(string name, out JsonElement value)
    {
        _known.Add(name);
        value = default;
        return _object.ValueKind == JsonValueKind.Object
            && _object.TryGetProperty(name, out value)
            && value.ValueKind != JsonValueKind.Null;
    }

    // Where faults were left out, one of them may be the value's.
    private bool IsValidAt(string path) =>
        !_faults.IsFull && !_faults.Kept.Any(fault => fault.Path.StartsWith(path, StringComparison.Ordinal)
        && (fault.Path.Length == path.Length || fault.Path[path.Length] is '.' or '['));

    private string Text(string name, string missing, string? fallback) =>
        Find(name, out var value) ? AsText(value, PathOf(name)) : fallback ?? Missing(name, $"{missing}.", "");

    private string AsText(JsonElement value, string path) =>
        value.ValueKind != JsonValueKind.String || string.IsNullOrWhiteSpace(value.GetString())
            ? MissingAt(path, $"must be a text in quotes that is not blank, not {Shown(value)}.", "")
        : value.GetString()!.Length > SettingsBounds.TextLength
            ? MissingAt(path, $"must not have more than {English.Number(SettingsBounds.TextLength)} characters; shorten it.", "")
        : value.GetString()!.Trim();

    private T AsChoice<T>(JsonElement value, string path, IReadOnlyDictionary<string, T> choices)
        where T : struct =>
        value.ValueKind == JsonValueKind.String && choices.TryGetValue(value.GetString()!, out var choice)
            ? choice
            : MissingAt(path, $"must be {OneOf(choices.Keys)}, not {Shown(value)}.", default(T));

    private DateOnly AsDate(JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.String
            || !DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return MissingAt(path, $"must be a date as yyyy-MM-dd, not {Shown(value)}.", default(DateOnly));
        }

        return date >= SettingsBounds.FirstDate && date <= SettingsBounds.LastDate
            ? date
            : MissingAt(
                path, $"must be from {SettingsBounds.FirstDate.Year} to {SettingsBounds.LastDate.Year}, not {Shown(value)}.",
                default(DateOnly));
    }

    private T Missing<T>(string name, string sentence, T instead) => MissingAt(PathOf(name), sentence, instead);

    private T MissingAt<T>(string path, string sentence, T instead)
    {
        _faults.Add(new(path, sentence));
        return instead;
    }

    private void RemarkOnUnknownNames()
    {
        var known = _known.Order(StringComparer.Ordinal).Where(name => name[0] != '$').ToList();
        foreach (var property in _object.EnumerateObject().Where(property => !_known.Contains(property.Name)))
        {
            var nearest = Spelling.Nearest(property.Name, known);
            _remarks.Add(new(
                PathOf(Shorten(property.Name)),
                "is not a setting here and is ignored; "
                    + (nearest.Length > 0 ? $"do you mean \"{nearest}\"?" : $"the settings here are: {string.Join(", ", known)}.")));
        }
    }

    /// <summary>A name of a file as a path shows it: its first characters, with spaces in place of control characters.</summary>
    internal static string Shorten(string name) =>
        string.Concat(name.Take(ShownLength).Select(c => char.IsControl(c) ? ' ' : c)) + (name.Length > ShownLength ? "…" : "");

    private static string Shown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ => Shorten(value.GetRawText()),
    };

    private static string OneOf(IEnumerable<string> words) => string.Join(" or ", words.Select(word => $"\"{word}\""));

    private static string In(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
