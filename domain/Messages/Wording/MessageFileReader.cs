using System.Text;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Domain.Messages.Wording;

/// <summary>Reads one file of settings/messages: it comes out sound, or with every fault and where it stands.</summary>
public static class MessageFileReader
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="path">Where the file lies in the settings: messages/polish/stage.txt.</param>
    /// <param name="content">Its bytes.</param>
    public static Checked<MessageFile> Read(string path, byte[] content)
    {
        var faults = new List<Fault>();
        var (language, rule) = NamesOf(path, faults);
        if (content.Length > MessageFile.MostBytes)
        {
            return new Checked<MessageFile>.Invalid([.. faults, TooBig(path)]);
        }

        if (!TryDecode(content, out var text))
        {
            return new Checked<MessageFile>.Invalid([.. faults, new(path, "is no text in UTF-8; save it again with the encoding UTF-8 (in Notepad: File, Save as, Encoding).")]);
        }

        var template = new MessageTemplateReader(path, text, rule, MessageBook.IsEnglish(language), faults).Read();
        return faults.Count > 0
            ? new Checked<MessageFile>.Invalid(faults)
            : new Checked<MessageFile>.Valid(new(path, language, rule, template), Typography.Remarks(path, template));
    }

    private static Fault TooBig(string path) => new(path, $"has more than {MessageFile.MostBytes / 1024} KB, which no message needs; put a plain text file there.");

    private static (string Language, MessageKind Rule) NamesOf(string path, List<Fault> faults)
    {
        var kinds = MessageKinds.ByName;
        if (path[MessageFile.Folder.Length..].Split('/') is not [var language, var file])
        {
            faults.Add(new(path, $"lies in no language's folder; a message stands in {MessageFile.Folder}{{language}}/{{kind}}{MessageFile.Extension}."));
            return ("", MessageKind.Stage);
        }

        var name = file.EndsWith(MessageFile.Extension, StringComparison.OrdinalIgnoreCase) ? file[..^MessageFile.Extension.Length] : "";
        foreach (var (kind, rule) in kinds.Where(kind => kind.Key.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            return (language, rule);
        }

        var nearest = Spelling.Nearest(name, kinds.Keys);
        faults.Add(new(path, $"no message has this name{(nearest.Length > 0 ? $" (do you mean {nearest}{MessageFile.Extension}?)" : "")}; "
            + $"a file is named after its kind, with {MessageFile.Extension}: {string.Join(", ", kinds.Keys)}."));
        return (language, MessageKind.Stage);
    }

    private static bool TryDecode(byte[] content, out string text)
    {
        try
        {
            text = Utf8.GetString(content).TrimStart('\uFEFF').ReplaceLineEndings("\n");
            return !text.Contains('\0', StringComparison.Ordinal);
        }
        catch (DecoderFallbackException)
        {
            text = "";
            return false;
        }
    }
}
