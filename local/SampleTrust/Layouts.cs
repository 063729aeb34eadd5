using System.Globalization;

namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>Writes register files in a school's layout.</summary>
internal sealed class Layouts(SchoolYear year, int seed)
{
    private static readonly string[] HalfDays =
        ["MonAM", "MonPM", "TueAM", "TuePM", "WedAM", "WedPM", "ThuAM", "ThuPM", "FriAM", "FriPM"];

    /// <summary>Writes a register file.</summary>
    /// <param name="style">The school's style.</param>
    /// <param name="entries">The entries, grouped by pupil and ordered by day.</param>
    internal byte[] Write(FileStyle style, IReadOnlyList<DayEntry> entries)
    {
        var csv = new CsvText(style);
        switch (style.Layout)
        {
            case Layout.PerSession:
                PerSession(csv, entries);
                break;
            case Layout.WeekWide:
                WeekWide(csv, entries);
                break;
            default:
                Marks(csv, entries);
                break;
        }

        return csv.Bytes();
    }

    private void PerSession(CsvText csv, IReadOnlyList<DayEntry> entries)
    {
        csv.Header("UPN", "Date", "Session", "Code", "MinutesLate", "Comment");
        foreach (var entry in entries.OrderBy(entry => entry.Day))
        {
            var date = csv.Date(year.Days[entry.Day]);
            foreach (var (session, mark) in new[] { ("AM", entry.Morning), ("PM", entry.Afternoon) })
            {
                csv.Row(entry.Upn, date, session, mark, MinutesLate(entry, mark), Comment(mark));
            }
        }
    }

    private string MinutesLate(DayEntry entry, string mark)
    {
        if (mark is not ("L" or "U"))
        {
            return "";
        }

        var random = new SeededRandom(seed, Purpose.Details, entry.Day, int.Parse(entry.Upn.AsSpan(6), CultureInfo.InvariantCulture));
        return (mark == "L" ? 1 + random.Below(25) : 31 + random.Below(90)).ToString(CultureInfo.InvariantCulture);
    }

    private static string Comment(string mark) => mark switch
    {
        "M" => "Appointment card seen, back the same day",
        "N" => "No reply – try again",
        "V" => "Trip (see \"visits\" folder)",
        _ => "",
    };

    private void WeekWide(CsvText csv, IReadOnlyList<DayEntry> entries)
    {
        csv.Header(["UPN", "Pupil", "WeekStarting", .. HalfDays]);
        for (var from = 0; from < entries.Count;)
        {
            var (upn, name, monday) = (entries[from].Upn, entries[from].Name, year.Monday(entries[from].Day));
            string[] cells = [upn, name, csv.Date(monday), .. Enumerable.Repeat("", HalfDays.Length)];
            for (; from < entries.Count && entries[from].Upn == upn && year.Monday(entries[from].Day) == monday; from++)
            {
                var cell = 3 + (2 * year.Weekday(entries[from].Day));
                cells[cell] = entries[from].Morning;
                cells[cell + 1] = entries[from].Afternoon;
            }

            csv.Row(cells);
        }
    }

    /// <summary>One row for each run of consecutive open days, because days on which the school is closed have no marks.</summary>
    private void Marks(CsvText csv, IReadOnlyList<DayEntry> entries)
    {
        csv.Header("UPN", "StartDate", "Marks");
        for (var from = 0; from < entries.Count;)
        {
            var to = from + 1;
            while (to < entries.Count && Continues(entries[to - 1], entries[to]))
            {
                to++;
            }

            var days = entries.Skip(from).Take(to - from);
            csv.Row(
                entries[from].Upn,
                csv.Date(year.Days[entries[from].Day]),
                string.Concat(days.Select(day => day.Morning + day.Afternoon)));
            from = to;
        }
    }

    private static bool Continues(DayEntry before, DayEntry after) =>
        after.Upn == before.Upn && after.Ordinal == before.Ordinal + 1;
}
