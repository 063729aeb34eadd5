namespace AttendanceFunctions.Domain.Text;

/// <summary>How much of one kind of file with rows is read. A file over a bound is refused as a whole.</summary>
/// <param name="Kind">What the file is called: register.</param>
/// <param name="Bytes">The most bytes; a file that has more is not downloaded.</param>
/// <param name="Lines">The most lines of a CSV file, or rows of a workbook, with the header and empty ones.</param>
/// <param name="Instead">What to do about a file that is over a bound, as the end of a sentence.</param>
public sealed record FileBounds(string Kind, int Bytes, int Lines, string Instead)
{
    private const double Megabyte = 1 << 20;

    /// <summary>Why a file of this size is refused, as a sentence; null if it is not.</summary>
    public string? RefusalOfSize(long bytes) => bytes <= Bytes ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"The {Kind} has {bytes / Megabyte:#,0.0} MB and no more than {Bytes / Megabyte:0} MB are read: {Instead}.");

    /// <summary>Why a file of so many lines is refused, as a sentence; null if it is not.</summary>
    public string? RefusalOfLines(int lines) => lines <= Lines ? null
        : $"The {Kind} has {English.Number(lines)} lines and no more than {English.Number(Lines)} are read: {Instead}.";
}

/// <summary>
/// Every bound on what comes in, each with its reason. They hold for a school of 3,000 pupils, and keep every file within 250 MB of memory
/// and 5 seconds.
/// </summary>
public static class Bounds
{
    /// <summary>
    /// A register. A half term of 3,000 pupils with a row per session is 240,000 rows of some 40 bytes. A year of them in one file would be
    /// four times that, which a layout with a row per pupil states in 8 MB.
    /// </summary>
    public static FileBounds Register { get; } =
        new("register", 16 << 20, 250_000, "send it in parts, such as a file for each half term");

    /// <summary>The marks of a register. A year of 3,000 pupils on every school day is 1,140,000.</summary>
    public const int MarksOfRegister = 1_500_000;

    /// <summary>A roster. 3,000 pupils with nine contacts each are 3 MB; leavers of earlier years may stand in it.</summary>
    public static FileBounds Roster { get; } = new("roster", 8 << 20, 10_000, "export the pupils of this school year alone");

    /// <summary>A file of decisions. 3,000 pupils with several rows each are 4 MB.</summary>
    public static FileBounds Decisions { get; } =
        new("worklist", 8 << 20, 20_000, "keep the rows in which something is decided and delete the others");

    /// <summary>The columns of a file with rows. A roster with nine contacts has some 85; systems add columns of their own.</summary>
    public const int Columns = 256;

    /// <summary>The characters of a cell. A year of marks with all weekends is 2,200; a note this long fills a page.</summary>
    public const int CellCharacters = 4_000;

    /// <summary>The characters of a pupil's or contact's name. The longest double-barrelled names have some forty.</summary>
    public const int NameCharacters = 60;

    /// <summary>The lines over which one row may go: a note in quotation marks has line breaks. Reading looks ahead no further.</summary>
    public const int LinesOfRow = 20;

    /// <summary>The bytes of a row. A roster's row with nine contacts has 2,000, a worklist's with a long note 5,000.</summary>
    public const int RowBytes = 64 << 10;

    /// <summary>
    /// The rows of a file that are returned one by one with their reasons: every row of a large school's roster or day. More than these
    /// nobody corrects by hand; the others are returned as a count.
    /// </summary>
    public const int ReturnedRows = 5_000;

    /// <summary>
    /// The lines that may stand above the header of an export: a title, the school, dates and filters take up to ten.
    /// </summary>
    public const int LinesAboveHeader = 20;

    /// <summary>The lines that may stand below the rows of an export: totals, who printed it, and a key to the codes.</summary>
    public const int LinesBelowRows = 50;

    /// <summary>
    /// The unpacked bytes of a workbook that is read, or of an archive that is searched for a pupil. A large school's week as a workbook
    /// has 3 MB; a half term of it goes as CSV.
    /// </summary>
    public const int UnpackedBytes = 32 << 20;

    /// <summary>
    /// The characters of all cells of a workbook together, about as many as a register has as CSV. A shared text counts each time that a
    /// cell uses it.
    /// </summary>
    public const int WorkbookCharacters = 16 << 20;

    /// <summary>The sheets of a workbook that are looked at. An export has one, at times with a cover and a key.</summary>
    public const int Sheets = 10;

    /// <summary>The entries of a zip archive. A document from an office program has some tens.</summary>
    public const int ArchiveEntries = 1_000;

    /// <summary>
    /// The characters of a queue message that is kept when its work failed. The longest of this product's has some hundreds, and a column
    /// holds 32,768.
    /// </summary>
    public const int KeptMessage = 30_000;

    /// <summary>The bounced emails that are read at one time: every parent of thirty schools.</summary>
    public const int Bounces = 100_000;
}
