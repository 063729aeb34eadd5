namespace AttendanceFunctions.Domain.Attendance;

/// <summary>How far a pupil is from persistent absence (10% or more of the possible sessions missed), in sessions and in weeks.</summary>
public static class PersistentAbsenceMargin
{
    /// <summary>Sessions in a school week: five days of two.</summary>
    public const int SessionsInWeek = 10;

    /// <summary>How many more possible sessions in a row a pupil may miss until persistently absent; 0 if already.</summary>
    public static int AbsencesUntil(Rate rate) => rate.IsPersistentAbsence
        ? 0
        // The smallest k with 10 (missed + k) >= possible + k.
        : (int)((rate.Possible - 10L * rate.Missed + 8) / 9);

    /// <summary>How many weeks of full attendance until the pupil is no longer persistently absent; 0 if not persistently absent.</summary>
    public static int FullWeeksUntilClear(Rate rate) => rate.IsPersistentAbsence
        // The smallest w with 10 missed < possible + 10 w: at exactly 10% the pupil is still persistently absent.
        ? (int)((10L * rate.Missed - rate.Possible) / SessionsInWeek) + 1
        : 0;
}
