using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;

namespace AttendanceFunctions.Tests.Domain.Cases;

/// <summary>Both parents and at least a third person can be reached (D2 section 6); asked once a term.</summary>
public sealed class ContactDutyTests
{
    private const string Complete = "the roster has as many people who can be reached";

    private static readonly Policy Millbrook = A.Policy("millbrook");

    private static readonly DateOnly EndOfTerm = new(2025, 12, 19);

    [Theory]
    [InlineData(2, 1, "")]
    [InlineData(3, 0, "")]
    [InlineData(2, 0, "The policy asks for 2 parents and 3 people in all; 2 parents and 2 people in all can be reached.")]
    [InlineData(1, 2, "The policy asks for 2 parents and 3 people in all; 1 parent and 3 people in all can be reached.")]
    [InlineData(0, 0, "The policy asks for 2 parents and 3 people in all; nobody can be reached.")]
    public void Fewer_than_two_parents_and_a_third_person_are_one_duty_in_a_term_that_says_what_is_missing(
        int parents, int others, string missing)
    {
        var story = With(Story.People(parents, others)).Until(EndOfTerm);

        Assert.Equal(missing.Length > 0 ? [missing] : [], Open(story).Select(duty => duty.Why));
        Assert.Equal(missing.Length > 0 ? 1 : 0, Raised(story));
        Assert.Empty(story.Happened(CaseEventKind.Triggered));
    }

    [Fact]
    public void A_number_that_cannot_be_used_is_missing_even_where_an_address_can()
    {
        var story = With([.. Story.People(2, 1).Select(contact => contact with { Email = $"contact{contact.Slot}@example.org" })]);
        story.Unusable = [new(Channel.Text, "+447700900002")];

        Assert.Equal("The mobile number of contact 2 (parent) cannot be used.", Assert.Single(Open(story.Until(EndOfTerm))).Why);
    }

    [Fact]
    public void A_contact_without_a_number_or_an_address_counts_for_nobody()
    {
        var story = With([.. Story.People(2, 0), A.Contact(3, parentalResponsibility: false)]).Until(EndOfTerm);

        Assert.Equal(
            "The policy asks for 2 parents and 3 people in all; 2 parents and 2 people in all can be reached. "
            + "Contact 3 (parent) has no number and no address that can be used.",
            Assert.Single(Open(story)).Why);
    }

    [Fact]
    public void A_number_that_gets_no_texts_can_be_called() =>
        Assert.Empty(Open(With([.. Story.People(2, 0), A.Contact(3, mobile: "01632 960001", parentalResponsibility: false)])
            .Until(EndOfTerm)));

    [Fact]
    public void It_comes_once_in_each_term_also_when_somebody_said_that_it_is_done()
    {
        var story = With(Story.People(1, 0)).Until(EndOfTerm);
        story.Decides(Assert.Single(Open(story)).Key, DecisionChoice.Done).Until(new(2026, 3, 27));
        Assert.Equal(2, Raised(story));

        Assert.Equal(3, Raised(story.Decides(Assert.Single(Open(story)).Key, DecisionChoice.Done).Until(new(2026, 7, 21))));
    }

    [Fact]
    public void While_it_is_open_it_is_not_asked_again() => Assert.Equal(1, Raised(With(Story.People(1, 0)).Until(new(2026, 7, 21))));

    [Fact]
    public void A_repeated_night_asks_once()
    {
        var story = With(Story.People(1, 0));
        while (Open(story).Count == 0)
        {
            story.Until(story.LastNight is { } last ? story.School.Calendar.NextSchoolDay(last)!.Value : Story.Day(1));
        }

        Assert.Equal(1, Raised(story.Night(story.Last)));
        story.Decides(Assert.Single(Open(story)).Key, DecisionChoice.Done).Next();
        Assert.Empty(Open(story.Night(story.Last)));
    }

    [Fact]
    public void It_says_what_is_still_missing_and_goes_when_the_roster_has_them()
    {
        var story = With(Story.People(0, 0)).Until(EndOfTerm);

        story.Pupil = story.Pupil with { Contacts = Story.People(2, 0) };
        Assert.EndsWith("2 parents and 2 people in all can be reached.", Assert.Single(Open(story.Next())).Why, StringComparison.Ordinal);

        story.Pupil = story.Pupil with { Contacts = Story.People(2, 1) };
        Assert.Empty(Open(story.Next()));
        Assert.Contains(story.Happened(CaseEventKind.Withdrawn), happened => happened.What.Contains(Complete, StringComparison.Ordinal));
    }

    [Fact]
    public void No_night_asks_of_more_than_a_twelfth_of_a_school()
    {
        var nights = Enumerable.Range(1, 240).Select(number =>
        {
            var story = With([]);
            story.Pupil = story.Pupil with { Upn = Upn.Parse($"A{141234000000 + number}") };
            story.Case = new(story.Pupil.Upn, Millbrook.Id);
            return Assert.Single(Open(story.Until(EndOfTerm))).On;
        });

        Assert.All(nights.CountBy(night => night), night => Assert.InRange(night.Value, 1, 20));
    }

    [Fact]
    public void Another_policy_does_not_ask() =>
        Assert.Empty(Open(new Story(A.Policy("odbst")) { Pupil = A.Pupil() with { Contacts = [] } }.Until(EndOfTerm)));

    private static List<Duty> Open(Story story) =>
        [.. story.Case.Duties.Where(duty => duty.What.Contains("contact", StringComparison.Ordinal))];

    private static int Raised(Story story) => story.Happened(CaseEventKind.Due)
        .Count(happened => happened.What.Contains("emergency contact", StringComparison.Ordinal));

    private static Story With(IReadOnlyList<Contact> contacts)
    {
        var story = new Story(Millbrook);
        story.Pupil = story.Pupil with { Contacts = contacts };
        return story;
    }
}
