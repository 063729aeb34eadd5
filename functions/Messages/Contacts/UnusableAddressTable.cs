namespace AttendanceFunctions.Functions.Messages.Contacts;

/// <summary>A number or address that cannot be reached.</summary>
/// <param name="Key">The address, as something that can be compared and not written to.</param>
/// <param name="Since">The day on which that was found.</param>
/// <param name="Why">How that is known, as the end of a sentence, without the address.</param>
public sealed record UnusableAddress(AddressKey Key, Channel Channel, DateOnly Since, string Why);

/// <summary>The numbers and addresses that cannot be reached, as far as they are a school's business.</summary>
public sealed class UnusableAddresses(IEnumerable<UnusableAddress> known)
{
    private readonly Dictionary<AddressKey, UnusableAddress> _byKey = known.GroupBy(address => address.Key)
        .ToDictionary(address => address.Key, address => address.MinBy(found => found.Since)!);

    /// <summary>Those among the addresses that a roster states. Once it states another, the mark is about nobody any more.</summary>
    public IReadOnlySet<Address> Of(IEnumerable<Pupil> roster) =>
        roster.SelectMany(pupil => pupil.Contacts).SelectMany(Address.AllOf).Where(address => Find(address).Any()).ToHashSet();

    /// <summary>What is known against an address; nothing where it can be used.</summary>
    public IEnumerable<UnusableAddress> Find(Address address) =>
        _byKey.Count > 0 && _byKey.TryGetValue(AddressKey.Of(address), out var found) ? [found] : [];
}

/// <summary>
/// Numbers and addresses that the providers found cannot be reached, by a hash, so that the table is no list of numbers. What a school's
/// own messages found stands in its partition; what the email service says of an address holds for every school of the trust.
/// </summary>
public sealed class UnusableAddressTable(TrustStorage storage)
{
    private readonly TableClient _table = storage.Table(Tables.UnusableAddresses);

    /// <summary>What a school must know: its own and the trust's.</summary>
    public async Task<UnusableAddresses> ReadAsync(SchoolId school, CancellationToken cancellationToken)
    {
        // The table is a small one, so both partitions are one request.
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {school.ToString()} or PartitionKey eq {Trust.Itself}");
        return new(await _table.ListAsync(
            filter,
            row => new UnusableAddress(AddressKey.Parse(row.RowKey), row.Word<Channel>("Channel"), row.Date("Since"), row.Text("Why")),
            cancellationToken));
    }

    /// <summary>Marks an address; one that is marked already keeps its first day and reason.</summary>
    /// <param name="school">A school, or <see cref="Trust.Itself"/> for all of them.</param>
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

    /// <summary>Marks an address for every school whose pupil a message was about.</summary>
    public async Task MarkAsync(Nudge lead, UnusableAddress address, CancellationToken cancellationToken)
    {
        foreach (var school in lead.Bundled.Places.Prepend(lead.Place).Select(place => place.School).Distinct())
        {
            await MarkAsync(school, address, cancellationToken);
        }
    }
}
