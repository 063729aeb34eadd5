namespace AttendanceFunctions.Functions.Intake;

/// <summary>Which of the three layouts a header announces. Columns that no layout has are passed over.</summary>
internal abstract record RegisterHeader
{
    private const string Accepted =
        "A register has the columns UPN, Date, Session, Code; or UPN, WeekStarting, MonAM, MonPM … FriPM; or UPN, StartDate, Marks.";

    private static readonly string[] LongColumns = ["UPN", "Date", "Session", "Code"];

    private static readonly string[] MarksColumns = ["UPN", "StartDate", "Marks"];

    private RegisterHeader()
    {
    }

    /// <summary>A row is one session.</summary>
    public sealed record Long : RegisterHeader;

    /// <summary>A row is a week.</summary>
    public sealed record Week : RegisterHeader;

    /// <summary>A row is a string of marks.</summary>
    public sealed record Marks : RegisterHeader;

    /// <param name="Reason">What was found and what is read.</param>
    public sealed record Unknown(string Reason) : RegisterHeader;

    public static RegisterHeader Recognise(HeaderRow header)
    {
        var isLong = LongColumns.All(header.Has);
        var isMarks = MarksColumns.All(header.Has);
        var isWeek = header.Has("UPN") && header.Has("WeekStarting") && WeekLayout.SessionColumns.Any(header.Has);
        return (isLong, isWeek, isMarks) switch
        {
            (true, false, false) => Unless(header, LongColumns, new Long()),
            (false, true, false) => Unless(header, ["UPN", "WeekStarting", .. WeekLayout.SessionColumns], new Week()),
            (false, false, true) => Unless(header, MarksColumns, new Marks()),
            (false, false, false) => new Unknown($"The columns {header.Shown} are not those of a register.{Missing(header)} {Accepted}"),
            _ => new Unknown($"The columns {header.Shown} are those of more than one layout: send each in a file of its own. {Accepted}"),
        };
    }

    private static RegisterHeader Unless(HeaderRow header, IEnumerable<string> columns, RegisterHeader layout) =>
        header.Repeated(columns) is [_, ..] repeated
            ? new Unknown($"More than one column is named {string.Join(", ", repeated)}: keep the right one. {Accepted}")
            : layout;

    private static string Missing(HeaderRow header)
    {
        var nearest = new[] { LongColumns, ["UPN", "WeekStarting", "MonAM"], MarksColumns }
            .Select(columns => columns.Where(column => !header.Has(column)).ToList())
            .MinBy(missing => missing.Count) ?? [];
        return nearest is [var one] ? $" {one} is missing." : "";
    }
}
