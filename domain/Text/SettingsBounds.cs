namespace AttendanceFunctions.Domain.Text;

/// <summary>
/// How much a file of the settings may hold. A file beyond one of these numbers is refused in a sentence, so that no file costs more
/// than a second or a few megabytes to read. Every number is several times what the largest real file needs.
/// </summary>
public static class SettingsBounds
{
    /// <summary>
    /// Bytes of settings/trust.json or of a policy: 1,000 schools need half of it, and the largest built-in policy has 20 KB.
    /// </summary>
    public const int JsonBytes = 1024 * 1024;

    /// <summary>Bytes of a message's template: the built-in ones have at most 2 KB.</summary>
    public const int MessageBytes = 64 * 1024;

    /// <summary>Objects and lists within each other in a JSON file: the built-in policies have six.</summary>
    public const int JsonDepth = 16;

    /// <summary>Entries of a list in a JSON file: schools, closures, half terms, actions.</summary>
    public const int ListEntries = 1000;

    /// <summary>Characters of a text in a JSON file: the longest of the built-in policies has 1,138.</summary>
    public const int TextLength = 5000;

    /// <summary>Conditions within each other in a template: the built-in ones have two.</summary>
    public const int ConditionDepth = 16;

    /// <summary>Bytes of a letter's template: each pupil's letter is a copy of it.</summary>
    public const int LetterBytes = 1024 * 1024;

    /// <summary>
    /// Bytes of all unpacked parts of a letter's template. Pictures are packed already, so eight times the file is ample.
    /// </summary>
    public const int LetterUnpackedBytes = 8 * 1024 * 1024;

    /// <summary>
    /// Bytes of the unpacked XML parts of a letter's template: the built-in ones have at most 60 KB, a full letterhead 500.
    /// </summary>
    public const int LetterXmlBytes = 2 * 1024 * 1024;

    /// <summary>Parts of a letter's template: a letter with twenty pictures has 50.</summary>
    public const int LetterParts = 500;

    /// <summary>Elements within each other in an XML part. A table in a text box in a table has about 30 levels.</summary>
    public const int XmlDepth = 250;

    /// <summary>Attributes of an XML element: those of Word have at most 40.</summary>
    public const int XmlAttributes = 200;

    /// <summary>Faults that are listed of one file; more than these are not read by anybody.</summary>
    public const int ListedFaults = 50;

    /// <summary>The earliest date in settings; earlier ones are mistyped.</summary>
    public static DateOnly FirstDate { get; } = new(2000, 1, 1);

    /// <summary>The latest date in settings; later ones are mistyped, and day counts from them would not fit a calendar.</summary>
    public static DateOnly LastDate { get; } = new(2099, 12, 31);
}
