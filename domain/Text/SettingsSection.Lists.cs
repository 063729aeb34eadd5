using System.Text.Json;

namespace AttendanceFunctions.Domain.Text;

/// <summary>Lists in a settings file. A fault of one entry has the path of that entry.</summary>
public sealed partial class SettingsSection
{
    /// <summary>Dates, which may be left out.</summary>
    public IReadOnlyList<DateOnly> Dates(string name) => List(name, "must be a list of dates: [ \"yyyy-MM-dd\", … ].", AsDate);

    /// <summary>Texts that are not blank; the list may be left out.</summary>
    public IReadOnlyList<string> Texts(string name) => List(name, "must be a list of texts in quotes: [ \"…\", … ].", AsText);

    /// <summary>Texts, each under one of the known names; the object may be left out, and so may each of them.</summary>
    public IReadOnlyDictionary<string, string> TextsByName(string name, IEnumerable<string> known) => Section(
        name, section => known.Where(section.Has).ToDictionary(key => key, key => section.Text(key), StringComparer.Ordinal), []);

    /// <summary>Some of a few words, each at most once; the list may be left out.</summary>
    public IReadOnlyList<T> Choices<T>(string name, IReadOnlyDictionary<string, T> choices)
        where T : struct
    {
        var seen = new HashSet<T>();
        return List(name, "must be a list of words in quotes: [ \"…\", … ].", (value, path) =>
        {
            var choice = AsChoice(value, path, choices);
            if (IsValidAt(path) && !seen.Add(choice))
            {
                _faults.Add(new(path, $"names {Shown(value)} a second time; list each once."));
            }

            return choice;
        });
    }

    /// <summary>A list of objects that must be there and not be empty.</summary>
    public IReadOnlyList<T> Sections<T>(string name, Func<SettingsSection, T> read)
    {
        if (!Find(name, out var value) || value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0)
        {
            AddFault(name, "must be a list with at least one entry: [ { … }, … ].");
            return [];
        }

        return IsTooLong(value, name) ? [] : [.. Entries(value, name).SelectMany(entry => ReadEntry(entry.Value, entry.Path, read))];
    }

    /// <summary>A list of objects that may be empty or left out.</summary>
    public IReadOnlyList<T> SectionsIfAny<T>(string name, Func<SettingsSection, T> read) =>
        [.. List(name, "must be a list: [ { … }, … ].", (value, path) => ReadEntry(value, path, read)).SelectMany(entry => entry)];

    private T[] List<T>(string name, string sentence, Func<JsonElement, string, T> read)
    {
        if (!Find(name, out var value))
        {
            return [];
        }

        return value.ValueKind != JsonValueKind.Array ? Missing<T[]>(name, sentence, [])
            : IsTooLong(value, name) ? []
            : [.. Entries(value, name).Select(entry => read(entry.Value, entry.Path))];
    }

    private bool IsTooLong(JsonElement list, string name)
    {
        if (list.GetArrayLength() > SettingsBounds.ListEntries)
        {
            AddFault(name, $"must not have more than {English.Number(SettingsBounds.ListEntries)} entries.");
            return true;
        }

        return false;
    }

    private IEnumerable<(JsonElement Value, string Path)> Entries(JsonElement list, string name) =>
        list.EnumerateArray().Select((value, index) => (value, $"{PathOf(name)}[{index}]"));

    /// <summary>The value of an entry, in a list of one; an empty list and a fault where the entry is not an object.</summary>
    private T[] ReadEntry<T>(JsonElement value, string path, Func<SettingsSection, T> read) =>
        value.ValueKind == JsonValueKind.Object
            ? [Enter(value, path, read)]
            : MissingAt<T[]>(path, $"must be an object: {{ … }}, not {Shown(value)}.", []);
}
