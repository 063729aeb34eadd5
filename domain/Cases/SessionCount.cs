namespace AttendanceFunctions.Domain.Cases;

/// <summary>The possible sessions of a pupil over some days; all zero where there were none.</summary>
public readonly record struct SessionCount(int Attended, int Authorised, int Unauthorised)
{
    public int Possible => Attended + Authorised + Unauthorised;

    public static SessionCount Of(Tally tally) => new(tally.Attended, tally.Authorised, tally.Unauthorised);

    public static SessionCount operator +(SessionCount left, SessionCount right) =>
        new(left.Attended + right.Attended, left.Authorised + right.Authorised, left.Unauthorised + right.Unauthorised);

    /// <summary>The same sessions without the absences that the school authorised: they count neither as possible nor as absent.</summary>
    // A method, because ToString of a record prints its properties, and as a property this would recurse without end.
    public SessionCount WithoutAuthorised() => this with { Authorised = 0 };

    /// <summary>The rate; false without possible sessions.</summary>
    public bool TryGetRate(out Rate rate)
    {
        rate = Possible > 0 ? Rate.Of(Attended, Possible) : default;
        return Possible > 0;
    }

    /// <summary>Whether this rate is above another by at least these points, exactly; false where either has no session.</summary>
    public bool IsAbove(SessionCount other, Points points) =>
        Possible > 0 && other.Possible > 0
        && 10_000L * ((long)Attended * other.Possible - (long)other.Attended * Possible)
            >= (long)points.Hundredths * Possible * other.Possible;

    /// <summary>Whether this rate is below another, compared exactly. False where either has no session.</summary>
    public bool IsBelow(SessionCount other) =>
        Possible > 0 && other.Possible > 0 && (long)Attended * other.Possible < (long)other.Attended * Possible;
}
