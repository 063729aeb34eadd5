using AttendanceFunctions.Domain.Attendance;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>What can be said of a pupil on one day of the year, as the marks are tonight.</summary>
/// <param name="Night">What the night knows.</param>
/// <param name="Date">The day.</param>
public sealed record CaseDay(CaseNight Night, DateOnly Date)
{
    private readonly Lazy<Tally> _toDate = new(() => Tally.Of(Night.Marks, Night.Pupil.OnRoll.Admission, Date));

    /// <summary>The sessions of the year to this day.</summary>
    public SessionCount ToDate => SessionCount.Of(_toDate.Value);

    public AttendanceStatus Status => Night.Policy.StatusOf(_toDate.Value, Night.MinimumPossible);

    /// <summary>Whether cases are looked at: the school is open, and the pupil on its roll. What people decide waits for such a day too, so that
    /// it takes effect on the same one however many nights are worked out at once.</summary>
    public bool IsLookedAt => Night.Calendar.IsSchoolDay(Date) && Night.Pupil.OnRoll.Contains(Date);

    /// <summary>
    /// The sessions that the ladder looks at: the year's to this day, or those since a person ended the formal steps. A year's
    /// rate remembers the old absences to July; without this a case that was closed would be proposed anew the next night.
    /// </summary>
    public SessionCount LookedAt(Case current) => current.IsClosed ? Count(current.ClosedOn.AddDays(1)) : ToDate;

    /// <summary>The rate that the ladder looks at; false below the floor.</summary>
    public bool TryGetRate(Case current, out Rate rate)
    {
        var sessions = LookedAt(current);
        return sessions.TryGetRate(out rate) && sessions.Possible >= Night.MinimumPossible;
    }

    /// <summary>The sessions since a step was agreed, those of an earlier year or school among them.</summary>
    public SessionCount Since(Step step) => Count(step.On.AddDays(1)) + step.Carried;

    private SessionCount Count(DateOnly from)
    {
        var admission = Night.Pupil.OnRoll.Admission;
        return SessionCount.Of(Tally.Of(Night.Marks, from > admission ? from : admission, Date));
    }
}
