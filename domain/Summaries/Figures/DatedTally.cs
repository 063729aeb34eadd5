using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Calendar;

namespace AttendanceFunctions.Domain.Summaries.Figures;

/// <summary>Sessions of the last days before a night.</summary>
/// <param name="From">The first school day; of several schools, the earliest. <see cref="DateOnly.MinValue"/> where there is none.</param>
/// <param name="To">The last.</param>
/// <param name="Tally">Their sessions.</param>
public sealed record DatedTally(DateOnly From, DateOnly To, Tally Tally)
{
    /// <summary>School days of four weeks.</summary>
    public const int FourWeeks = 20;

    public static DatedTally None { get; } = new(DateOnly.MinValue, DateOnly.MinValue, default);

    /// <summary>The last school days of a school, a night's own among them, as far as they are of its school year; none before the first.</summary>
    /// <param name="calendar">The school's calendar.</param>
    /// <param name="pupils">Its pupils on roll.</param>
    /// <param name="night">The night.</param>
    /// <param name="schoolDays">How many days.</param>
    public static DatedTally Last(SchoolCalendar calendar, IEnumerable<CountedPupil> pupils, DateOnly night, int schoolDays)
    {
        var year = AcademicYear.Of(night);
        var days = calendar.SchoolDaysBackFrom(night).TakeWhile(year.Contains).Take(schoolDays).ToList();
        return days.Count == 0 ? None : new(days[^1], days[0], Tally.Of(pupils.SelectMany(pupil => pupil.MarksIn(days[^1], days[0])).Select(stated => stated.Mark.Code)));
    }

    public DatedTally And(DatedTally other) =>
        this == None ? other
        : other == None ? this
        : new(From < other.From ? From : other.From, To > other.To ? To : other.To, Tally + other.Tally);
}
