using AttendanceFunctions.Domain.Absences.Thresholds;
using static System.FormattableString;

namespace AttendanceFunctions.Domain.Absences.Patterns;

/// <summary>A pupil's school year at one school up to a night: the input of the pattern rules.</summary>
public sealed record PupilYear(Pupil Pupil, MarkHistory History, LateMinutes Late, SchoolCalendar Calendar, DateOnly Night)
{
    /// <summary>School weeks that count as recent. Patterns that ended earlier are not reported: the school knows about them.</summary>
    public const int RecentWeeks = 4;

    public AcademicYear Year => AcademicYear.Of(Night);

    /// <summary>The days of the year with a possible session, in order.</summary>
    public IReadOnlyList<PupilDay> Days { get; } = [.. History.Days(AcademicYear.Of(Night).FirstDay, Night).Where(day => day.IsPossible)];

    /// <summary>The first day of the last <see cref="RecentWeeks"/> school weeks.</summary>
    public DateOnly RecentFrom { get; } = SchoolWeeks.FirstMonday(Calendar, History, Night, RecentWeeks);

    /// <summary>The days of the year with an absent session, in order.</summary>
    public IReadOnlyList<PupilDay> AbsentDays => [.. Days.Where(IsAbsent)];

    internal static bool IsAbsent(PupilDay day) => day.Possible.Any(session => session.Mark.Code.IsAbsent);
}

/// <summary>Finds the patterns in a pupil's own marks. Each rule is a simple count that staff can explain to a family.</summary>
public static class PatternRules
{
    /// <summary>Minimum days with absence on one weekday; also at least half of all days with absence (by chance, a fifth).</summary>
    public const int OnOneWeekday = 4;

    /// <summary>Minimum sessions missed beside holidays; also at least half of all such sessions. Two may be one late flight.</summary>
    public const int BesideHolidays = 3;

    /// <summary>Minimum number of short illnesses in ten school weeks: more than one a month.</summary>
    public const int ShortIllnesses = 3;

    /// <summary>Maximum school days of a short illness; about a longer one the school has already spoken with the family.</summary>
    public const int ShortIllness = 3;

    /// <summary>Minimum drop from the year before to the last four school weeks, in percentage points: two sessions in twenty.</summary>
    public const int Drop = 10;

    /// <summary>Minimum possible sessions in the four weeks; twice as many before them. With fewer, one day changes too much.</summary>
    public const int SessionsForDrop = 20;

    /// <summary>Minimum minutes lost to lateness in four school weeks: about one lesson.</summary>
    public const int Minutes = 60;

    /// <summary>Minimum times late in four school weeks, for registers without minutes: more than one a week.</summary>
    public const int TimesLate = 6;

    /// <summary>The patterns of a pupil, in the order of <see cref="PatternKind"/>.</summary>
    public static IEnumerable<Pattern> Of(PupilYear year) =>
        Weekday(year).Concat(new[] { Holidays(year), Illness(year), SuddenDrop(year), Lateness(year) }.OfType<Pattern>());

    private static IEnumerable<Pattern> Weekday(PupilYear year)
    {
        var absent = year.AbsentDays;
        return from day in absent.GroupBy(day => day.Date.DayOfWeek).OrderBy(day => day.Key)
               let dates = day.Select(absence => absence.Date).ToList()
               where dates.Count >= OnOneWeekday && 2 * dates.Count >= absent.Count && dates[^1] >= year.RecentFrom
               select new Pattern(
                   PatternKind.Weekday,
                   Invariant($"{dates.Count} of {absent.Count} days with absence are {day.Key}s: {PatternDescription.Dates(dates)}."));
    }

    // The first and the last session of each half term that this pupil could have attended.
    private static Pattern? Holidays(PupilYear year)
    {
        var edges = year.Calendar.HalfTerms
            .Where(term => year.Year.Contains(term.From) && term.From <= year.Night)
            .Select(term => year.Calendar.SchoolDaysOf(term).ToList()).Where(days => days.Count > 0)
            .SelectMany(days => new[] { new Session(days[0], HalfDay.AM), new Session(days[^1], HalfDay.PM) })
            .Where(edge => edge.Date <= year.Night)
            .Select(edge => (Session: edge, Mark: year.History.At(edge)))
            .Where(edge => PupilDay.IsPossibleAt(edge.Mark)).ToList();
        var missed = edges.Where(edge => edge.Mark.Code.IsAbsent).ToList();
        return missed.Count >= BesideHolidays && 2 * missed.Count >= edges.Count && missed[^1].Session.Date >= year.RecentFrom
            ? new(
                PatternKind.BesideHolidays, Invariant($"{missed.Count} of {edges.Count} sessions before or after holidays were missed: ")
                + $"{PatternDescription.Sessions(missed)}.")
            : null;
    }

