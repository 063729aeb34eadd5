namespace AttendanceFunctions.Domain.Absences;

/// <summary>A pupil's marks of one day; either of the two may be missing.</summary>
public readonly record struct PupilDay(DateOnly Date, Mark Morning, Mark Afternoon)
{
    /// <summary>Whether the pupil could have attended a session of the day. Other days neither break nor extend a run of days.</summary>
    public bool IsPossible => IsPossibleAt(Morning) || IsPossibleAt(Afternoon);

    /// <summary>The sessions that the pupil could have attended, in order.</summary>
    public IEnumerable<(Session Session, Mark Mark)> Possible
    {
        get
        {
            if (IsPossibleAt(Morning))
            {
                yield return (new(Date, HalfDay.AM), Morning);
            }

            if (IsPossibleAt(Afternoon))
            {
                yield return (new(Date, HalfDay.PM), Afternoon);
            }
        }
    }

    /// <summary>Whether the day has a possible session, and every possible session is of this kind.</summary>
    public bool IsAll(Func<Mark, bool> kind) =>
        IsPossible && (!IsPossibleAt(Morning) || kind(Morning)) && (!IsPossibleAt(Afternoon) || kind(Afternoon));

    internal static bool IsPossibleAt(Mark mark) => !mark.IsMissing && mark.Code.IsPossible;
}
