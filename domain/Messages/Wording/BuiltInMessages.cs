using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Domain.Messages.Wording;

/// <summary>The templates that come with the product, in English. They have the form of a trust's own and serve as examples of it.</summary>
public static class BuiltInMessages
{
    private static readonly Lazy<IReadOnlyDictionary<MessageKind, MessageTemplate>> Templates = new(() =>
        MessageKinds.ByName.ToDictionary(kind => kind.Value, kind => Read(kind.Key)));

    public static IReadOnlyDictionary<MessageKind, MessageTemplate> All => Templates.Value;

    private static MessageTemplate Read(string kind)
    {
        var path = $"{MessageFile.Folder}{MessageBook.English}/{kind}{MessageFile.Extension}";
        using var stream = typeof(BuiltInMessages).Assembly.GetManifestResourceStream($"{MessageFile.Folder}{kind}{MessageFile.Extension}")
            ?? throw new InvalidOperationException($"There is no built-in {kind}.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return MessageFileReader.Read(path, bytes.ToArray()) switch
        {
            Checked<MessageFile>.Valid sound => sound.Value.Template,
            Checked<MessageFile>.Invalid faulty => throw new InvalidOperationException($"The built-in {kind} is faulty: {string.Join(" ", faulty.Faults)}"),
            _ => throw new InvalidOperationException(),
        };
    }
}
