using System.Text.Json;

namespace AttendanceFunctions.Functions.Storage;

/// <summary>The pupils of each school, as in its newest roster.</summary>
public sealed class PupilTable(TrustStorage storage)
{
    private readonly TableClient _table = storage.Table(Tables.Pupils);

    /// <summary>All pupils of a school, in one partition read.</summary>
    public Task<PupilRows<Pupil>> ReadAsync(SchoolId school, CancellationToken cancellationToken) =>
        _table.ListByPupilAsync(InSchool(school), PupilOf, cancellationToken);

    /// <summary>One pupil; null if the school's roster does not have the pupil, or no longer has.</summary>
    public Task<Pupil?> FindAsync(SchoolId school, Upn upn, CancellationToken cancellationToken) =>
        _table.FirstAsync(TableRows.At(school.ToString(), TableKeys.OfText(upn.ToString())), PupilOf, cancellationToken);

    /// <summary>Replaces the pupils of a school: other rows are deleted, and unchanged rows are not written.</summary>
    public async Task ReplaceAsync(SchoolId school, IReadOnlyList<Pupil> pupils, CancellationToken cancellationToken)
    {
        var wanted = pupils.Select(pupil => EntityOf(school, pupil)).ToDictionary(entity => entity.RowKey, StringComparer.Ordinal);
        var actions = new List<TableTransactionAction>();
        await foreach (var row in _table.StreamAsync(InSchool(school), row => row, cancellationToken))
        {
            if (!wanted.Remove(row.RowKey, out var entity))
            {
                actions.Add(new(TableTransactionActionType.Delete, row, row.ETag));
            }
            else if (!entity.IsAsWritten(row))
            {
                actions.Add(new(TableTransactionActionType.UpdateReplace, entity, row.ETag));
            }
        }

        actions.AddRange(wanted.Values.Select(entity => new TableTransactionAction(TableTransactionActionType.Add, entity)));
        await TableBatches.WriteAsync(_table, actions, cancellationToken);
    }

    private static string InSchool(SchoolId school) => TableRows.InPartition(school.ToString());

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
        new(
            entity.Word<Sen>("Sen"), entity.Flag("PupilPremium"), entity.Flag("FreeSchoolMeals"),
            entity.Flag("LookedAfter"), entity.Flag("SocialWorker")),
        new(entity.Date("Admission"), entity.Date("Leaving")), entity.Text("Circumstance"), entity.Flag("NudgesOff"),
        JsonSerializer.Deserialize<List<Contact>>(entity.Text("Contacts")) ?? [])
    {
        Language = entity.Text("Language"),
    };
}
