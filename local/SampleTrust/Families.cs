namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>Generates families with typical contacts: two parents, separated parents, one parent, no contact, carers and so on.</summary>
internal sealed class Families(int seed, Figures figures, int pupils)
{
    private const string Grandmother = "Grandmother";

    private readonly SeededRandom _random = new(seed, Purpose.Families);
    private readonly Homes _homes = new(seed);
    private readonly ContactDetails _details = new(new SeededRandom(seed, Purpose.Contacts), pupils);
    private int _made;

    /// <summary>Generates a family.</summary>
    /// <param name="phase">The phase of its first child.</param>
    internal Family Next(Phase phase)
    {
        var surname = _random.Pick(Names.Surnames);
        var kind = _random.Weighted(48, 18, 22, 4, 4, 2, 2);
        var otherSurname = kind is 1 || _random.Chance(0.1) ? _random.Pick(Names.Surnames) : surname;
        IReadOnlyList<Contact> contacts = kind switch
        {
            0 => Together(surname, otherSurname),
            1 => Apart(surname, otherSurname),
            2 => Alone(surname),
            3 => [Mother(surname, _details.Landline(), "")],
            4 => EmailOnly(surname),
            5 => [],
            _ => Carers(),
        };
        var lookedAfter = kind == 6;
        var meals = !lookedAfter && _random.Chance(figures.FreeSchoolMeals(phase) / 100);
        var index = _made++;
        var home = _homes.Of(index, Household.OfTheChildren);
        return new(
            index, surname, otherSurname, home, [.. contacts.Select((contact, number) => contact with
            {
                Address = _homes.Of(index, HouseholdOf(contact, isApart: kind == 1 && number == 1)),
            })],
            meals, lookedAfter, _random.Chance(0.25), _random.Unit());
    }

    private static Household HouseholdOf(Contact contact, bool isApart) =>
        isApart ? Household.OfTheOtherParent
        : contact.Relationship == Grandmother ? Household.OfTheGrandmother
        : Household.OfTheChildren;

    private List<Contact> Together(string surname, string otherSurname)
    {
        var mother = Reachable(Mother(surname, _details.Mobile(), AddressOrNone(surname)), surname);
        // Some parents share an email address, and a few share a number.
        var email = _random.Chance(0.25) ? mother.Email : AddressOrNone(otherSurname);
        var mobile = _random.Chance(0.05) ? mother.Mobile : _details.Mobile();
        var father = Reachable(new Contact($"{_random.Pick(Names.Fathers)} {otherSurname}", "Father", true, mobile, email), otherSurname);
        return _random.Chance(0.2) ? [mother, father, Grandparent()] : [mother, father];
    }

    private List<Contact> Apart(string surname, string otherSurname)
    {
        var father = _random.Pick(Names.Fathers);
        return
        [
            Reachable(Mother(surname, _details.Mobile(), AddressOrNone(surname)), surname),
            new($"{father} {otherSurname}", "Father", _random.Chance(0.85), _details.Mobile(), _details.Email(father, otherSurname)),
        ];
    }

    private List<Contact> Alone(string surname)
    {
        var parent = _random.Chance(0.85)
            ? Mother(surname, _details.Mobile(), AddressOrNone(surname))
            : new Contact($"{_random.Pick(Names.Fathers)} {surname}", "Father", true, _details.Mobile(), AddressOrNone(surname));
        parent = Reachable(parent, surname);
        return _random.Chance(0.6) ? [parent, Grandparent()] : [parent];
    }

    private List<Contact> EmailOnly(string surname)
    {
        var name = _random.Pick(Names.Mothers);
        return [new($"{name} {surname}", "Mother", true, "", _details.Email(name, surname))];
    }

    private List<Contact> Carers()
    {
        var carer = _random.Pick(Names.Mothers);
        var surname = _random.Pick(Names.Surnames);
        return [new($"{carer} {surname}", "Foster carer", false, _details.Mobile(), _details.Email(carer, surname))];
    }

    // A parent without a number gets an email address, because families without any contact details are a separate kind.
    private Contact Reachable(Contact parent, string surname) =>
        parent is { Mobile: "", Email: "" } ? parent with { Email = _details.Email(_random.Pick(Names.Surnames)[..1], surname) } : parent;

    private Contact Mother(string surname, string mobile, string email) =>
        new($"{_random.Pick(Names.Mothers)} {surname}", "Mother", true, mobile, email);

    private Contact Grandparent() =>
        new($"{_random.Pick(Names.Mothers)} {_random.Pick(Names.Surnames)}", Grandmother, false, _details.Landline(), "");

    private string AddressOrNone(string surname) =>
        _random.Chance(0.8) ? _details.Email(_random.Pick(Names.Surnames)[..1], surname) : "";
}
