using System.Text.Json;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;
using Azure.Data.Tables;

namespace AttendanceFunctions.Functions.Storage;

/// <summary>The pupils of each school as its newest roster states them.</summary>
public sealed class PupilTable(TrustStorage storehouse)
{
    private readonly TableClient _table = storehouse.Table(Tables.Pupils);

    /// <summary>All pupils of a school, in one partition read.</summary>
    public async Task<IReadOnlyDictionary<Upn, Pupil>> ReadAsync(SchoolId school, CancellationToken cancellationToken)
    {
        var pupils = new Dictionary<Upn, Pupil>();
        await foreach (var entity in Rows(school, cancellationToken))
        {
            var pupil = PupilOf(entity);
            pupils[pupil.Upn] = pupil;
        }

        return pupils;
    }

    /// <summary>One pupil; null where the school's roster no longer has the pupil.</summary>
    public async Task<Pupil?> FindAsync(SchoolId school, Upn upn, CancellationToken cancellationToken)
    {
        // The same read as one by its keys, which would put the UPN into the path of an address, where request logs and traces keep it.
        var byKeys = TableClient.CreateQueryFilter($"PartitionKey eq {school.ToString()} and RowKey eq {TableKeys.OfText(upn.ToString())}");
        await foreach (var row in _table.QueryAsync<TableEntity>(byKeys, cancellationToken: cancellationToken))
        {
            return PupilOf(row);
        }

        return null;
    }

    /// <summary>Makes the table hold exactly these pupils: who left the roster leaves the table. Rows that are as they should be are not written.</summary>
    public async Task ReplaceAsync(SchoolId school, IReadOnlyList<Pupil> pupils, CancellationToken cancellationToken)
    {
        var wanted = pupils.Select(pupil => EntityOf(school, pupil)).ToDictionary(entity => entity.RowKey, StringComparer.Ordinal);
        var actions = new List<TableTransactionAction>();
        await foreach (var row in Rows(school, cancellationToken))
        {
            if (!wanted.Remove(row.RowKey, out var entity))
            {
                actions.Add(new(TableTransactionActionType.Delete, row, row.ETag));
            }
            else if (entity.Any(column => !Equals(column.Value, row[column.Key])))
            {
                actions.Add(new(TableTransactionActionType.UpdateReplace, entity, row.ETag));
            }
        }

        actions.AddRange(wanted.Values.Select(entity => new TableTransactionAction(TableTransactionActionType.Add, entity)));
        await TableBatches.WriteAsync(_table, actions, cancellationToken);
    }

    private Azure.AsyncPageable<TableEntity> Rows(SchoolId school, CancellationToken cancellationToken) =>
        _table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {school.ToString()}"), cancellationToken: cancellationToken);

    private static TableEntity EntityOf(SchoolId school, Pupil pupil) => new(school.ToString(), TableKeys.OfText(pupil.Upn.ToString()))
    {
        ["Forename"] = pupil.Forename,
        ["PreferredName"] = pupil.PreferredName,
        ["Surname"] = pupil.Surname,
        ["YearGroup"] = pupil.YearGroup,
        ["Class"] = pupil.Class,
        ["DateOfBirth"] = pupil.DateOfBirth,
        ["Sen"] = pupil.Characteristics.Sen.ToString(),
        ["PupilPremium"] = pupil.Characteristics.PupilPremium,
        ["FreeSchoolMeals"] = pupil.Characteristics.FreeSchoolMeals,
        ["LookedAfter"] = pupil.Characteristics.LookedAfter,
        ["SocialWorker"] = pupil.Characteristics.SocialWorker,
        ["Admission"] = TableKeys.Of(pupil.OnRoll.Admission),
        ["Leaving"] = TableKeys.Of(pupil.OnRoll.Leaving),
        ["Circumstance"] = pupil.Circumstance,
        ["NudgesOff"] = pupil.NudgesOff,
        ["Language"] = pupil.Language,
        ["Contacts"] = JsonSerializer.Serialize(pupil.Contacts),
    };

    private static Pupil PupilOf(TableEntity entity) => new(
        Upn.Parse(TableKeys.TextOf(entity.RowKey)), entity.Text("Forename"), entity.Text("PreferredName"), entity.Text("Surname"),
        entity.Text("YearGroup"), entity.Text("Class"), entity.Text("DateOfBirth"),
        new(entity.Word<Sen>("Sen"), entity.Flag("PupilPremium"), entity.Flag("FreeSchoolMeals"), entity.Flag("LookedAfter"), entity.Flag("SocialWorker")),
        new(entity.Date("Admission"), entity.Date("Leaving")), entity.Text("Circumstance"), entity.Flag("NudgesOff"),
        JsonSerializer.Deserialize<List<Contact>>(entity.Text("Contacts")) ?? [])
    {
        Language = entity.Text("Language"),
    };
}
