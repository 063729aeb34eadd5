using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Registers;

namespace AttendanceFunctions.Domain.Absences;

/// <summary>What registers say of a pupil on one day: two marks, of which either may be missing.</summary>
/// <param name="Date">The day.</param>
/// <param name="Morning">The morning's mark.</param>
/// <param name="Afternoon">The afternoon's mark.</param>
public readonly record struct PupilDay(DateOnly Date, Mark Morning, Mark Afternoon)
{
    /// <summary>Whether the pupil could have attended a session of it: without one the day neither breaks nor extends a run of days.</summary>
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

    /// <summary>Whether the day has a possible session, and every one of them is of this kind.</summary>
    public bool IsAll(Func<Mark, bool> kind) =>
        IsPossible && (!IsPossibleAt(Morning) || kind(Morning)) && (!IsPossibleAt(Afternoon) || kind(Afternoon));

    internal static bool IsPossibleAt(Mark mark) => !mark.IsMissing && mark.Code.IsPossible;
}
