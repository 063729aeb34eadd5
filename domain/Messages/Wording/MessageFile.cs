using System.Collections.Frozen;

namespace AttendanceFunctions.Domain.Messages.Wording;

/// <summary>A file of settings/messages without faults.</summary>
/// <param name="Path">Where it is in the settings: messages/polish/stage.txt.</param>
public sealed record MessageFile(string Path, string Language, MessageKind Kind, MessageTemplate Template)
{
    /// <summary>The folder of the settings that holds them.</summary>
    public const string Folder = "messages/";

    /// <summary>Their file extension.</summary>
    public const string Extension = ".txt";

    /// <summary>Characters that word processors insert, and the plain characters to use instead.</summary>
    private static readonly FrozenDictionary<string, string> Plain =
        new (string Curly, string Plain)[]
        {
            ("\u2018", "'"), ("\u2019", "'"), ("\u201A", "'"), ("\u201C", "\""), ("\u201D", "\""), ("\u201E", "\""),
            ("\u2013", "-"), ("\u2014", "-"), ("\u2026", "..."), ("\u00A0", "a blank"),
        }.ToFrozenDictionary(pair => pair.Curly, pair => pair.Plain, StringComparer.Ordinal);

    /// <summary>Reads a file: the template in it, or every fault with its place.</summary>
    /// <param name="path">Where the file is in the settings: messages/polish/stage.txt.</param>
    public static Checked<MessageFile> Read(string path, byte[] content)
    {
        var faults = new FaultList();
        var (language, kind) = NamesOf(path, faults);
        var decoded = SettingsText.Of(content, SettingsBounds.MessageBytes, "message");
        if (decoded is Checked<string>.Invalid none)
        {
            faults.Add(new(path, none.Reason));
            return new Checked<MessageFile>.Invalid(faults.All(path));
        }

        var text = ((Checked<string>.Valid)decoded).Value.ReplaceLineEndings("\n");
        // The kind decides which fields are required; without a known kind, only those required in every kind.
        var template = new MessageTemplateReader(path, text, kind, MessageBook.IsEnglish(language), faults).Read();
        return faults.Count > 0 || kind is null
            ? new Checked<MessageFile>.Invalid(faults.All(path))
            : new Checked<MessageFile>.Valid(new(path, language, kind.Value, template), RemarksOn(path, template));
    }

    private static (string Language, MessageKind? Kind) NamesOf(string path, FaultList faults)
    {
        var kinds = MessageKinds.ByName;
        if (path[Folder.Length..].Split('/') is not [var language, var file])
        {
            faults.Add(new(path, $"is in no language's folder; the place of a message is {Folder}{{language}}/{{kind}}{Extension}."));
            return ("", null);
        }

        var name = file.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) ? file[..^Extension.Length] : "";
        if (kinds.Keys.FirstOrDefault(kind => kind.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } known)
        {
            return (language, kinds[known]);
        }

        var nearest = Spelling.Nearest(name, kinds.Keys);
        faults.Add(new(path, $"no message has this name{(nearest.Length > 0 ? $" (do you mean {nearest}{Extension}?)" : "")}; "
            + $"a file is named after its kind, with {Extension}: {string.Join(", ", kinds.Keys)}."));
        return (language, null);
    }

    /// <summary>Remarks on characters that make every text cost more, if all of them have a plain form.</summary>
    private static IReadOnlyList<Fault> RemarksOn(string path, MessageTemplate template)
    {
        string[] wording =
        [
            .. template.Text.Wording, .. template.Child.Wording, .. template.School.Wording, template.Parent, template.And, template.Or,
        ];
        var costly = TextCost.CostlyIn(string.Concat(wording)).Distinct(StringComparer.Ordinal).ToList();
        if (costly.Count == 0 || !costly.All(Plain.ContainsKey))
        {
            return [];
        }

        var changes = costly.Select(character =>
            $"{Plain[character]} instead of {(character == "\u00A0" ? "the no-break blank" : character)}");
        return [new(path, $"makes every text cost more than it need: write {string.Join(", ", changes)}.")];
    }
}
