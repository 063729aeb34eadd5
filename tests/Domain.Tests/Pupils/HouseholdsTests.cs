using AttendanceFunctions.Domain.Pupils;
using FsCheck.Fluent;

namespace AttendanceFunctions.Tests.Domain.Pupils;

/// <summary>Within a school a number under two parents who are not one household is held (domain 0.21).</summary>
public sealed class HouseholdsTests
{
    private const string Number = "07700 900001";

    private static readonly Address Mobile = new(Channel.Text, "+447700900001");

    [Fact]
    public void One_parent_of_two_pupils_is_one_household() =>
        Assert.Empty(Of(Pupil("A1", With(1, "Ms Sample")), Pupil("A2", With(1, "Ms Sample"))).Shared);

    [Theory]
    [InlineData("ms sample")]
    [InlineData("  Ms  Sample ")]
    [InlineData("Ms\tSample")]
    public void White_space_and_capitals_make_no_other_name(string name) =>
        Assert.Empty(Of(Pupil("A1", With(1, "Ms Sample")), Pupil("A2", With(1, name))).Shared);

    [Fact]
    public void Two_parents_of_one_pupil_are_one_household() =>
        Assert.Empty(Of(Pupil("A1", With(1, "Ms Sample"), With(2, "Mr Other"))).Shared);

    [Fact]
    public void Two_parents_of_one_pupil_are_one_household_for_another_of_their_pupils_too() => Assert.Empty(Of(
        Pupil("A1", With(1, "Ms Sample"), A.Contact(2, mobile: "07700 900002") with { Name = "Mr Other" }),
        Pupil("A2", With(1, "Mr Other"))).Shared);

    [Fact]
    public void Parents_who_are_linked_by_another_at_the_number_are_one_household() => Assert.Empty(Of(
        Pupil("A1", With(1, "Ms Sample"), With(2, "Mr Other")), Pupil("A2", With(1, "Mr Other"), With(2, "Mrs Third"))).Shared);

    [Fact]
    public void Parents_who_are_linked_by_somebody_at_another_number_alone_are_two_households() => Assert.Single(Of(
        Pupil("A1", With(1, "Ms Sample"), A.Contact(2, mobile: "07700 900002") with { Name = "Mr Other" }),
        Pupil("A2", A.Contact(1, mobile: "07700 900002") with { Name = "Mr Other" }, With(2, "Mrs Third"))).Shared);

    [Fact]
    public void Parents_of_different_pupils_and_names_at_one_number_are_two_households()
    {
        var shared = Assert.Single(Of(Pupil("A2", With(1, "Mr Other")), Pupil("A1", With(2, "Ms Sample"))).Shared);

        Assert.Equal(Mobile, shared.Address);
        Assert.Equal(["MR OTHER", "MS SAMPLE"], shared.Names.Select(name => name.ToString()));
        Assert.Equal(
            [("A1", 2, "Ms Sample"), ("A2", 1, "Mr Other")],
            shared.Holders.Select(holder => (holder.Pupil.Upn.ToString(), holder.Slot, holder.Name)));
        Assert.True(shared.Concerns(Upn.Parse("A1")));
        Assert.False(shared.Concerns(Upn.Parse("A3")));
    }

    [Fact]
    public void An_email_address_is_shared_as_a_number_is() => Assert.Equal(
        new Address(Channel.Email, "home@example.org"),
        Assert.Single(Of(
            Pupil("A1", A.Contact(1, email: "home@example.org") with { Name = "Ms Sample" }),
            Pupil("A2", A.Contact(1, email: "HOME@example.org") with { Name = "Mr Other" })).Shared).Address);

    [Fact]
    public void A_contact_without_a_name_counts_as_one_more_name()
    {
        Assert.Empty(Of(Pupil("A1", With(1, "")), Pupil("A2", With(1, " "))).Shared);
        Assert.Single(Of(Pupil("A1", With(1, "")), Pupil("A2", With(1, "Ms Sample"))).Shared);
    }

    [Fact]
    public void A_contact_without_parental_responsibility_does_not_count_because_nobody_writes_to_it() => Assert.Empty(Of(
        Pupil("A1", With(1, "Ms Sample")), Pupil("A2", With(1, "Mr Other") with { HasParentalResponsibility = false })).Shared);

    [Fact]
    public void A_household_is_the_same_for_all_of_its_names_and_another_for_the_others()
    {
        var (sample, other, third) = (Name("Ms Sample"), Name("Mr Other"), Name("Mrs Third"));

        var households = Of(Pupil("A1", With(1, "Ms Sample"), With(2, "Mr Other")), Pupil("A2", With(1, "Mrs Third")));

        Assert.Equal(households.At(Mobile, other), households.At(Mobile, sample));
        Assert.NotEqual(households.At(Mobile, third), households.At(Mobile, sample));
    }

    [Fact]
    public void The_order_of_the_roll_makes_no_difference() =>
        Rolls.Always(roll => Of(roll).Shared.Select(Describe).SequenceEqual(Of([.. roll.Reverse()]).Shared.Select(Describe)));

    [Fact]
    public void A_shared_address_has_two_names_of_which_no_pupil_has_both() => Rolls.Always(roll => Of(roll).Shared.All(shared =>
        (from one in shared.Names
         from other in shared.Names
         where one != other && !roll.Any(pupil => pupil.Contacts.Select(ParentName.Of).Intersect([one, other]).Count() == 2)
         select one).Any()));

    [Fact]
    public void A_name_on_the_whole_roll_costs_no_more_than_its_length()
    {
        // 3,000 pupils whose mother has one name, each with a number that one other pupil has too.
        var roll = Enumerable.Range(0, 3000).SelectMany(number => new[]
        {
            Pupil($"A{number}", A.Contact(1, mobile: $"077009{number:00000}") with { Name = "Mum" }),
            Pupil($"B{number}", A.Contact(1, mobile: $"077009{number:00000}") with { Name = $"Ms {number}" }, With(2, "Mum")),
        });

        var clock = System.Diagnostics.Stopwatch.StartNew();

        Assert.DoesNotContain(Of([.. roll]).Shared, shared => shared.Address != Mobile);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    private static FsCheck.Gen<Pupil[]> Rolls =>
        from pupils in Gen.Choose(0, 6)
        from contacts in Gen.ArrayOf(Gen.ArrayOf(
            from name in Gen.Elements("Ms Sample", "Mr Other", "Mrs Third", "Mx Fourth")
            from number in Gen.Elements(1, 2, 3)
            select (name, number), 2), pupils)
        select contacts.Select((stated, index) => Pupil(
            $"A{index}", [
                .. stated.Select((one, slot) => A.Contact(slot + 1, mobile: $"07700 90000{one.number}") with { Name = one.name })
            ])).ToArray();

    private static string Describe(SharedAddress shared) =>
        $"{shared.Address} {string.Join(',', shared.Names)} "
            + string.Join(',', shared.Holders.Select(holder => (holder.Pupil.Upn, holder.Slot)));

    private static Households Of(params Pupil[] pupils) => Households.Of(pupils);

    private static ParentName Name(string name) => ParentName.Of(With(1, name));

    private static Contact With(int slot, string name) => A.Contact(slot, mobile: Number) with { Name = name };

    private static Pupil Pupil(string upn, params Contact[] contacts) => A.Pupil(upn) with { Contacts = contacts };
}
