using AttendanceFunctions.Domain.Pupils;

namespace AttendanceFunctions.Functions.Messages.Contacts;

/// <summary>A number or address that cannot be reached.</summary>
/// <param name="Key">The address, as something that can be compared and not written to.</param>
/// <param name="Channel">What it is an address for.</param>
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