    private static Pattern? Illness(PupilYear year)
    {
        var reach = SchoolWeeks.FirstMonday(year.Calendar, year.History, year.Night);
        var illnesses = Illnesses(year).Where(days => days.Count <= ShortIllness && days[0] >= reach).ToList();
        var dates = string.Join("; ", illnesses.Select(PatternDescription.Illness));
        return illnesses.Count >= ShortIllnesses && illnesses[^1][^1] >= year.RecentFrom
            ? new(
                PatternKind.RepeatedIllness,
                Invariant($"{illnesses.Count} illnesses of up to {ShortIllness} school days in {SchoolWeeks.InWindow} school weeks: ")
                + $"{dates}.")
            : null;
    }

    /// <summary>Runs of consecutive school days of illness; weekends and holidays do not interrupt a run.</summary>
    private static List<List<DateOnly>> Illnesses(PupilYear year)
    {
        var illnesses = new List<List<DateOnly>>();
        var goesOn = false;
        foreach (var day in year.Days)
        {
            var isIll = day.Possible.Any(session => session.Mark.Code.Text == "I");
            if (isIll && !goesOn)
            {
                illnesses.Add([]);
            }

            if (isIll)
            {
                illnesses[^1].Add(day.Date);
            }

            goesOn = isIll;
        }

        return illnesses;
    }

    private static Pattern? SuddenDrop(PupilYear year)
    {
        var now = Count(year.Days.Where(day => day.Date >= year.RecentFrom));
        var before = Count(year.Days.Where(day => day.Date < year.RecentFrom));
        // Compared as integers, like all rates (domain 0.1): before − now >= 10 / 100.
        var isDrop = 100L * (before.Attended * now.Possible - now.Attended * before.Possible)
            >= (long)Drop * before.Possible * now.Possible;
        return now.Possible >= SessionsForDrop && before.Possible >= 2 * SessionsForDrop && isDrop
            ? new(
                PatternKind.SuddenDrop, Invariant($"{now.Attended} of {now.Possible} sessions attended in the school weeks ")
                + Invariant($"since {English.DayAndMonth(year.RecentFrom)}; ")
                + Invariant($"{before.Attended} of {before.Possible} in the year before."))
            : null;
    }

    private static (int Attended, int Possible) Count(IEnumerable<PupilDay> days)
    {
        var sessions = days.SelectMany(day => day.Possible).ToList();
        return (sessions.Count(session => session.Mark.Code.IsAttended), sessions.Count);
    }

    // Not every register has minutes, so the times count by themselves.
    private static Pattern? Lateness(PupilYear year)
    {
        var late = year.History.Stated(year.RecentFrom, year.Night).Where(stated => stated.Mark.IsLate)
            .Select(stated => (stated.Session, Minutes: MinutesOf(year, stated.Session))).ToList();
        var minutes = late.Sum(session => session.Minutes);
        var each = string.Join(", ", late.Select(one =>
            Invariant(
                $"{English.DayAndMonth(one.Session.Date)} {one.Session.Half}{(one.Minutes > 0 ? Invariant($" {one.Minutes}") : "")}")));
        var counted = minutes > 0 ? Invariant($"{minutes} minutes in {late.Count} sessions") : Invariant($"{late.Count} sessions");
        return minutes >= Minutes || late.Count >= TimesLate
            ? new(PatternKind.Lateness, Invariant($"{counted} since {English.DayAndMonth(year.RecentFrom)}: {each}."))
            : null;
    }

    /// <summary>The minutes of a late session of the school year; 0 where the register has none.</summary>
    private static int MinutesOf(PupilYear year, Session session) =>
        year.Year.Contains(session.Date) ? year.Late.Of(year.Year, session) : 0;
}
