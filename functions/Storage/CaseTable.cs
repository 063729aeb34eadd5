using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Azure;

namespace AttendanceFunctions.Functions.Storage;

/// <summary>The case of each pupil in the graduated process. For a pupil without a row, nothing has happened in the case.</summary>
public sealed class CaseTable(TrustStorage storage)
{
    /// <summary>The columns that hold a case's text in pieces: one column holds at most 32 Ki characters.</summary>
    private const string TextColumn = "Case";

    private readonly TableClient _table = storage.Table(Tables.Cases);

    /// <summary>All cases of a school in a school year, in one partition read.</summary>
    public Task<PupilRows<Versioned<Case>>> ReadAsync(SchoolId school, AcademicYear year, CancellationToken cancellationToken) =>
        _table.ListByPupilAsync(TableRows.InPartition(TableKeys.Of(school, year)), RowOf, cancellationToken);

    /// <summary>The cases of some pupils of a school in a school year, in one request; none is made for no pupils.</summary>
    public async Task<PupilRows<Case>> ReadAsync(
        SchoolId school, AcademicYear year, IReadOnlySet<Upn> pupils, CancellationToken cancellationToken)
    {
        if (pupils.Count == 0)
        {
            return new(new Dictionary<Upn, Case>(), []);
        }

        var filter = TableRows.Among(TableKeys.Of(school, year), [.. pupils.Select(upn => TableKeys.OfText(upn.ToString()))]);
        return (await _table.ListByPupilAsync(filter, row => RowOf(row).Value, cancellationToken)).Among(pupils);
    }

    /// <summary>The stages at which the cases of a school stand, in one partition read of that column.</summary>
    public Task<PupilRows<int>> ReadStagesAsync(SchoolId school, AcademicYear year, CancellationToken cancellationToken) =>
        _table.ListByPupilAsync(
            TableRows.InPartition(TableKeys.Of(school, year)), row => row.Number("Stage"), cancellationToken, columns: ["Stage"]);

    /// <summary>One pupil's case; null if nothing has happened in it.</summary>
    public Task<Versioned<Case>?> FindAsync(SchoolId school, AcademicYear year, Upn upn, CancellationToken cancellationToken) =>
        _table.FirstAsync(TableRows.At(TableKeys.Of(school, year), TableKeys.OfText(upn.ToString())), RowOf, cancellationToken);

    /// <summary>One pupil's case in the first of several school years that has one; null if none has.</summary>
    public async Task<(AcademicYear Year, Versioned<Case> Row)?> FindAsync(
        SchoolId school, IEnumerable<AcademicYear> years, Upn upn, CancellationToken cancellationToken)
    {
        foreach (var year in years)
        {
            if (await FindAsync(school, year, upn, cancellationToken) is { } row)
            {
                return (year, row);
            }
        }

        return null;
    }

    /// <summary>Writes new and changed cases, each conditional on the ETag that was read.</summary>
    /// <exception cref="RequestFailedException">412 or 409: another run wrote one of them since it was read.</exception>
    public async Task WriteAsync(
        SchoolId school, AcademicYear year, IReadOnlyDictionary<Upn, Versioned<Case>> before, IEnumerable<Case> after,
        CancellationToken cancellationToken)
    {
        var partition = TableKeys.Of(school, year);
        var changed = from current in after
                      let stored = before.GetValueOrDefault(current.Upn)
                      where stored is null || (stored.Value != current && CaseJson.Write(stored.Value) != CaseJson.Write(current))
                      select TableRows.Put(EntityOf(partition, current), stored?.ETag);
        await TableBatches.WriteAsync(_table, [.. changed], cancellationToken);
    }

    /// <summary>Writes one case.</summary>
    /// <param name="before">Its row as read; null if there was none.</param>
    /// <returns>Whether it was written; false if another run wrote the row since it was read.</returns>
    public async Task<bool> TryWriteAsync(
        SchoolId school, AcademicYear year, Versioned<Case>? before, Case after, CancellationToken cancellationToken)
    {
        var known = new[] { before }.OfType<Versioned<Case>>().ToDictionary(row => row.Value.Upn);
        try
        {
            await WriteAsync(school, year, known, [after], cancellationToken);
            return true;
        }
        catch (RequestFailedException moved) when (moved.Status is 412 or 409)
        {
            return false;
        }
    }

    private static TableEntity EntityOf(string partition, Case current)
    {
        var entity = new TableEntity(partition, TableKeys.OfText(current.Upn.ToString()))
        {
            ["Policy"] = current.PolicyId,
            ["Stage"] = current.Stage,
            ["Proposed"] = current.Proposal?.Kind.ToString() ?? "",
        };
        foreach (var (part, index) in CaseJson.Write(current).Chunk(TableBatches.MostTextLength).Select((part, index) => (part, index)))
        {
            entity[NameOf(index)] = new string(part);
        }

        return entity;
    }

    private static Versioned<Case> RowOf(TableEntity entity)
    {
        var parts = Enumerable.Range(0, TableBatches.MostProperties)
            .Select(index => entity.GetString(NameOf(index))).TakeWhile(part => part is not null);
        return new(CaseJson.Read(string.Concat(parts)), entity.ETag);
    }

    private static string NameOf(int index) => string.Create(CultureInfo.InvariantCulture, $"{TextColumn}{index}");
}

/// <summary>Converts a case to and from the text in its row.</summary>
internal static class CaseJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        IgnoreReadOnlyProperties = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameKinds } },
        Converters =
        {
            new JsonStringEnumConverter(),
            new TextConverter<Upn>(Upn.Parse),
            new TextConverter<SchoolId>(SchoolId.Parse),
            new TextConverter<Percentage>(text => Percentage.Of(decimal.Parse(text.TrimEnd('%'), CultureInfo.InvariantCulture))),
            new TextConverter<CaseKey>(text =>
                CaseKey.TryParse(text, out var key) ? key : throw new JsonException("A case has a key that is not valid.")),
        },
    };

    /// <summary>The kinds of values of which there are several, and the word that says in the text which one it is.</summary>
    private static readonly Dictionary<Type, (Type Kind, string Word)[]> Kinds = new()
    {
        [typeof(Author)] = [(typeof(Author.SignedIn), "signed in"), (typeof(Author.Stated), "stated")],
        [typeof(PenaltyState)] =
        [
            (typeof(PenaltyState.ThresholdMet), "threshold met"), (typeof(PenaltyState.SupportFirst), "support first"),
            (typeof(PenaltyState.Improving), "improving"), (typeof(PenaltyState.Notice), "notice"),
        ],
        [typeof(LineState)] =
        [
            (typeof(LineState.Undecided), "undecided"), (typeof(LineState.Requested), "requested"),
            (typeof(LineState.NotAppropriate), "not appropriate"), (typeof(LineState.Issued), "issued"),
        ],
    };

    private static void NameKinds(JsonTypeInfo type)
    {
        if (Kinds.TryGetValue(type.Type, out var kinds))
        {
            type.PolymorphismOptions = new();
            foreach (var (kind, word) in kinds)
            {
                type.PolymorphismOptions.DerivedTypes.Add(new(kind, word));
            }
        }
    }

    public static string Write(Case current) => JsonSerializer.Serialize(current, Options);

    /// <exception cref="JsonException">The text is not a case.</exception>
    public static Case Read(string text) =>
        JsonSerializer.Deserialize<Case>(text, Options) ?? throw new JsonException("A case's text is null.");

    private sealed class TextConverter<T>(Func<string, T> parse) : JsonConverter<T>
        where T : struct
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            parse(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
