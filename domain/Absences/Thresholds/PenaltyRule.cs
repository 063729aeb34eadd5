using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Domain.Absences.Thresholds;

/// <summary>
/// Ten unauthorised sessions, one after the other or not, in ten rolling school weeks: across weekends, holidays, terms, school years and schools of the
/// trust. Present and authorised sessions take nothing off; not-possible sessions and missing marks count for nothing.
/// </summary>
internal static class PenaltyRule
{
    /// <summary>The threshold of the national framework.</summary>
    public const int Sessions = 10;

    public static ThresholdCrossing? Find(StatutoryFacts facts, DateOnly date, DateOnly after)
    {
        var from = SchoolWeeks.FirstMonday(facts.Calendar, facts.History, date);
        // A session is held against a family once: what an earlier flag had counted does not count again.
        var counted = facts.Sessions(Dates.Later(from, after < DateOnly.MaxValue ? after.AddDays(1) : after), date, StatutoryFacts.IsUnauthorised);
        return counted.Count >= Sessions
            ? new(StatutoryThreshold.PenaltyNotice, counted, counted.Count(session => !StatutoryFacts.IsUnsettled(session.Mark)) < Sessions)
            : null;
    }
}
