using System.Text;

namespace AttendanceFunctions.Domain.Text;

/// <summary>Reads the bytes of a settings file as text.</summary>
public static class SettingsText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of a file in UTF-8, with or without a byte order mark; or why it is none.</summary>
    /// <param name="mostBytes">The most bytes that such a file may have.</param>
    /// <param name="kind">What the file is, as the refusal of a larger one names it: "message".</param>
    public static Checked<string> Of(byte[] content, int mostBytes, string kind)
    {
        if (content.Length > mostBytes)
        {
            return new Checked<string>.Invalid($"has more than {mostBytes / 1024} KB, which no {kind} needs; put a plain text file there.");
        }

        try
        {
            return Array.IndexOf(content, (byte)0) is >= 0 and var zero
                ? NoText(content, zero)
                : new Checked<string>.Valid(Utf8.GetString(content).TrimStart('\uFEFF'));
        }
        catch (DecoderFallbackException broken)
        {
            return NoText(content, Math.Max(broken.Index, 0));
        }
    }

    private static Checked<string>.Invalid NoText(byte[] content, int broken) => new(
        $"is no text in UTF-8 on line {LineAt(content, broken)}; save it again with the encoding UTF-8 "
        + "(in Notepad: File, Save as, Encoding).");

    /// <summary>The line, from 1, of a byte.</summary>
    internal static int LineAt(ReadOnlySpan<byte> content, int offset) => 1 + content[..offset].Count((byte)'\n');
}
