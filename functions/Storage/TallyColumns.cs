using AttendanceFunctions.Domain.Rates;
using Azure.Data.Tables;

namespace AttendanceFunctions.Functions.Storage;

/// <summary>A tally as rows hold it: a column of sessions for each class.</summary>
public static class TallyColumns
{
    public static Tally Tally(this TableEntity entity) => new(
        entity.Number(nameof(Domain.Rates.Tally.Present)), entity.Number(nameof(Domain.Rates.Tally.Approved)),
        entity.Number(nameof(Domain.Rates.Tally.Authorised)), entity.Number(nameof(Domain.Rates.Tally.Unauthorised)),
        entity.Number(nameof(Domain.Rates.Tally.NotPossible)),
        entity.Number(nameof(Domain.Rates.Tally.LateBeforeClose)), entity.Number(nameof(Domain.Rates.Tally.LateAfterClose)));

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
