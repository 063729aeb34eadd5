using System.Globalization;

namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>Writes statements as a register file in a school's layout.</summary>
internal sealed class Layouts(SchoolYear year, int seed)
{
    private static readonly string[] HalfDays =
        ["MonAM", "MonPM", "TueAM", "TuePM", "WedAM", "WedPM", "ThuAM", "ThuPM", "FriAM", "FriPM"];

    /// <param name="statements">Each pupil's days together and in their order.</param>
    internal byte[] Write(FileStyle style, IReadOnlyList<DayStatement> statements)
    {
        var csv = new CsvText(style);
        switch (style.Layout)
        {
            case Layout.PerSession:
                PerSession(csv, statements);
                break;
            case Layout.WeekWide:
                WeekWide(csv, statements);
                break;
            default:
                Marks(csv, statements);
                break;
        }

        return csv.Bytes();
    }

    private void PerSession(CsvText csv, IReadOnlyList<DayStatement> statements)
    {
        csv.Header("UPN", "Date", "Session", "Code", "MinutesLate", "Comment");
        foreach (var statement in statements.OrderBy(statement => statement.Day))
        {
            var date = csv.Date(year.Days[statement.Day]);
            foreach (var (session, mark) in new[] { ("AM", statement.Morning), ("PM", statement.Afternoon) })
            {
                csv.Row(statement.Upn, date, session, mark, MinutesLate(statement, mark), Comment(mark));
            }
        }
    }

    private string MinutesLate(DayStatement statement, string mark)
    {
        if (mark is not ("L" or "U"))
        {
            return "";
        }

        var dice = new Dice(seed, Purpose.Details, statement.Day, int.Parse(statement.Upn.AsSpan(6), CultureInfo.InvariantCulture));
        return (mark == "L" ? 1 + dice.Below(25) : 31 + dice.Below(90)).ToString(CultureInfo.InvariantCulture);
    }

    private static string Comment(string mark) => mark switch
    {
        "M" => "Appointment card seen, back the same day",
        "N" => "No reply – try again",
        "V" => "Trip (see \"visits\" folder)",
        _ => "",
    };

    private void WeekWide(CsvText csv, IReadOnlyList<DayStatement> statements)
    {
        csv.Header(["UPN", "Pupil", "WeekStarting", .. HalfDays]);
        for (var from = 0; from < statements.Count;)
        {
            var (upn, name, monday) = (statements[from].Upn, statements[from].Name, year.Monday(statements[from].Day));
            string[] cells = [upn, name, csv.Date(monday), .. Enumerable.Repeat("", HalfDays.Length)];
            for (; from < statements.Count && statements[from].Upn == upn && year.Monday(statements[from].Day) == monday; from++)
            {
                var cell = 3 + (2 * year.Weekday(statements[from].Day));
                cells[cell] = statements[from].Morning;
                cells[cell + 1] = statements[from].Afternoon;
            }

            csv.Row(cells);
        }
    }

    /// <summary>A row as long as the school's days follow upon each other: days without a token are those on which it is closed.</summary>
    private void Marks(CsvText csv, IReadOnlyList<DayStatement> statements)
    {
        csv.Header("UPN", "StartDate", "Marks");
        for (var from = 0; from < statements.Count;)
        {
            var to = from + 1;
            while (to < statements.Count && Continues(statements[to - 1], statements[to]))
            {
                to++;
            }

            var days = statements.Skip(from).Take(to - from);
            csv.Row(
                statements[from].Upn,
                csv.Date(year.Days[statements[from].Day]),
                string.Concat(days.Select(day => day.Morning + day.Afternoon)));
            from = to;
        }
    }

    private static bool Continues(DayStatement before, DayStatement after) =>
        after.Upn == before.Upn && after.Ordinal == before.Ordinal + 1;
}
