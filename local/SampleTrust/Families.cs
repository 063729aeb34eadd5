namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>Makes families of the kinds that a school office knows.</summary>
internal sealed class Families(int seed, Figures figures, int pupils)
{
    private readonly Dice _dice = new(seed, Purpose.Families);
    private readonly ContactDetails _details = new(new Dice(seed, Purpose.Contacts), pupils);
    private int _made;

    /// <param name="phase">The phase of the child that it is made for.</param>
    internal Family Next(Phase phase)
    {
        var surname = _dice.Pick(Names.Surnames);
        var kind = _dice.Weighted(48, 18, 22, 4, 4, 2, 2);
        var otherSurname = kind is 1 || _dice.Chance(0.1) ? _dice.Pick(Names.Surnames) : surname;
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
        var meals = !lookedAfter && _dice.Chance(figures.FreeSchoolMeals(phase) / 100);
        return new(_made++, surname, otherSurname, contacts, meals, lookedAfter, _dice.Chance(0.25), _dice.Unit());
    }

    private List<Contact> Together(string surname, string otherSurname)
    {
        var mother = Reachable(Mother(surname, _details.Mobile(), AddressOrNone(surname)), surname);
        // Some parents share one address, and a few one number.
        var email = _dice.Chance(0.25) ? mother.Email : AddressOrNone(otherSurname);
        var mobile = _dice.Chance(0.05) ? mother.Mobile : _details.Mobile();
        var father = Reachable(new Contact($"{_dice.Pick(Names.Fathers)} {otherSurname}", "Father", true, mobile, email), otherSurname);
        return _dice.Chance(0.2) ? [mother, father, Grandparent()] : [mother, father];
    }

    private List<Contact> Apart(string surname, string otherSurname)
    {
        var father = _dice.Pick(Names.Fathers);
        return
        [
            Reachable(Mother(surname, _details.Mobile(), AddressOrNone(surname)), surname),
            new($"{father} {otherSurname}", "Father", _dice.Chance(0.85), _details.Mobile(), _details.Email(father, otherSurname)),
        ];
    }

    private List<Contact> Alone(string surname)
    {
        var parent = _dice.Chance(0.85)
            ? Mother(surname, _details.Mobile(), AddressOrNone(surname))
            : new Contact($"{_dice.Pick(Names.Fathers)} {surname}", "Father", true, _details.Mobile(), AddressOrNone(surname));
        parent = Reachable(parent, surname);
        return _dice.Chance(0.6) ? [parent, Grandparent()] : [parent];
    }

    private List<Contact> EmailOnly(string surname)
    {
        var name = _dice.Pick(Names.Mothers);
        return [new($"{name} {surname}", "Mother", true, "", _details.Email(name, surname))];
    }

    private List<Contact> Carers()
    {
        var carer = _dice.Pick(Names.Mothers);
        var surname = _dice.Pick(Names.Surnames);
        return [new($"{carer} {surname}", "Foster carer", false, _details.Mobile(), _details.Email(carer, surname))];
    }

    // Who has neither number nor address is a kind of family of its own; nobody else becomes one for want of a number.
    private Contact Reachable(Contact parent, string surname) =>
        parent is { Mobile: "", Email: "" } ? parent with { Email = _details.Email(_dice.Pick(Names.Surnames)[..1], surname) } : parent;

    private Contact Mother(string surname, string mobile, string email) =>
        new($"{_dice.Pick(Names.Mothers)} {surname}", "Mother", true, mobile, email);

    private Contact Grandparent() =>
        new($"{_dice.Pick(Names.Mothers)} {_dice.Pick(Names.Surnames)}", "Grandmother", false, _details.Landline(), "");

    private string AddressOrNone(string surname) =>
        _dice.Chance(0.8) ? _details.Email(_dice.Pick(Names.Surnames)[..1], surname) : "";
}
