using System.Globalization;
using System.Text;
using AttendanceFunctions.Tests.EndToEnd.Support;

namespace AttendanceFunctions.Tests.EndToEnd.Nights;

/// <summary>
/// A school's register files in all three layouts, with first statements that later files correct. By name: autumn as strings
/// of marks, spring as weeks, summer as a row per session, corrections, and corrections of those.
/// </summary>
/// <param name="School">The school's id.</param>
/// <param name="Pupils">Its pupils, with the marks that must come out in the end.</param>
/// <param name="Days">The year's school days.</param>
public sealed record BoundaryRegisters(string School, IReadOnlyList<BoundaryPupil> Pupils, IReadOnlyList<DateOnly> Days)
{
    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
    private static readonly DateOnly Spring = SchoolYear.Day("2026-01-05");
    private static readonly DateOnly Summer = SchoolYear.Day("2026-04-13");

    /// <summary>Rows of the corrections file that must come back, in its order.</summary>
    public const int FaultyRows = 4;

    public void Write(TempFolder data)
    {
        Write(data, "01-autumn.csv", Autumn(), "\r\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Write(data, "02-spring.csv", Weeks(), "\n", Windows);
        Write(data, "03-summer.csv", SummerRows(), "\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        Write(data, "04-corrections.csv", Corrections(), "\r\n", Windows);
        Write(data, "05-settled.csv", Settled(), "\r\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
    }

    private void Write(TempFolder data, string name, IEnumerable<string> lines, string ending, Encoding encoding) =>
        data.Write(
            $"registers/{School}/{name}", [.. encoding.Preamble, .. encoding.GetBytes(string.Concat(lines.Select(line => line + ending)))]);

    /// <summary>One string per pupil, in which "-" stands where there is no mark.</summary>
    private IEnumerable<string> Autumn()
    {
        var days = Days.Where(day => day < Spring).ToList();
        yield return "\"UPN\",Start Date,marks";
        foreach (var pupil in Pupils)
        {
            var marks = days.SelectMany(Slots).Select(slot => First(pupil, slot) is { Length: > 0 } code ? code : "-");
            yield return $"\" {pupil.Upn} \", 2025-09-02 ,\"{string.Concat(marks)}\"";
        }
    }

    private IEnumerable<string> Weeks()
    {
        yield return "Pupil name;UPN;Week_Starting;MON AM;MON PM;TUE AM;TUE PM;WED AM;WED PM;THU AM;THU PM;FRI AM;FRI PM".Replace(';', ',');
        foreach (var week in Days.Where(day => day >= Spring && day < Summer).GroupBy(Monday))
        {
            foreach (var pupil in Pupils)
            {
                var cells = Enumerable.Range(0, 5)
                    .Select(week.Key.AddDays)
                    .SelectMany(Slots)
                    .Select(slot => pupil.Codes.ContainsKey(slot) ? First(pupil, slot) : "");
                yield return $"\"Brontë, Zoë\",{pupil.Upn.ToLowerInvariant()},{Uk(week.Key)},"
                    + $"{string.Join(",", cells.Select(cell => $" {cell} "))}";
            }
        }
    }

    private IEnumerable<string> SummerRows()
    {
        yield return "UPN,Date,Session,Code,MinutesLate,Comment";
        foreach (var day in Days.Where(day => day >= Summer))
        {
            foreach (var (pupil, slot) in Pupils.SelectMany(pupil => Slots(day).Select(slot => (pupil, slot))))
            {
                yield return $"{pupil.Upn},{Iso(day)},{Half(slot)},{First(pupil, slot)},{(First(pupil, slot) == "L" ? "12" : "")},\"café, "
                    + $"\"\"late\"\" bus\"";
            }
        }
    }

    /// <summary>Puts right what was first stated wrong; of every third wrong mark only with a mark that is wrong as well.</summary>
    private IEnumerable<string> Corrections()
    {
        yield return "Date,UPN,Session,Code,Comment";
        foreach (var (pupil, slot) in Wrong())
        {
            yield return $"{Uk(slot.Day)}, {pupil.Upn} "
                + $",{Half(slot).ToLowerInvariant()},{(IsWrongTwice(slot) ? "G" : Last(pupil, slot))},né";
        }

        var (known, some) = (Pupils[0].Upn, Days[^1]);
        yield return $"{Uk(some)},{known},AM,H,";
        yield return $"{Uk(some)},{known},AM,Y,";
        yield return $"{Uk(some)},{known},PM,QZ,";
        yield return $"{Uk(some)},Z990499999999,AM,/,";
    }

    private IEnumerable<string> Settled()
    {
        yield return "upn,weekstarting,monam,monpm,tueam,tuepm,wedam,wedpm,thuam,thupm,friam,fripm";
        foreach (var (pupil, slot) in Wrong().Where(wrong => IsWrongTwice(wrong.Slot)))
        {
            var monday = Monday(slot.Day);
            var cells = Enumerable.Range(0, 5)
                .Select(monday.AddDays)
                .SelectMany(Slots)
                .Select(other => other == slot ? Last(pupil, slot) : "");
            yield return $"{pupil.Upn},{Iso(monday)},{string.Join(",", cells)}";
        }
    }

    /// <summary>What a file says before any correction: one session in forty has a mark that is wrong.</summary>
    private static string First(BoundaryPupil pupil, Slot slot) =>
        !IsWrong(slot) ? pupil.Codes[slot] : pupil.Codes[slot] is "O" ? "/" : "O";

    /// <summary>What the last statement says: the right code, or that there is none.</summary>
    private static string Last(BoundaryPupil pupil, Slot slot) => pupil.Codes[slot].Length > 0 ? pupil.Codes[slot] : "-";

    private static bool IsWrong(Slot slot) => ((slot.Day.DayNumber * 2) + (slot.IsAfternoon ? 1 : 0)) % 40 < 3;

    private static bool IsWrongTwice(Slot slot) => IsWrong(slot) && slot.IsAfternoon;

    private IEnumerable<(BoundaryPupil Pupil, Slot Slot)> Wrong() =>
        Pupils.SelectMany(pupil => Days.SelectMany(Slots).Where(IsWrong).Select(slot => (pupil, slot)));

    private static IEnumerable<Slot> Slots(DateOnly day) => [new(day, false), new(day, true)];

    private static string Half(Slot slot) => slot.IsAfternoon ? "PM" : "AM";

    private static DateOnly Monday(DateOnly day) => day.AddDays(DayOfWeek.Monday - day.DayOfWeek);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Uk(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
