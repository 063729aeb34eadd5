using System.Text.Json;

namespace AttendanceFunctions.Functions.Storage;

/// <summary>
/// The pupils of each school, as in its newest roster, and what identifies those whom it no longer has: without that, nobody could tell
/// whether a child who appears at another school is the same one.
/// </summary>
public sealed class PupilTable(TrustStorage storage)
{
    /// <summary>The column with the contacts.</summary>
    public const string ContactsColumn = "Contacts";

    private const string FirstSeen = "FirstSeen";

    private const string OnFileColumn = "OnFile";

    /// <summary>
    /// Days for which a pupil who is missing from the roster is kept whole: the deletion return has to give the address, and the parents'
    /// names, addresses and numbers (2024 Regulations, reg. 13(4)), and the adults who work with the pupil have to be told.
    /// </summary>
    public const int KeptWholeDays = 28;

    private readonly TableClient _table = storage.Table(Tables.Pupils);

    /// <summary>All pupils on a school's newest roster, in one partition read.</summary>
    public async Task<PupilRows<Pupil>> ReadAsync(SchoolId school, CancellationToken cancellationToken)
    {
        var entries = await ReadEntriesAsync(school, cancellationToken);
        return new(
            entries.Values.Where(entry => entry.MissingSince is null).ToDictionary(entry => entry.Pupil.Upn, entry => entry.Known),
            entries.Unreadable);
    }

    /// <summary>One pupil; null if the school's newest roster does not have the pupil.</summary>
    public async Task<Pupil?> FindAsync(SchoolId school, Upn upn, CancellationToken cancellationToken) =>
        await FindEntryAsync(school, upn, cancellationToken) is { MissingSince: null } entry ? entry.Known : null;

    /// <summary>One pupil, on the newest roster or missing from it; null if the school never had the pupil.</summary>
    public Task<RosterEntry?> FindEntryAsync(SchoolId school, Upn upn, CancellationToken cancellationToken) =>
        _table.FirstAsync(TableRows.At(school.ToString(), KeyOf(upn)), EntryOf, cancellationToken);

    /// <summary>All pupils of a school, on the newest roster or missing from it, in one partition read.</summary>
    public Task<PupilRows<RosterEntry>> ReadEntriesAsync(SchoolId school, CancellationToken cancellationToken) =>
        _table.ListByPupilAsync(InSchool(school), EntryOf, cancellationToken);

    /// <summary>The UPNs of a school's pupils, on the newest roster or missing from it, in one partition read of keys.</summary>
    public async Task<IReadOnlyList<Upn>> ReadUpnsAsync(SchoolId school, CancellationToken cancellationToken) =>
        await _table.ListAsync(InSchool(school), UpnOf, cancellationToken, columns: []);

    /// <summary>Some pupils of a school, on the newest roster or missing from it, in one request; none is made for no pupils.</summary>
    public async Task<PupilRows<RosterEntry>> ReadEntriesAsync(
        SchoolId school, IReadOnlySet<Upn> upns, CancellationToken cancellationToken)
    {
        if (upns.Count == 0)
        {
            return new(new Dictionary<Upn, RosterEntry>(), []);
        }

        var filter = TableRows.Among(school.ToString(), [.. upns.Select(KeyOf)]);
        return (await _table.ListByPupilAsync(filter, EntryOf, cancellationToken)).Among(upns);
    }

    /// <summary>At which schools these UPNs stand, or stood; a request reads a thousand pupils of the trust.</summary>
    public async Task<ILookup<Upn, SchoolId>> FindSchoolsAsync(IReadOnlySet<Upn> upns, CancellationToken cancellationToken)
    {
        var places = await _table.ListAsync(
            TableRows.AmongAll([.. upns.Select(KeyOf)]), row => (Upn: UpnOf(row), School: SchoolId.Parse(row.PartitionKey)),
            cancellationToken, columns: []);
        return places.Where(place => upns.Contains(place.Upn)).ToLookup(place => place.Upn, place => place.School);
    }

