namespace AttendanceFunctions.Domain.Absences;

/// <summary>A part-time timetable that the school has agreed with a family, as its register shows it (domain 0.14).</summary>
/// <remarks>
/// C2 is leave for a temporary part-time timetable (School Attendance (Pupil Registration) (England) Regulations 2024, reg. 10, table 3).
/// It lasts while one of the last ten possible school days has a C2. The statutory guidance "Working together to improve school attendance"
/// (August 2024, "Part-time timetables") wants it agreed with the parent, for the shortest time, with an end and with regular reviews.
/// </remarks>
/// <param name="Since">The first day with C2, in this school year at this school.</param>
/// <param name="Last">The newest day with C2.</param>
/// <param name="SessionsPerWeek">Sessions of C2, 1 to 10, in the five possible school days that end with <paramref name="Last"/>.</param>
public sealed record PartTimeTimetable(DateOnly Since, DateOnly Last, int SessionsPerWeek)
{
    /// <summary>The possible school days, back from a day and including it, in which a C2 shows that it lasts.</summary>
    public const int DaysThatCount = 10;

    private const int DaysOfSchoolWeek = 5;

    private const int DaysOfWeek = 7;

    /// <summary>Finds the timetable that lasts on a day; null if there is none.</summary>
    /// <param name="marks">The marks of the school year; marks of days off roll are another school's.</param>
    /// <param name="date">The last day whose marks count.</param>
    public static PartTimeTimetable? Find(YearOfMarks marks, OnRoll onRoll, DateOnly date)
    {
        (DateOnly? since, DateOnly? last, var sessions, var daysOfWeek, var daysWithout) = (null, null, 0, 0, 0);
        var (first, newest) = onRoll.Within(marks.Year.FirstDay, Dates.Earlier(date, marks.Year.LastDay));
        for (var day = newest; day >= first && daysWithout < DaysThatCount; day = day.AddDays(-1))
        {
            var found = new PupilDay(day, marks.At(new(day, HalfDay.AM)), marks.At(new(day, HalfDay.PM)));
            if (!found.IsPossible)
            {
                continue;
            }

            var ofDay = found.Possible.Count(session => session.Mark.Code.Text == "C2");
            (since, last, daysWithout) = ofDay > 0 ? (day, last ?? day, 0) : (since, last, daysWithout + 1);
            if (last is not null && daysOfWeek < DaysOfSchoolWeek)
            {
                (sessions, daysOfWeek) = (sessions + ofDay, daysOfWeek + 1);
            }
        }

        return since is { } begun && last is { } end ? new(begun, end, sessions) : null;
    }

    /// <summary>Why it is to be reviewed on a day, each reason with the day from which it holds; none if it need not be.</summary>
    /// <param name="pupil">The pupil, with what the roster says about the agreed end and review.</param>
    /// <param name="weeks">Weeks after which a part-time timetable is reviewed in any case, and again after as many more.</param>
    public IReadOnlyList<ReasonToReview> ReviewsDue(Pupil pupil, int weeks, DateOnly date)
    {
        var due = new List<ReasonToReview>();
        if (pupil.TimetableEnd is not { } end)
        {
            due.Add(new(Since, "no end is agreed: the roster's TimetableEnd is empty"));
        }
        else if (end < date)
        {
            due.Add(new(end.AddDays(1), $"the agreed end, {English.Day(end)}, is past"));
        }

        if (pupil.TimetableReview is { } review && review <= date)
        {
            due.Add(new(review, $"the agreed review was to be on {English.Day(review)}"));
        }

        var lasted = date.DayNumber - Since.DayNumber;
        if (lasted / (weeks * DaysOfWeek) is > 0 and var times)
        {
            due.Add(new(Since.AddDays(times * weeks * DaysOfWeek), $"it has lasted for {English.Count(lasted / DaysOfWeek, "week")}"));
        }

        return due;
    }
}

/// <summary>A reason to review a part-time timetable.</summary>
/// <param name="From">The first day on which it holds.</param>
/// <param name="Why">The reason, as the end of a sentence.</param>
public sealed record ReasonToReview(DateOnly From, string Why);
