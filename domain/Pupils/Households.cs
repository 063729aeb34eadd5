namespace AttendanceFunctions.Domain.Pupils;

/// <summary>A contact whom a roll gives a number or an address.</summary>
/// <param name="Slot">The contact's place in the roster, from 1.</param>
/// <param name="Name">The contact's name as the roster has it; may be empty.</param>
public sealed record AddressHolder(Pupil Pupil, int Slot, string Name);

/// <summary>
/// A number or an address that a school's roll gives parents of more than one household. Nothing is sent to it until somebody corrects the
/// roster or says that it is right (domain 0.21).
/// </summary>
/// <param name="Names">The parents' names, each once, in order.</param>
/// <param name="Holders">The contacts who have it, by pupil and slot.</param>
public sealed record SharedAddress(Address Address, IReadOnlyList<ParentName> Names, IReadOnlyList<AddressHolder> Holders)
{
    /// <summary>Whether it is a contact of this pupil.</summary>
    public bool Concerns(Upn upn) => Holders.Any(holder => holder.Pupil.Upn == upn);
}

/// <summary>
/// The parents at each number and address of a school's roll. Two parents are of one household if they are contacts of one and the same
/// pupil, or are linked by others at the same number or address who are. Only contacts with parental responsibility count, because only
/// they are written to. A contact without a name counts as one more name.
/// </summary>
public sealed class Households
{
    private readonly Dictionary<(Address, ParentName), ParentName> _firstOf = [];

    private Households(IReadOnlyCollection<Pupil> roll)
    {
        var byAddress = roll.SelectMany(
                pupil => pupil.Contacts.Where(contact => contact.HasParentalResponsibility),
                (pupil, contact) => (Pupil: pupil, Contact: contact))
            .SelectMany(stated => Address.AllOf(stated.Contact), (stated, address) => (stated.Pupil, stated.Contact, Address: address))
            .GroupBy(stated => stated.Address, stated => (stated.Pupil, stated.Contact))
            .Select(stated => (
                Address: stated.Key, Names: stated.Select(one => ParentName.Of(one.Contact)).Distinct().Order().ToList(), Stated: stated))
            .Where(stated => stated.Names.Count > 1)
            .ToList();
        var together = NamesTogether(roll, byAddress.SelectMany(stated => stated.Names).ToHashSet());
        var shared = new List<SharedAddress>();
        foreach (var (address, names, stated) in byAddress)
        {
            if (Join(address, names, together) > 1)
            {
                shared.Add(new(address, names, [
                    .. stated.Select(one => new AddressHolder(one.Pupil, one.Contact.Slot, one.Contact.Name))
                        .OrderBy(holder => holder.Pupil.Upn).ThenBy(holder => holder.Slot)
                ]));
            }
        }

        Shared = [.. shared.OrderBy(one => one.Address.Channel).ThenBy(one => one.Address.Value, StringComparer.Ordinal)];
    }

    /// <summary>The numbers and addresses of more than one household, in order.</summary>
    public IReadOnlyList<SharedAddress> Shared { get; }

    /// <summary>The households of a school's roll: the whole of it, because a number may stand with any two pupils.</summary>
    public static Households Of(IEnumerable<Pupil> roll) => new([.. roll]);

    /// <summary>The household of a parent at a number or address, by the first of its names; the own name if there is no other.</summary>
    public ParentName At(Address address, ParentName name) => _firstOf.GetValueOrDefault((address, name), name);

    /// <summary>For each name, the other names among the contacts of one and the same pupil.</summary>
    private static Dictionary<ParentName, HashSet<ParentName>> NamesTogether(IEnumerable<Pupil> roll, HashSet<ParentName> wanted)
    {
        var together = new Dictionary<ParentName, HashSet<ParentName>>();
        foreach (var pupil in roll)
        {
            var names = pupil.Contacts.Where(contact => contact.HasParentalResponsibility).Select(ParentName.Of)
                .Where(wanted.Contains).ToHashSet();
            foreach (var name in names.Count > 1 ? names : [])
            {
                if (!together.TryGetValue(name, out var others))
                {
                    together[name] = others = [];
                }

                others.UnionWith(names);
            }
        }

        return together;
    }

    /// <summary>Joins the names at an address into households.</summary>
    /// <returns>The number of households.</returns>
    private int Join(Address address, List<ParentName> names, Dictionary<ParentName, HashSet<ParentName>> together)
    {
        var left = names.ToHashSet();
        var households = 0;
        foreach (var first in names.Where(left.Remove))
        {
            households++;
            var open = new Stack<ParentName>([first]);
            while (open.TryPop(out var name))
            {
                _firstOf[(address, name)] = first;
                // The smaller of the two sets is searched, so that one name on a whole roll does not cost its square.
                var others = together.GetValueOrDefault(name) ?? [];
                var found = others.Count < left.Count ? others.Where(left.Contains).ToList() : left.Where(others.Contains).ToList();
                found.ForEach(other => left.Remove(other));
                found.ForEach(open.Push);
            }
        }

        return households;
    }
}
