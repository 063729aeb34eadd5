using AttendanceFunctions.Domain.Attendance;
using Azure.Data.Tables;

namespace AttendanceFunctions.Functions.Storage;

/// <summary>A tally as rows hold it: a column of sessions for each class.</summary>
public static class TallyColumns
{
    public static Tally Tally(this TableEntity entity) => new(
        entity.Number(nameof(Domain.Attendance.Tally.Present)), entity.Number(nameof(Domain.Attendance.Tally.Approved)),
        entity.Number(nameof(Domain.Attendance.Tally.Authorised)), entity.Number(nameof(Domain.Attendance.Tally.Unauthorised)),
        entity.Number(nameof(Domain.Attendance.Tally.NotPossible)),
        entity.Number(nameof(Domain.Attendance.Tally.LateBeforeClose)), entity.Number(nameof(Domain.Attendance.Tally.LateAfterClose)));

    public static void Write(TableEntity entity, Tally tally)
    {
        entity[nameof(tally.Present)] = tally.Present;
        entity[nameof(tally.Approved)] = tally.Approved;
        entity[nameof(tally.Authorised)] = tally.Authorised;
        entity[nameof(tally.Unauthorised)] = tally.Unauthorised;
        entity[nameof(tally.NotPossible)] = tally.NotPossible;
        entity[nameof(tally.LateBeforeClose)] = tally.LateBeforeClose;
        entity[nameof(tally.LateAfterClose)] = tally.LateAfterClose;
    }
}
