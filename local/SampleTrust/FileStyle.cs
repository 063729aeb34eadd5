using System.Text;

namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>The three layouts of a register file.</summary>
public enum Layout
{
    /// <summary>The long layout: a row per pupil and session.</summary>
    PerSession,

    /// <summary>A row per pupil and week, ten cells.</summary>
    WeekWide,

    /// <summary>A row per pupil, a start date and one token per session of a school day.</summary>
    Marks,
}

/// <summary>The format in which a school's information system writes its files. Each school has one style.</summary>
/// <param name="Encoding">UTF-8 with or without BOM, or Windows-1252.</param>
/// <param name="Dates">The date format, <c>yyyy-MM-dd</c> or <c>dd/MM/yyyy</c>.</param>
/// <param name="Quoted">Whether every cell is quoted, or only cells that need it.</param>
/// <param name="Padded">Whether cells have trailing spaces.</param>
/// <param name="SpacedHeaders">Whether headers contain spaces (<c>Year Group</c> instead of <c>YearGroup</c>).</param>
public sealed record FileStyle(
    Layout Layout, Encoding Encoding, string NewLine, string Dates, bool Quoted, bool Padded, bool SpacedHeaders)
{
    private const string Iso = "yyyy-MM-dd";
    private const string British = "dd/MM/yyyy";

    /// <summary>All styles. The schools of a sample trust use them in turn.</summary>
    public static IReadOnlyList<FileStyle> All { get; } =
    [
        new(Layout.PerSession, new UTF8Encoding(false), "\n", Iso, false, false, false),
        new(Layout.WeekWide, new UTF8Encoding(true), "\r\n", British, false, true, false),
        new(Layout.Marks, Windows1252(), "\r\n", British, true, false, true),
        new(Layout.PerSession, Windows1252(), "\r\n", British, true, false, true),
        new(Layout.WeekWide, new UTF8Encoding(false), "\n", Iso, true, false, true),
        new(Layout.Marks, new UTF8Encoding(true), "\n", Iso, false, true, false),
    ];

    /// <summary>Encodes a text as the bytes of a file, with a byte order mark if the style has one.</summary>
    internal byte[] Bytes(string text) => [.. Encoding.GetPreamble(), .. Encoding.GetBytes(text)];

    private static Encoding Windows1252() =>
        CodePagesEncodingProvider.Instance.GetEncoding(1252, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
        ?? throw new InvalidOperationException("The encoding Windows-1252 is not available.");
}
