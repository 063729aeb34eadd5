using System.Text;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>The text of a file that a school sent, or why it is not text.</summary>
public abstract record SourceText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)
        ?? throw new NotSupportedException("This .NET has no Windows-1252.");

    private SourceText()
    {
    }

    /// <summary>The file is text.</summary>
    /// <param name="Utf8Text">The text as UTF-8 without a byte order mark.</param>
    public sealed record Decoded(ReadOnlyMemory<byte> Utf8Text) : SourceText
    {
        public string Text => Encoding.UTF8.GetString(Utf8Text.Span);
    }

    /// <summary>The file is not text.</summary>
    /// <param name="Reason">What it is instead and what to do, in a sentence.</param>
    public sealed record Rejected(string Reason) : SourceText;

    /// <summary>
    /// Reads UTF-8, with or without a byte order mark, and where the bytes are no UTF-8, Windows-1252. Anything with a zero byte
    /// is no text in either.
    /// </summary>
    public static SourceText Decode(byte[] content) => content switch
    {
        [0x50, 0x4B, 0x03, 0x04, ..] or [0xD0, 0xCF, 0x11, 0xE0, ..] => new Rejected("The file is an Excel workbook, not CSV: save it as CSV UTF-8."),
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => new Rejected("The file is Unicode text (UTF-16), which is not read here: save it as CSV UTF-8."),
        [0xEF, 0xBB, 0xBF, ..] => DecodeBytes(content.AsMemory(3)),
        _ => DecodeBytes(content),
    };

    private static SourceText DecodeBytes(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Span.Contains((byte)0))
        {
            return new Rejected("The file is binary, not text: export it as CSV UTF-8.");
        }

        return System.Text.Unicode.Utf8.IsValid(bytes.Span)
            ? new Decoded(bytes)
            : new Decoded(Utf8.GetBytes(Windows1252.GetString(bytes.Span)));
    }
}
