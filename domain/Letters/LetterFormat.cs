namespace AttendanceFunctions.Domain.Letters;

/// <summary>How letters write dates, numbers and what is not known: for people, in English as it is written in England.</summary>
internal static class LetterFormat
{
    /// <summary>A line to write on, where only people can know.</summary>
    public const string ToFillIn = "____________________";

    public const string ToBeAgreed = "to be agreed";

    /// <summary>2 September to 24 October 2025.</summary>
    public static string Of(DateOnly from, DateOnly to) =>
        $"{(from.Year == to.Year ? English.DayAndMonth(from) : English.Day(from))} to {English.Day(to)}";

    public static string Of(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>89.5%; without a possible session there is no rate, never 0% or 100% (domain 0.1).</summary>
    public static string Of(bool hasRate, Rate rate) => hasRate ? $"{rate}%" : "not known yet";

    /// <summary>A number that no end of a line breaks.</summary>
    public static string Unbroken(string number) => number.Replace(' ', '\u00A0');

    public static string YesOrNo(bool flag) => flag ? "Yes" : "No";
}