    /// <summary>
    /// Replaces a school's roster. Pupils whom it no longer has are reduced, after <see cref="KeptWholeDays"/>, to what identifies a child;
    /// unchanged rows are not written.
    /// </summary>
    /// <param name="night">The night that read the roster.</param>
    /// <returns>All pupils of the school after it, on the roster or missing from it.</returns>
    public async Task<IReadOnlyDictionary<Upn, RosterEntry>> ReplaceAsync(
        SchoolId school, IReadOnlyList<Pupil> pupils, DateOnly night, CancellationToken cancellationToken)
    {
        var wanted = pupils.ToDictionary(pupil => KeyOf(pupil.Upn), StringComparer.Ordinal);
        var stored = await _table.ListByPupilAsync(InSchool(school), row => (Row: row, Entry: EntryOf(row)), cancellationToken);
        var first = stored.Values.Select(row => row.Entry.FirstSeen).Append(night).Min();
        var (actions, entries) = (new List<TableTransactionAction>(), new Dictionary<Upn, RosterEntry>());
        foreach (var (row, before) in stored.Values)
        {
            var entry = wanted.Remove(row.RowKey, out var pupil)
                ? before with { Pupil = pupil, MissingSince = null, LetGoBy = null }
                : Missing(before, night);
            entries.Add(entry.Pupil.Upn, entry);
            if (EntityOf(school, entry) is var entity && !entity.IsAsWritten(row))
            {
                actions.Add(TableRows.Put(entity, row.ETag));
            }
        }

        RosterEntry Add(Pupil pupil, DateOnly? arrived)
        {
            var entry = new RosterEntry(pupil, arrived, MissingSince: null, LetGoBy: null) { FirstSeen = night };
            entries.Add(pupil.Upn, entry);
            return entry;
        }

        // The roster mends a row that cannot be read; one that the roster no longer has identifies nobody.
        foreach (var key in stored.Unreadable.Select(row => KeyOf(row.Upn)))
        {
            actions.Add(wanted.Remove(key, out var pupil)
                ? TableRows.Upsert(EntityOf(school, Add(pupil, arrived: null)))
                : new(TableTransactionActionType.Delete, new TableEntity(school.ToString(), key), Azure.ETag.All));
        }

        // Nobody can say of the pupils of a school's first roster that they are new there.
        actions.AddRange(wanted.Values.Select(pupil => new TableTransactionAction(
            TableTransactionActionType.Add, EntityOf(school, Add(pupil, first < night ? night : null)))));
        await TableBatches.WriteAsync(_table, actions, cancellationToken);
        return entries;
    }

    private static RosterEntry Missing(RosterEntry entry, DateOnly night)
    {
        var since = entry.MissingSince ?? night;
        return night < since.AddDays(KeptWholeDays) ? entry with { MissingSince = since }
            : entry with { Pupil = entry.Pupil.AsFormer(), MissingSince = since, OnFile = null };
    }

    /// <summary>The pupils of whom people of the school put a circumstance on file, with what it says; a short answer.</summary>
    public async Task<IReadOnlyList<(Upn Upn, string Text)>> ReadOnFileAsync(SchoolId school, CancellationToken cancellationToken) =>
        await _table.ListAsync(
            $"{InSchool(school)} and {OnFileColumn} gt ''",
            row => (UpnOf(row), row.Text(OnFileColumn)), cancellationToken, columns: [OnFileColumn]);

