using System.Globalization;
using System.Text;
using AttendanceFunctions.Tests.EndToEnd.Support;

namespace AttendanceFunctions.Tests.EndToEnd.Nights;

/// <summary>
/// A school's register files in all three layouts, with wrong marks that later files correct. In order of their names: autumn as strings of
/// marks, spring as one row per week, summer as one row per session, corrections, and corrections of the corrections.
/// </summary>
/// <param name="School">The school's id.</param>
/// <param name="Pupils">The school's pupils with their expected final marks.</param>
/// <param name="Days">The school days of the year.</param>
public sealed record BoundaryRegisters(string School, IReadOnlyList<BoundaryPupil> Pupils, IReadOnlyList<DateOnly> Days)
{
    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
    private static readonly DateOnly Spring = SchoolYear.Day("2026-01-05");
    private static readonly DateOnly Summer = SchoolYear.Day("2026-04-13");

    /// <summary>The number of rows in the corrections file that must be rejected.</summary>
    public const int FaultyRows = 4;

    public void Write(TempFolder data)
    {
        Write(data, "01-autumn.csv", Autumn(), "\r\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Write(data, "02-spring.csv", Weeks(), "\n", Windows);
        Write(data, "03-summer.csv", SummerRows(), "\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        Write(data, "04-corrections.csv", Corrections(), "\r\n", Windows);
        Write(data, "05-settled.csv", SecondCorrections(), "\r\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
    }

    private void Write(TempFolder data, string name, IEnumerable<string> lines, string ending, Encoding encoding) =>
        data.Write(
            $"registers/{School}/{name}", [.. encoding.Preamble, .. encoding.GetBytes(string.Concat(lines.Select(line => line + ending)))]);

    /// <summary>One string of marks per pupil, with "-" for a missing mark.</summary>
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

    /// <summary>Corrects the wrong marks; some of them are replaced by another wrong mark first.</summary>
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

    private IEnumerable<string> SecondCorrections()
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

    /// <summary>The code before any correction: three of forty sessions have a wrong code.</summary>
    private static string First(BoundaryPupil pupil, Slot slot) =>
        !IsWrong(slot) ? pupil.Codes[slot] : pupil.Codes[slot] is "O" ? "/" : "O";

    /// <summary>The final code, or "-" for a missing mark.</summary>
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
