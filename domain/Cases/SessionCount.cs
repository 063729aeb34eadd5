using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>Possible sessions of a pupil over some days, which may be none.</summary>
/// <param name="Attended">Sessions attended.</param>
/// <param name="Authorised">Sessions absent with authorisation.</param>
/// <param name="Unauthorised">Sessions absent without.</param>
public readonly record struct SessionCount(int Attended, int Authorised, int Unauthorised)
{
    public int Possible => Attended + Authorised + Unauthorised;

    public static SessionCount Of(Tally tally) => new(tally.Attended, tally.Authorised, tally.Unauthorised);

    public static SessionCount operator +(SessionCount left, SessionCount right) => left.Add(right);

    public SessionCount Add(SessionCount other) =>
        new(Attended + other.Attended, Authorised + other.Authorised, Unauthorised + other.Unauthorised);

    /// <summary>The same without the absences that the school authorised, on neither side.</summary>
    // Not a property: a record prints those, and this one would print itself for ever.
    public SessionCount WithoutAuthorised() => this with { Authorised = 0 };

    /// <summary>The rate; there is none without possible sessions.</summary>
    public bool TryGetRate(out Rate rate)
    {
        rate = Possible > 0 ? Rate.Of(Attended, Possible) : default;
        return Possible > 0;
    }

    /// <summary>Whether this rate is at least so many percentage points above another, compared exactly. Never where one of them has no session.</summary>
    public bool IsAbove(SessionCount other, Points points) =>
        Possible > 0 && other.Possible > 0
        && 10_000L * ((long)Attended * other.Possible - (long)other.Attended * Possible) >= (long)points.Hundredths * Possible * other.Possible;

    /// <summary>Whether this rate is below another, compared exactly. Never where one of them has no session.</summary>
    public bool IsBelow(SessionCount other) => Possible > 0 && other.Possible > 0 && (long)Attended * other.Possible < (long)other.Attended * Possible;
}
