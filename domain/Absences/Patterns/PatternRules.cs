using System.Globalization;
using AttendanceFunctions.Domain.Absences.Thresholds;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Domain.Absences.Patterns;

/// <summary>The rules of the patterns that a pupil's own marks show. Each is a plain number, so that whoever asks a family can say why.</summary>
public static class PatternRules
{
    /// <summary>Days with absence on one weekday, which must also be half of all: by chance it is a fifth, and four of eight are no longer chance.</summary>
    public const int OnOneWeekday = 4;

    /// <summary>Sessions missed beside holidays, which must also be half of those that there were: two may be a flight that was late.</summary>
    public const int BesideHolidays = 3;

    /// <summary>Short illnesses in ten school weeks: more than one a month.</summary>
    public const int Illnesses = 3;

    /// <summary>School days of illness, at most, that are short: a longer one has been spoken of.</summary>
    public const int ShortIllness = 3;

    /// <summary>Percentage points by which the last four school weeks lie below the year before them: two sessions in twenty.</summary>
    public const int Drop = 10;

    /// <summary>Possible sessions that the four weeks need, and the year before them twice: below it one day moves the rate too far.</summary>
    public const int SessionsForDrop = 20;

    /// <summary>Minutes lost to lateness in four school weeks: a lesson.</summary>
    public const int Minutes = 60;

    /// <summary>The patterns of a pupil, in the order of their kinds.</summary>
    public static IEnumerable<Pattern> Of(PatternFacts facts) =>
        new[] { Weekday(facts), Holidays(facts), Illness(facts), SuddenDrop(facts), Lateness(facts) }.SelectMany(found => found);

    private static IEnumerable<Pattern> Weekday(PatternFacts facts)
    {
        var absent = facts.AbsentDays;
        return from day in absent.GroupBy(day => day.Date.DayOfWeek).OrderBy(day => day.Key)
               let dates = day.Select(absence => absence.Date).ToList()
               where dates.Count >= OnOneWeekday && 2 * dates.Count >= absent.Count && dates[^1] >= facts.Lately
               select new Pattern(PatternKind.Weekday, Text($"{dates.Count} of {absent.Count} days with absence are {day.Key}s: {PatternDescription.Dates(dates)}."));
    }

    // The first and the last session of each half term that this pupil could have attended.
    private static IEnumerable<Pattern> Holidays(PatternFacts facts)
    {
        var edges = facts.Calendar.HalfTerms
            .Where(term => facts.Year.Contains(term.From) && term.From <= facts.Night)
            .SelectMany(term => new[] { new Session(facts.Calendar.SchoolDaysOf(term).FirstOrDefault(), HalfDay.AM), new Session(facts.Calendar.SchoolDaysOf(term).LastOrDefault(), HalfDay.PM) })
            .Where(edge => edge.Date != default && edge.Date <= facts.Night)
            .Select(edge => (Session: edge, Mark: facts.History.At(edge)))
            .Where(edge => PupilDay.IsPossibleAt(edge.Mark)).ToList();
        var missed = edges.Where(edge => edge.Mark.Code.IsAbsent).ToList();
        return missed.Count >= BesideHolidays && 2 * missed.Count >= edges.Count && missed[^1].Session.Date >= facts.Lately
            ? [new(PatternKind.BesideHolidays, Text($"{missed.Count} of {edges.Count} sessions before or after holidays were missed: {PatternDescription.Sessions(missed)}."))]
            : [];
    }

    private static IEnumerable<Pattern> Illness(PatternFacts facts)
    {
        var reach = SchoolWeeks.FirstMonday(facts.Calendar, facts.History, facts.Night);
        var spells = Spells(facts).Where(spell => spell.Count <= ShortIllness && spell[0] >= reach).ToList();
        return spells.Count >= Illnesses && spells[^1][^1] >= facts.Lately
            ? [new(PatternKind.RepeatedIllness, Text($"{spells.Count} illnesses of up to {ShortIllness} school days in {SchoolWeeks.InWindow} school weeks: {string.Join("; ", spells.Select(PatternDescription.Spell))}."))]
            : [];
    }

    /// <summary>School days of illness that follow each other, weekends and holidays between them or not.</summary>
    private static List<List<DateOnly>> Spells(PatternFacts facts)
    {
        var spells = new List<List<DateOnly>>();
        var goesOn = false;
        foreach (var day in facts.Days)
        {
            var isIll = day.Possible.Any(session => session.Mark.Code.Text == "I");
            if (isIll && !goesOn)
            {
                spells.Add([]);
            }

            if (isIll)
            {
                spells[^1].Add(day.Date);
            }

            goesOn = isIll;
        }

        return spells;
    }

    private static IEnumerable<Pattern> SuddenDrop(PatternFacts facts)
    {
        var now = Count(facts.Days.Where(day => day.Date >= facts.Lately));
        var before = Count(facts.Days.Where(day => day.Date < facts.Lately));
        // On integers, as every comparison of rates (domain 0.1): before − now >= 10 / 100.
        var isDrop = 100L * (before.Attended * now.Possible - now.Attended * before.Possible) >= (long)Drop * before.Possible * now.Possible;
        return now.Possible >= SessionsForDrop && before.Possible >= 2 * SessionsForDrop && isDrop
            ? [new(PatternKind.SuddenDrop, Text($"{now.Attended} of {now.Possible} sessions attended in the school weeks since {English.DayAndMonth(facts.Lately)}; {before.Attended} of {before.Possible} in the year before."))]
            : [];
    }

    private static (int Attended, int Possible) Count(IEnumerable<PupilDay> days)
    {
        var sessions = days.SelectMany(day => day.Possible).ToList();
        return (sessions.Count(session => session.Mark.Code.IsAttended), sessions.Count);
    }

    // Late marks without minutes are not among them: not every register has the column.
    private static IEnumerable<Pattern> Lateness(PatternFacts facts)
    {
        var late = facts.Late.Stated(facts.Year, facts.Lately, facts.Night).Where(late => facts.History.At(late.Session).IsLate).ToList();
        var minutes = late.Sum(session => session.Minutes);
        return minutes >= Minutes
            ? [new(PatternKind.Lateness, Text($"{minutes} minutes in {late.Count} sessions since {English.DayAndMonth(facts.Lately)}: {string.Join(", ", late.Select(one => Text($"{English.DayAndMonth(one.Session.Date)} {one.Session.Half} {one.Minutes}")))}."))]
            : [];
    }

    private static string Text(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}
