using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Messages.Planning;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;

namespace AttendanceFunctions.Tests.Domain.Absences.FirstDay;

/// <summary>Whom the school asks by text, and when a person must call.</summary>
public sealed class FirstDayTextsTests
{
    private static readonly DateOnly Thursday = A.Day(2025, 9, 11);

    [Fact]
    public void A_parent_with_a_mobile_number_is_asked_today_and_on_no_other_day()
    {
        var row = Assert.Single(Rows(A.Pupil()));

        Assert.Equal((MessageKind.FirstDay, "2025-09-11", Channel.Text, 1), (row.Kind, row.Period, row.Channel, row.ContactSlot));
        Assert.Equal(
            (NudgeState.Planned, Thursday, Thursday, Thursday, true),
            (row.State, row.PlannedOn, row.FirstDay, row.LastDay, row.IsReleased));
    }

    [Fact]
    public void Each_day_has_a_row_of_its_own_and_the_same_day_the_same_row()
    {
        Assert.Equal(Assert.Single(Rows(A.Pupil())).Place, Assert.Single(Rows(A.Pupil())).Place);
        Assert.NotEqual(
            Assert.Single(Rows(A.Pupil())).Place,
            Assert.Single(new FirstDayTexts(A.School(), Thursday.AddDays(1), None, TestSecret.Value).RowsOf(A.Pupil())).Place);
    }

    [Fact]
    public void Every_parent_with_a_number_of_their_own_is_asked_and_nobody_else() => Assert.Equal(
        [1, 3],
        Rows(A.Pupil() with
        {
            Contacts =
            [
                A.Contact(1, mobile: "07700 900001"), A.Contact(2, mobile: "07700 900002", parentalResponsibility: false),
                A.Contact(3, mobile: "07700 900003"), A.Contact(4, mobile: "07700 900001"), A.Contact(5, email: "five@example.org"),
            ],
        }).Select(row => row.ContactSlot));

    [Fact]
    public void Neither_opting_out_nor_a_social_worker_nor_the_hold_out_keeps_it_back()
    {
        var school = A.School(A.Policy("odbst") with { HoldOutPercent = 100 });
        var pupil = A.Pupil() with { NudgesOff = true, Characteristics = new(Sen.Plan, true, true, LookedAfter: true, SocialWorker: true) };

        Assert.Single(new FirstDayTexts(school, Thursday, None, TestSecret.Value).RowsOf(pupil));
    }

    [Fact]
    public void With_a_circumstance_on_file_a_person_calls() =>
        Assert.Equal(SuppressionReason.HandledByPeople, Against(A.Pupil() with { Circumstance = "bereavement" }));

    [Fact]
    public void Without_a_contact_with_parental_responsibility_a_person_looks_whom_to_call() =>
        Assert.Equal(SuppressionReason.NoContact, Against(With(A.Contact(1, mobile: "07700 900001", parentalResponsibility: false))));

    [Fact]
    public void An_email_address_alone_is_none_that_anybody_reads_in_time() =>
        Assert.Equal(SuppressionReason.NoUsableAddress, Against(With(A.Contact(1, email: "one@example.org"))));

    [Fact]
    public void A_number_that_the_provider_found_dead_is_none()
    {
        var dead = Assert.Single(Address.AllOf(A.Contact(1, mobile: "07700 900001")));

        Assert.Equal(SuppressionReason.NoUsableAddress, Against(With(A.Contact(1, "07700 900001", "one@example.org")), unusable: [dead]));
    }

    [Fact]
    public void The_night_of_the_same_day_plans_no_such_text_and_a_trust_cannot_hold_it_back()
    {
        Assert.DoesNotContain(MessageKind.FirstDay, MessageKinds.OfNights.Values);
        Assert.False(MessageKind.FirstDay.IsOfConcern());
    }

    private static HashSet<Address> None => [];

    private static Pupil With(params Contact[] contacts) => A.Pupil() with { Contacts = contacts };

    private static IReadOnlyList<Nudge> Rows(Pupil pupil) => new FirstDayTexts(A.School(), Thursday, None, TestSecret.Value).RowsOf(pupil);

    private static SuppressionReason? Against(Pupil pupil, HashSet<Address>? unusable = null)
    {
        var texts = new FirstDayTexts(A.School(), Thursday, unusable ?? [], TestSecret.Value);
        Assert.Empty(texts.RowsOf(pupil));
        return texts.ReasonAgainst(pupil);
    }
}
