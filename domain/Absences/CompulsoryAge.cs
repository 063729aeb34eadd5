using System.Globalization;
using AttendanceFunctions.Domain.Calendar;

namespace AttendanceFunctions.Domain.Absences;

/// <summary>The days on which a pupil is of compulsory school age (Education Act 1996, s. 8), first and last included.</summary>
/// <param name="First">The first; <see cref="DateOnly.MinValue"/> where the date of birth is not known.</param>
/// <param name="Last">The last; <see cref="DateOnly.MaxValue"/> where it is not known.</param>
public readonly record struct CompulsoryAge(DateOnly First, DateOnly Last)
{
    private const int Begins = 5;

    private const int Ends = 16;

    /// <summary>Of compulsory age on every day: what is assumed of a pupil whose date of birth the roster does not give, so that no line is missed.</summary>
    public static CompulsoryAge Always => new(DateOnly.MinValue, DateOnly.MaxValue);

    public bool Contains(DateOnly date) => First <= date && date <= Last;

    /// <summary>The days for a date of birth.</summary>
    /// <param name="dateOfBirth">As yyyy-MM-dd; empty where the roster gives none.</param>
    /// <param name="calendar">The school's terms: a child who turns five before the end of March has to attend from the summer term on.</param>
    public static CompulsoryAge Of(string dateOfBirth, SchoolCalendar calendar) =>
        DateOnly.TryParseExact(dateOfBirth, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born)
            ? new(FirstDay(PrescribedDay(born.AddYears(Begins)), calendar), SchoolLeavingDate(born.AddYears(Ends)))
            : Always;

    /// <summary>SI 1998/1607: 31 August, 31 December or 31 March, on the fifth birthday or next after it.</summary>
    private static DateOnly PrescribedDay(DateOnly birthday) => birthday.Month switch
    {
        <= 3 => new(birthday.Year, 3, 31),
        <= 8 => new(birthday.Year, 8, 31),
        _ => new(birthday.Year, 12, 31),
    };

    // 31 March falls into the spring term where Easter is late; else the day lies in holidays, and the first school day after it is the next term's.
    private static DateOnly FirstDay(DateOnly prescribed, SchoolCalendar calendar) => !calendar.TryFindHalfTerm(prescribed, out var term)
        ? prescribed
        : calendar.HalfTerms.FirstOrDefault(later => later.From > term.To)?.From ?? term.To.AddDays(1);

    /// <summary>The last Friday in June of the school year in which the child turns sixteen.</summary>
    private static DateOnly SchoolLeavingDate(DateOnly birthday)
    {
        var lastOfJune = new DateOnly(AcademicYear.Of(birthday).StartYear + 1, 6, 30);
        return lastOfJune.AddDays(-(((int)lastOfJune.DayOfWeek - (int)DayOfWeek.Friday + 7) % 7));
    }
}
