namespace AttendanceFunctions.Domain.Summaries;

/// <summary>A pupil of a school of the trust.</summary>
public readonly record struct PupilPlace(SchoolId School, Upn Upn) : IComparable<PupilPlace>
{
    public int CompareTo(PupilPlace other) => (School, Upn).CompareTo((other.School, other.Upn));
}

/// <summary>
/// Pupils of two or more schools whose rosters name the same person at the same number or address (domain 0.21): siblings, most likely. A
/// name alone links nobody, nor does a number under another name. Only the trust's people see both children; a school is told of its own
/// child that a sibling may be at another school, and nothing of that one.
/// </summary>
/// <param name="Pupils">The pupils, in order; of two schools at least.</param>
public sealed record SharedFamily(IReadOnlyList<PupilPlace> Pupils)
{
    /// <summary>The families of a trust of whom at least one child is persistently absent, each once.</summary>
    /// <param name="contacts">What <see cref="ContestedAddress.ContactsOf"/> says of each school.</param>
    /// <param name="isPersistentlyAbsent">Whether a pupil is persistently absent at a school.</param>
    public static IReadOnlyList<SharedFamily> Of(IEnumerable<StatedContact> contacts, Func<PupilPlace, bool> isPersistentlyAbsent) =>
    [
        .. contacts.GroupBy(contact => (contact.Address, contact.Name), contact => new PupilPlace(contact.Place.School, contact.Place.Upn))
            .Select(parent => parent.Distinct().Order().ToList())
            .Where(pupils => pupils.DistinctBy(pupil => pupil.School).Count() > 1 && pupils.DistinctBy(pupil => pupil.Upn).Count() > 1)
            // Both parents, and a parent's number and address, are the same family again.
            .DistinctBy(pupils => string.Join(' ', pupils))
            .Where(pupils => pupils.Exists(pupil => isPersistentlyAbsent(pupil)))
            .OrderBy(pupils => pupils[0]).ThenBy(pupils => pupils[1])
            .Select(pupils => new SharedFamily(pupils)),
    ];

    /// <summary>At which other schools a sibling of each pupil may be. Pupils without one are left out.</summary>
    /// <param name="here">The pupils in question with their keys, at their school.</param>
    /// <param name="elsewhere">The keys of the rolls of other schools.</param>
    public static IReadOnlyDictionary<Upn, IReadOnlyList<SchoolId>> SchoolsOf(
        IEnumerable<(Upn Upn, FamilyKey Key)> here, IEnumerable<(SchoolId School, FamilyKey Key)> elsewhere)
    {
        var parents = here.ToLookup(stated => stated.Key.Parent);
        return elsewhere
            .SelectMany(other => parents[other.Key.Parent]
                // A child who is registered at both schools is no sibling.
                .Where(own => own.Key.Child != other.Key.Child)
                .Select(own => (own.Upn, other.School)))
            .Distinct()
            .GroupBy(found => found.Upn, found => found.School)
            .ToDictionary(found => found.Key, found => (IReadOnlyList<SchoolId>)[.. found.Order()]);
    }
}

/// <summary>
/// A parent at one number or address, and a child of that parent, as pseudonyms that only somebody who knows the trust's secret can make.
/// They can be compared with those of another school, and say nothing else.
/// </summary>
/// <param name="Parent">The name and the number or address together.</param>
/// <param name="Child">The UPN.</param>
public readonly record struct FamilyKey(ulong Parent, ulong Child) : IComparable<FamilyKey>
{
    private const int Digits = 16;

    public static FamilyKey Of(KeySecret secret, StatedContact contact) => new(
        NumberOf(OpaqueKey.Of(
            secret, "parent", contact.Address.Channel.ToString(), contact.Address.Value, contact.Name.ToString())),
        ChildOf(secret, contact.Place.Upn));

    /// <summary>The pseudonym of a child.</summary>
    public static ulong ChildOf(KeySecret secret, Upn upn) => NumberOf(OpaqueKey.Of(secret, "child", upn.ToString()));

    public int CompareTo(FamilyKey other) => (Parent, Child).CompareTo((other.Parent, other.Child));

    private static ulong NumberOf(OpaqueKey key) =>
        ulong.Parse(key.ToString().AsSpan(0, Digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
