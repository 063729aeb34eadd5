namespace AttendanceFunctions.Domain.Text;

/// <summary>How dates, counts, flags and lists are written for people: in English as it is written in England, on every machine.</summary>
public static class English
{
    private const int LongestQuote = 40;

    /// <summary>8 September 2025.</summary>
    public static string Day(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>8 September.</summary>
    public static string DayAndMonth(DateOnly date) => date.ToString("d MMMM", CultureInfo.InvariantCulture);

    /// <summary>8 Sep, where there is no room for more.</summary>
    public static string ShortDay(DateOnly date) => date.ToString("d MMM", CultureInfo.InvariantCulture);

    /// <summary>09:05.</summary>
    public static string Time(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Monday 8 September 2025.</summary>
    public static string Weekday(DateOnly date) => date.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"1 September to 20 November 2025"; a shared month or year is written once: "15 to 19 December 2025".</summary>
    public static string Days(DateOnly from, DateOnly to) =>
        from == to ? Day(to)
        : (from.Year, from.Month) == (to.Year, to.Month) ? $"{Number(from.Day)} to {Day(to)}"
        : from.Year == to.Year ? $"{DayAndMonth(from)} to {Day(to)}"
        : $"{Day(from)} to {Day(to)}";

    /// <summary>"from 16 March 2026 to 20 March 2026", and of one day "on 16 March 2026".</summary>
    public static string FromTo(DateOnly from, DateOnly to) => from == to ? $"on {Day(to)}" : $"from {Day(from)} to {Day(to)}";

    /// <summary>1,234.</summary>
    public static string Number(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>"1 pupil", "1,234 pupils": for nouns whose plural ends in s.</summary>
    public static string Count(int count, string noun) => Count(count, noun, $"{noun}s");

    /// <summary>"1 duty", "3 duties".</summary>
    public static string Count(int count, string noun, string plural) => $"{Number(count)} {(count == 1 ? noun : plural)}";

    /// <summary>"once", "twice", "3 times".</summary>
    public static string Times(int count) => count switch
    {
        1 => "once",
        2 => "twice",
        _ => Count(count, "time"),
    };

    /// <summary>A text with single spaces in place of line breaks and runs of white space, and none at its ends.</summary>
    public static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Words with a capital at the beginning; an empty text stays empty.</summary>
    public static string Capital(string words) => words.Length == 0 ? "" : $"{char.ToUpperInvariant(words[0])}{words[1..]}";

    public static string YesOrNo(bool flag) => flag ? "yes" : "no";

    /// <summary>Ms Sample, Mr Sample and Alex Sample. There is at least one part.</summary>
    public static string List(IReadOnlyList<string> parts) =>
        parts.Count == 1 ? parts[0] : $"{string.Join(", ", parts.SkipLast(1))} and {parts[^1]}";

    /// <summary>The words as part of a sentence: "release or withhold"; "extend, escalate or close".</summary>
    public static string OneOf(IReadOnlyList<string> words) =>
        words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words.SkipLast(1))} or {words[^1]}";

    /// <summary>A value in quotation marks: its first 40 characters, with spaces in place of control characters and surrogates.</summary>
    public static string Quote(string value)
    {
        var start = value.Length > LongestQuote ? value[..LongestQuote] + "…" : value;
        return "\"" + string.Concat(start.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c)) + "\"";
    }
}

/// <summary>The form of an enum's name in settings and file names: <c>AttendanceContract1</c> is <c>attendance-contract-1</c>.</summary>
internal static class KebabCase
{
    public static string Of<T>(T word)
        where T : struct, Enum =>
        string.Concat(word.ToString().Select((c, index) =>
            (index > 0 && (char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)) ? "-" : "") + char.ToLowerInvariant(c)));

    /// <summary>The same with spaces, as people read and write it: <c>NoticeIssued</c> is <c>notice issued</c>.</summary>
    public static string InWords<T>(T word)
        where T : struct, Enum => Of(word).Replace('-', ' ');
}
