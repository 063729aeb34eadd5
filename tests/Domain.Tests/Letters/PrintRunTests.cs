using AttendanceFunctions.Domain.Letters;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using FsCheck;
using FsCheck.Fluent;

namespace AttendanceFunctions.Tests.Domain.Letters;

/// <summary>The order of a print run: by class and name, and never a page of another household between two of one.</summary>
public sealed class PrintRunTests
{
    private static readonly string[] Classes = ["R", "1A", "2B", "10C", ""];
    private static readonly string[] Surnames = ["Abel", "Baker", "Carter"];
    private static readonly string[] Names = ["Ms Abel", "Mr Abel", "Ms Baker", ""];
    private static readonly string[] Addresses = ["1 Mill Lane, Sampleton", "2 Mill Lane, Sampleton", ""];

    [Fact]
    public void Every_copy_is_printed_once_and_households_are_together_in_the_order_of_class_and_name() => Pupils().ArrayOf().Always(
        pupils =>
        {
            var letters = pupils
                .Select((pupil, index) => pupil with { Upn = Upn.Parse($"P{index}") })
                .SelectMany(pupil => (Maggie.Record with { Pupil = pupil }).CopiesOf(LetterKind.ConcernLetter)).ToList();

            var run = PrintRun.Of(letters);

            var printed = run.SelectMany(household => household).ToList();
            Assert.Equal(letters.Count, printed.Count);
            Assert.Equal(letters.ToHashSet(ReferenceEqualityComparer.Instance), printed.ToHashSet(ReferenceEqualityComparer.Instance));
            // Two copies that name the same parent at the same address are of one household, and nothing stands between them.
            Assert.All(run.SelectMany((household, place) => household.Select(letter => (letter, place))).SelectMany(
                page => Parents(page.letter).Select(parent => (parent, page.place))).GroupBy(found => found.parent, found => found.place),
                places => Assert.Single(places.Distinct()));
            // In a household each copy shares a parent and an address with another one: nobody is there by chance.
            Assert.All(run.Where(household => household.Count > 1), household => Assert.All(household, letter => Assert.Contains(
                household, other => !ReferenceEquals(other, letter) && Parents(other).Intersect(Parents(letter)).Any())));
            Assert.Equal(run.Select(household => household[0]).Order(ByClassAndName), run.Select(household => household[0]));
            Assert.All(run, household => Assert.Equal(household.Order(ByClassAndName), household));
            return true;
        });

    [Fact]
    public void A_sibling_of_a_later_class_stands_behind_the_first_and_neighbours_wait()
    {
        var run = PrintRun.Of(
        [
            Letter("P1", "6", "Abel", "1 Mill Lane"), Letter("P2", "2", "Baker", "2 Mill Lane"), Letter("P3", "1", "Abel", "1 Mill Lane"),
        ]);

        Assert.Equal(["P3 P1", "P2"], run.Select(household => string.Join(' ', household.Select(letter => letter.Pupil.Upn))));
    }

    [Fact]
    public void Families_at_one_address_without_a_parent_in_common_are_apart() => Assert.Equal(
        2, PrintRun.Of([Letter("P1", "6", "Abel", "1 Mill Lane"), Letter("P2", "2", "Baker", "1 Mill Lane")]).Count);

    private static IComparer<LetterFacts> ByClassAndName { get; } = Comparer<LetterFacts>.Create((left, right) =>
        ClassOrder.Instance.Compare(left.Pupil.Class, right.Pupil.Class) is var byClass and not 0 ? byClass
        : string.Compare(left.Pupil.Surname, right.Pupil.Surname, StringComparison.OrdinalIgnoreCase) is var byName and not 0 ? byName
        : string.Compare(left.Pupil.Forename, right.Pupil.Forename, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Parents(LetterFacts letter) => letter.To.Names.SelectMany(name => letter.To.HomeAddress.Length > 0
        ? [$"{name} {letter.To.HomeAddress}"]
        : letter.To.Parents.Where(parent => parent.Name == name).Select(parent => $"{name} {parent.Mobile}"));

    private static LetterFacts Letter(string upn, string @class, string surname, string address) => Maggie.Record with
    {
        Pupil = A.Pupil() with
        {
            Upn = Upn.Parse(upn),
            Class = @class,
            Surname = surname,
            HomeAddress = address,
            Contacts = [A.Contact(1) with { Name = $"Ms {surname}" }],
        },
    };

    private static Gen<Pupil> Pupils() =>
        from @class in Gen.Elements(Classes)
        from surname in Gen.Elements(Surnames)
        from forename in Gen.Elements("Ada", "Ben")
        from home in Gen.Elements(Addresses)
        from parents in Parent().ListOf()
        select A.Pupil() with { Class = @class, Surname = surname, Forename = forename, HomeAddress = home, Contacts = [.. parents] };

    private static Gen<Contact> Parent() =>
        from name in Gen.Elements(Names)
        from address in Gen.Elements(Addresses)
        from mobile in Gen.Elements("07700 900001", "07700 900002")
        select A.Contact(1, mobile: mobile) with { Name = name, HomeAddress = address };
}
