using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Domain.Messages.Wording;

/// <summary>A sound file of settings/messages.</summary>
/// <param name="Path">Where it lies in the settings: messages/polish/stage.txt.</param>
/// <param name="Language">The language, as its folder names it.</param>
/// <param name="Kind">The kind of message.</param>
/// <param name="Template">What it says.</param>
public sealed record MessageFile(string Path, string Language, MessageKind Kind, MessageTemplate Template)
{
    /// <summary>The folder of the settings that holds them.</summary>
    public const string Folder = "messages/";

    /// <summary>How their names end.</summary>
    public const string Extension = ".txt";

    /// <summary>The most bytes that one may have; a longer one is something else.</summary>
    public const int MostBytes = 64 * 1024;
}
