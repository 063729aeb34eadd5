using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>When a step's time is up. It is worked out each time and kept nowhere, so that a changed calendar moves it.</summary>
public static class ReviewDate
{
    /// <summary>Later than what the school's calendar knows: the terms to come are not in the settings yet.</summary>
    public static readonly DateOnly NotKnownYet = DateOnly.MaxValue;

    /// <summary>The day of the review: a school day, the first one after the time is up, for it stands in letters to parents.</summary>
    public static DateOnly Of(Monitoring.Timed monitoring, Step step, SchoolCalendar calendar) => monitoring.Time switch
    {
        MonitoringTime.Weeks weeks => FirstSchoolDay(calendar, step.PeriodFrom.AddDays(7 * weeks.Count)),
        MonitoringTime.SchoolDays days => calendar.SchoolDaysFrom(step.PeriodFrom.AddDays(1)).Skip(days.Count - 1).FirstOrDefault(NotKnownYet),
        MonitoringTime.HalfTerms halfTerms => EndOfHalfTerm(calendar, step.PeriodFrom, halfTerms.Count),
        _ => throw new ArgumentOutOfRangeException(nameof(monitoring), monitoring.Time, "Not a time."),
    };

    private static DateOnly FirstSchoolDay(SchoolCalendar calendar, DateOnly date) => calendar.SchoolDaysFrom(date).FirstOrDefault(date);

    private static DateOnly EndOfHalfTerm(SchoolCalendar calendar, DateOnly from, int later)
    {
        // The next one begins after the date, whether that lies in a half term, in a holiday, or in a year whose terms are no longer known.
        var terms = later == 0 ? calendar.HalfTerms.Where(term => from <= term.To) : calendar.HalfTerms.Where(term => from < term.From).Skip(later - 1);
        return terms.FirstOrDefault() is { } term ? calendar.SchoolDaysBackFrom(term.To).FirstOrDefault(term.To) : NotKnownYet;
    }
}
