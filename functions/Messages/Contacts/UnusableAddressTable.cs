namespace AttendanceFunctions.Functions.Messages.Contacts;

/// <summary>A number or address that cannot be reached.</summary>
/// <param name="Key">A hash of the address, which can be compared but not used to send.</param>
/// <param name="Since">The day on which it was found.</param>
/// <param name="Why">The evidence, as the end of a sentence, without the address.</param>
public sealed record UnusableAddress(AddressKey Key, Channel Channel, DateOnly Since, string Why);

/// <summary>The numbers and addresses known to be unreachable that concern a school.</summary>
/// <param name="secret">The trust's secret, from which the keys of the addresses are made.</param>
public sealed class UnusableAddresses(IEnumerable<UnusableAddress> known, KeySecret secret)
{
    private readonly Dictionary<AddressKey, UnusableAddress> _byKey = known.GroupBy(address => address.Key)
        .ToDictionary(address => address.Key, address => address.MinBy(found => found.Since)!);

    /// <summary>The unusable ones among the addresses on a roster. An entry has no effect once the roster states another address.</summary>
    public IReadOnlySet<Address> Of(IEnumerable<Pupil> roster) =>
        roster.SelectMany(pupil => pupil.Contacts).SelectMany(Address.AllOf).Where(address => Find(address).Any()).ToHashSet();

    /// <summary>The entry of an address; none if the address can be used.</summary>
    public IEnumerable<UnusableAddress> Find(Address address) =>
        _byKey.Count > 0 && _byKey.TryGetValue(AddressKey.Of(secret, address), out var found) ? [found] : [];
}

/// <summary>
/// Numbers and addresses that the providers found unreachable, stored as hashes so that the table lists no numbers. Findings from a
/// school's own messages are in the school's partition; findings of the email service apply to every school of the trust.
/// </summary>
public sealed class UnusableAddressTable(TrustStorage storage, KeySecrets secrets)
{
    private readonly TableClient _table = storage.Table(Tables.UnusableAddresses);

    /// <summary>The entries that apply to a school: its own and the trust's.</summary>
    public async Task<UnusableAddresses> ReadAsync(SchoolId school, CancellationToken cancellationToken)
    {
        // The table is small, so both partitions are read in one request.
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {school.ToString()} or PartitionKey eq {Trust.Itself}");
        return new(
            await _table.ListAsync(
                filter,
                row => new UnusableAddress(AddressKey.Parse(row.RowKey), row.Word<Channel>("Channel"), row.Date("Since"), row.Text("Why")),
                cancellationToken),
            await secrets.ReadAsync(cancellationToken));
    }

    /// <summary>Marks an address as unusable; if it is marked already, it keeps its first day and reason.</summary>
    /// <param name="school">A school, or <see cref="Trust.Itself"/> for all schools.</param>
    public Task MarkAsync(SchoolId school, UnusableAddress address, CancellationToken cancellationToken)
    {
        var row = new TableEntity(school.ToString(), address.Key.ToString())
        {
            ["Channel"] = address.Channel.ToString(),
            ["Since"] = TableKeys.Of(address.Since),
            ["Why"] = address.Why,
        };
        return _table.AddIfNewAsync(row, cancellationToken);
    }

    /// <summary>Marks an address for every school with a pupil whom a message was about.</summary>
    public async Task MarkAsync(Nudge lead, UnusableAddress address, CancellationToken cancellationToken)
    {
        foreach (var school in lead.Bundled.Places.Prepend(lead.Place).Select(place => place.School).Distinct())
        {
            await MarkAsync(school, address, cancellationToken);
        }
    }
}