    /// <summary>Changes what people put on file about one pupil; nothing happens if there is no row.</summary>
    /// <param name="change">Returns what is on file after the change. It is called again if a night wrote the row meanwhile.</param>
    /// <returns>Whether there is a row.</returns>
    public async Task<bool> ChangeOnFileAsync(
        SchoolId school, Upn upn, Func<CircumstanceOnFile?, CircumstanceOnFile?> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var isThere = false;
                await ChangeAsync(
                    school, upn,
                    entry =>
                    {
                        isThere = entry.MissingSince is null;
                        return isThere ? entry with { OnFile = change(entry.OnFile) } : entry;
                    },
                    cancellationToken);
                return isThere;
            }
            catch (Azure.RequestFailedException moved) when (moved.Status == 412)
            {
                // A night wrote the row since it was read: it is read and changed again.
            }
        }
    }

    /// <summary>Changes one pupil's row; null deletes it. Nothing happens if there is no row.</summary>
    /// <exception cref="Azure.RequestFailedException">412: the row was written meanwhile; repeat.</exception>
    public async Task ChangeAsync(SchoolId school, Upn upn, Func<RosterEntry, RosterEntry?> change, CancellationToken cancellationToken)
    {
        if (await _table.FirstAsync(TableRows.At(school.ToString(), KeyOf(upn)), row => row, cancellationToken) is { } row)
        {
            var after = change(EntryOf(row)) is { } entry ? EntityOf(school, entry) : null;
            var action = after is null ? new(TableTransactionActionType.Delete, row, row.ETag) : TableRows.Put(after, row.ETag);
            await TableBatches.WriteAsync(_table, after?.IsAsWritten(row) == true ? [] : [action], cancellationToken);
        }
    }

    /// <summary>A row's entry.</summary>
    public static RosterEntry EntryOf(TableEntity row) =>
        new(PupilOf(row), row.DateIfAny("Arrived"), row.DateIfAny("MissingSince"), row.AuthorIfAny("LetGoBy"))
        {
            FirstSeen = row.Date(FirstSeen),
            ErasedLeaving = row.DateIfAny("ErasedLeaving"),
            OnFile = row.GetString(OnFileColumn) is { Length: > 0 } text && row.AuthorIfAny("OnFileBy") is { } by
                ? new(text, row.Date("OnFileSince"), by) : null,
        };

    /// <summary>The contacts of a row as text, with another text in place of each address.</summary>
    public static string ContactsWithout(TableEntity row, string instead) => JsonSerializer.Serialize(
        ContactsOf(row).Select(contact => contact.HomeAddress.Length > 0 ? contact with { HomeAddress = instead } : contact));

    private static List<Contact> ContactsOf(TableEntity row) =>
        JsonSerializer.Deserialize<List<Contact>>(row.Text(ContactsColumn)) ?? [];

    private static string InSchool(SchoolId school) => TableRows.InPartition(school.ToString());

    private static string KeyOf(Upn upn) => TableKeys.OfText(upn.ToString());

    private static string? KeyOf(DateOnly? date) => date is { } day ? TableKeys.Of(day) : null;

    private static Upn UpnOf(TableEntity row) => Upn.Parse(TableKeys.TextOf(row.RowKey));

    private static TableEntity EntityOf(SchoolId school, RosterEntry entry)
    {
        var row = EntityOf(school, entry.Pupil);
        row[FirstSeen] = TableKeys.Of(entry.FirstSeen);
        row["Arrived"] = KeyOf(entry.Arrived);
        row["MissingSince"] = KeyOf(entry.MissingSince);
        AuthorColumns.Write(row, "LetGoBy", entry.LetGoBy);
        row["ErasedLeaving"] = KeyOf(entry.ErasedLeaving);
        row[OnFileColumn] = entry.OnFile?.Text;
        row["OnFileSince"] = KeyOf(entry.OnFile?.Since);
        AuthorColumns.Write(row, "OnFileBy", entry.OnFile?.By);
        return row;
    }

    private static TableEntity EntityOf(SchoolId school, Pupil pupil) => new(school.ToString(), KeyOf(pupil.Upn))
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
        ["YouthOffendingWorker"] = pupil.Characteristics.YouthOffendingWorker,
        ["SocialWorkerName"] = pupil.Adults.SocialWorker,
        ["YouthOffendingWorkerName"] = pupil.Adults.YouthOffendingWorker,
        ["VirtualSchoolName"] = pupil.Adults.VirtualSchool,
        ["Sex"] = pupil.Sex.ToString(),
        ["LastSchool"] = pupil.LastSchool,
        ["HomeAddress"] = pupil.HomeAddress,
        ["LeavingReason"] = pupil.Departure.Ground?.Words ?? "",
        ["Destination"] = pupil.Departure.Destination,
        ["NewAddress"] = pupil.Departure.NewAddress,
        ["Admission"] = TableKeys.Of(pupil.OnRoll.Admission),
        ["Leaving"] = TableKeys.Of(pupil.OnRoll.Leaving),
        ["Circumstance"] = pupil.Circumstance,
        ["NudgesOff"] = pupil.NudgesOff,
        ["Language"] = pupil.Language,
        ["EnrolmentStatus"] = pupil.EnrolmentStatus.ToString(),
        ["TimetableEnd"] = KeyOf(pupil.TimetableEnd),
        ["TimetableReview"] = KeyOf(pupil.TimetableReview),
        [ContactsColumn] = JsonSerializer.Serialize(pupil.Contacts),
    };

    private static Pupil PupilOf(TableEntity entity) => new(
        UpnOf(entity), entity.Text("Forename"), entity.Text("PreferredName"), entity.Text("Surname"),
        entity.Text("YearGroup"), entity.Text("Class"), entity.Text("DateOfBirth"),
        new(
            entity.Word<Sen>("Sen"), entity.Flag("PupilPremium"), entity.Flag("FreeSchoolMeals"),
            entity.Flag("LookedAfter"), entity.Flag("SocialWorker"))
        { YouthOffendingWorker = entity.Flag("YouthOffendingWorker") },
        new(entity.Date("Admission"), entity.Date("Leaving")), entity.Text("Circumstance"), entity.Flag("NudgesOff"),
        ContactsOf(entity))
    {
        Language = entity.Text("Language"),
        EnrolmentStatus = entity.Word<EnrolmentStatus>("EnrolmentStatus"),
        Sex = entity.Word<Sex>("Sex"),
        LastSchool = entity.Text("LastSchool"),
        HomeAddress = entity.Text("HomeAddress"),
        Adults = new(entity.Text("SocialWorkerName"), entity.Text("YouthOffendingWorkerName"), entity.Text("VirtualSchoolName")),
        Departure = new(
            DeletionGround.TryParse(entity.Text("LeavingReason"), out var ground) ? ground : null, entity.Text("Destination"),
            entity.Text("NewAddress")),
        TimetableEnd = entity.DateIfAny("TimetableEnd"),
        TimetableReview = entity.DateIfAny("TimetableReview"),
    };
}
