namespace AttendanceFunctions.Domain.Letters;

/// <summary>The parents at one address to whom a letter about a pupil goes.</summary>
/// <param name="Parents">Contacts with parental responsibility, in the roster's order; none where the roster names nobody.</param>
/// <param name="HomeAddress">Where they live, in one line; empty where the roster does not say.</param>
public sealed record Addressee(IReadOnlyList<Contact> Parents, string HomeAddress)
{
    /// <summary>The most lines of an address under the name, so that all of it shows in the window of an envelope.</summary>
    private const int MostLines = 5;

    /// <summary>The names of the parents, each once, although the roster may list one twice (decision 0005).</summary>
    public IReadOnlyList<string> Names =>
        [.. Parents.Where(contact => contact.Name.Length > 0).Select(contact => contact.Name).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>All parents at the child's address: a letter that is not printed as copies tells no other address.</summary>
    public static Addressee AtHomeOf(Pupil pupil) =>
        new([.. pupil.Contacts.Where(contact => contact.HasParentalResponsibility)], pupil.HomeAddress);

    /// <summary>
    /// The addresses to which a letter about a pupil goes, each with the parents who live there: that of the child first, then those of
    /// parents who live elsewhere. A parent of whom the roster gives no address is taken to live with the child.
    /// </summary>
    public static IReadOnlyList<Addressee> AllOf(Pupil pupil)
    {
        var home = Comparable(pupil.HomeAddress);
        var parents = pupil.Contacts.Where(contact => contact.HasParentalResponsibility).ToList();
        bool LivesThere(Contact contact) => Comparable(contact.HomeAddress) is var own && (own.Length == 0 || own == home);
        var elsewhere = parents.Where(contact => !LivesThere(contact)).GroupBy(contact => Comparable(contact.HomeAddress))
            .Select(household => new Addressee([.. household], household.First().HomeAddress)).ToList();
        var atHome = new Addressee([.. parents.Where(LivesThere)], pupil.HomeAddress);
        // Where the roster has addresses of all parents and none of the child, nobody is left at the child's.
        return home.Length == 0 && atHome.Parents.Count == 0 && elsewhere.Count > 0 ? elsewhere : [atHome, .. elsewhere];
    }

    /// <summary>The lines for the window of an envelope: the names, then the address, at most six lines.</summary>
    /// <param name="instead">The first line where the roster has no name.</param>
    public IReadOnlyList<string> Lines(string instead)
    {
        var lines = HomeAddress.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToList();
        var joined = Math.Max(0, lines.Count - MostLines) + 1;
        return
        [
            Names.Count > 0 ? English.List(Names) : instead,
            .. lines.Count == 0 ? [] : lines.Skip(joined).Prepend(string.Join(", ", lines.Take(joined))),
        ];
    }

    /// <summary>
    /// What two addressees have in common if they are of one household: a parent's name together with the address or, where the roster has
    /// none, with a number or an email address. A name alone links nobody, and nor does an address alone (domain 0.21).
    /// </summary>
    internal IEnumerable<string> HouseholdKeys =>
        from parent in Parents
        let name = ParentName.Of(parent)
        where name.IsKnown
        from place in HomeAddress.Length > 0 ? [Comparable(HomeAddress)] : Address.AllOf(parent).Select(address => address.Value)
        select $"{name}\n{place}";

    /// <summary>An address in capitals without what rosters write differently: commas, full stops and blanks.</summary>
    private static string Comparable(string address) => string.Concat(address.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
