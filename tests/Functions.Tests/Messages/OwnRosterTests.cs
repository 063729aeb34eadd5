using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;
using FsCheck.Fluent;

namespace AttendanceFunctions.Tests.Functions.Messages;

/// <summary>
/// Each school's message goes by its own roster, whatever another school's roster says; two schools' messages are one only where both
/// rosters name the same person at the same number or address (domain 0.21).
/// </summary>
public sealed class OwnRosterTests(AzuriteFixture azurite)
{
    private const string Home = "alex@example.org";

    private static readonly SchoolId Here = TestTrust.School;
    private static readonly SchoolId There = Family.OtherSchool;

    private static readonly Nudge Zoe = Family.Planned("A1");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Alex Sample")]
    [InlineData("Somebody Else")]
    public async Task Another_number_in_one_schools_roster_for_the_same_name_and_email_redirects_nothing(string name)
    {
        var una = Family.Planned("B1", There);
        await using var trust = await TrustAsync(
            [Family.Child("A1", "Zoe", Family.Parent(1, "Alex Sample", "07700 900001", Home))],
            [Family.Child("B1", "Una", Family.Parent(1, name, "07700 900009", Home))]);
        await trust.PutAsync(Zoe, una);

        await trust.ReleaseAsync("2025-09-29 08:00");

        var texts = trust.Sent.Offered.ToDictionary(text => text.To);
        Assert.Equal(["+447700900001", "+447700900009"], texts.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("Zoe has missed", texts["+447700900001"].Plain, StringComparison.Ordinal);
        Assert.DoesNotContain("Una", texts["+447700900001"].Plain, StringComparison.Ordinal);
        Assert.Contains("Una has missed", texts["+447700900009"].Plain, StringComparison.Ordinal);
        Assert.DoesNotContain("Zoe", texts["+447700900009"].Plain, StringComparison.Ordinal);
        await AssertOwnAsync(trust, Zoe, una);
    }

    [Fact]
    public async Task Another_name_with_the_same_number_in_one_schools_roster_silences_nobody()
    {
        var una = Family.Planned("B1", There);
        await using var trust = await TrustAsync(
            [Family.Child("A1")], [Family.Child("B1", "Una", Family.Parent(name: "Somebody Else"))]);
        await trust.PutAsync(Zoe, una);

        await trust.ReleaseAsync("2025-09-29 08:00");

        Assert.Equal(["+447700900001", "+447700900001"], trust.Sent.Offered.Select(text => text.To));
        Assert.Contains(trust.Sent.Offered, text => Greets(text.Plain, "Alex Sample", "Zoe") && !Says(text.Plain, "Una"));
        Assert.Contains(trust.Sent.Offered, text => Greets(text.Plain, "Somebody Else", "Una") && !Says(text.Plain, "Zoe"));
        await AssertOwnAsync(trust, Zoe, una);
    }

    [Fact]
    public async Task A_message_of_another_school_to_the_number_under_another_name_does_not_make_a_parent_wait()
    {
        var una = Family.Planned("B1", There, isReleased: false);
        await using var trust = await TrustAsync(
            [Family.Child("A1")], [Family.Child("B1", "Una", Family.Parent(name: "Somebody Else"))]);
        await trust.PutAsync(Zoe, una);
        await trust.ReleaseAsync("2025-09-29 08:00");
        await trust.PutAsync(una.Stored(isReleased: true));

        await trust.ReleaseAsync("2025-09-29 08:15");

        Assert.Equal(2, trust.Sent.Offered.Count);
    }

    [Fact]
    public async Task A_number_that_one_school_must_clear_is_held_there_alone()
    {
        var una = Family.Planned("B1", There);
        await using var trust = await TrustAsync(
            [Family.Child("A1")],
            [Family.Child("B1", "Una"), Family.Child("B2", "Uma", Family.Parent(name: "Somebody Else"))]);
        await trust.PutAsync(Zoe, una);

        await trust.ReleaseAsync("2025-09-29 08:00");

        Assert.Contains("Zoe", Assert.Single(trust.Sent.Offered).Plain, StringComparison.Ordinal);
        Assert.Equal([NudgeState.Accepted, NudgeState.Planned], [await trust.StateAsync(Zoe), await trust.StateAsync(una)]);
    }

    [Fact]
    public async Task The_same_person_at_the_same_number_gets_one_message_which_the_school_with_the_lower_urn_leads()
    {
        var una = Family.Planned("B1", There);
        await using var trust = await TrustAsync(
            [Family.Child("A1")], [Family.Child("B1", "Una", Family.Parent(name: " alex  SAMPLE", mobile: "+44 7700 900001"))]);
        await trust.PutAsync(Zoe, una);

        await trust.ReleaseAsync("2025-09-29 08:00");

        var text = Assert.Single(trust.Sent.Offered);
        Assert.Equal(Zoe.Place.Key.ToString(), text.Key);
        Assert.True(Says(text.Plain, "Zoe") && Says(text.Plain, "Una"));
        Assert.All([Zoe, una], row => Assert.Equal(Zoe.Place, trust.RowAsync(row.Place).GetAwaiter().GetResult().Value.Lead));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_joined_message_is_parted_if_either_school_states_another_number_before_it_leaves(bool there)
    {
        var una = Family.Planned("B1", There);
        await using var trust = await TrustAsync([Family.Child("A1")], [Family.Child("B1", "Una")]);
        await trust.PutAsync(Zoe, una);
        await trust.TickReleaseAsync("2025-09-29 08:00");
        Assert.Equal(NudgeState.Joined, await trust.StateAsync(una));
        await trust.EnrolAsync(
            there ? There : Here, Family.Child(there ? "B1" : "A1", there ? "Una" : "Zoe", Family.Parent(mobile: "07700 900009")));

        await trust.SendQueuedAsync();
        Assert.Empty(trust.Sent.Offered);
        await trust.ReleaseAsync("2025-09-29 08:15");

        Assert.Equal(
            there ? ["+447700900001", "+447700900009"] : ["+447700900009", "+447700900001"],
            new[] { "Zoe", "Una" }.Select(name => Assert.Single(trust.Sent.Offered, text => Says(text.Plain, name)).To));
        await AssertOwnAsync(trust, Zoe, una);
    }

    [Fact]
    public async Task A_report_that_a_number_is_dead_counts_for_the_schools_whose_pupils_the_text_was_about()
    {
        var una = Family.Planned("B1", There);
        await using var trust = await TrustAsync(
            [Family.Child("A1")], [Family.Child("B1", "Una", Family.Parent(name: "Somebody Else"))]);
        await trust.PutAsync(una);
        trust.Sent.AnswerNext(new AttendanceFunctions.Functions.Messages.Senders.SendOutcome.Refused(400, IsForRecipient: true));

        await trust.ReleaseAsync("2025-09-29 08:00");

        var marked = Assert.Single(await trust.TrustStorage.Table(Tables.UnusableAddresses)
            .QueryAsync<Azure.Data.Tables.TableEntity>(cancellationToken: Token).ToListAsync(Token));
        Assert.Equal(There.ToString(), marked.PartitionKey);
    }

    [Fact]
    public void Whatever_one_roster_says_the_other_schools_messages_are_the_same_unless_both_name_one_person_at_one_address() =>
        FsCheck.Check.One(
            FsCheck.Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(500),
            Prop.ForAll(
                Rosters.Zip(Rosters).ToArbitrary(),
                rosters =>
                {
                    var (rogue, honest) = (CandidatesOf(There, rosters.Item1), CandidatesOf(Here, rosters.Item2));
                    var people = rogue.Select(candidate => (candidate.To, candidate.Parent)).ToHashSet();
                    var together = MessagesOf([.. rogue, .. honest]);
                    return MessagesOf(honest)
                        .Where(message => !message.Any(candidate => people.Contains((candidate.To, candidate.Parent))))
                        .All(alone => together.Any(message => message.SequenceEqual(alone)));
                }));

    [Fact]
    public void Every_row_of_a_message_goes_to_its_address_by_its_own_roster_and_of_two_schools_to_one_person() =>
        FsCheck.Check.One(
            FsCheck.Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(500),
            Prop.ForAll(
                Rosters.Zip(Rosters).ToArbitrary(),
                rosters => MessagesOf([.. CandidatesOf(There, rosters.Item1), .. CandidatesOf(Here, rosters.Item2)]).All(message =>
                    message.All(candidate => candidate.To == message[0].To
                        && (candidate.Row.Value.Place.School == message[0].Row.Value.Place.School
                            || (candidate.Parent.IsKnown && candidate.Parent == message[0].Parent))))));

    /// <summary>Rosters of few names and numbers, so that they often meet.</summary>
    private static FsCheck.Gen<Pupil[]> Rosters =>
        from contacts in Gen.ArrayOf(Gen.ArrayOf(
            from name in Gen.Elements("Alex Sample", "alex sample", "Sam Other", "")
            from mobile in Gen.Elements("07700 900001", "07700 900002", "")
            from email in Gen.Elements(Home, "sam@example.org", "")
            select Family.Parent(1, name, mobile, email)))
        select contacts.Take(5).Select((stated, index) => Family.Child(
            $"A{index}", "Zoe", [.. stated.Take(2).Select((contact, slot) => contact with { Slot = slot + 1 })])).ToArray();

    /// <summary>A row for each contact of a roster, as the pool makes candidates of them; all numbers are cleared.</summary>
    private static List<Candidate> CandidatesOf(SchoolId school, Pupil[] roster)
    {
        var (roll, none) = (Households.Of(roster), new HashSet<Address>());
        return [
            .. from pupil in roster
               from contact in pupil.Contacts
               let to = Address.Of(contact, none)
               where to is not null
               let row = Family.Planned(pupil.Upn.ToString(), school, to.Value.Channel, contact.Slot)
               from candidate in Candidate.Of(new(row, default), pupil, roll, none, hasLeft: false)
               select candidate
        ];
    }

    /// <summary>The messages of a day, each its lead first and then the rows that join it.</summary>
    private static List<List<Candidate>> MessagesOf(IEnumerable<Candidate> candidates) =>
        [
            .. Families.Of(candidates).Select(family => Families.Message(family, Family.Monday))
                .Select(List<Candidate> (message) => [message.Lead, .. message.Joined]),
        ];

    /// <summary>Each row has left in a message of its own.</summary>
    private static async Task AssertOwnAsync(TestTrust trust, params Nudge[] rows)
    {
        foreach (var row in rows)
        {
            var after = (await trust.RowAsync(row.Place)).Value;
            Assert.Equal((NudgeState.Accepted, row.Place, 0), (after.State, after.Lead, after.Bundled.Places.Count));
        }
    }

    private static bool Says(string text, string name) => text.Contains(name, StringComparison.Ordinal);

    private static bool Greets(string text, string parent, string child) => Says(text, parent) && Says(text, child);

    private async Task<TestTrust> TrustAsync(Pupil[] here, Pupil[] there)
    {
        var trust = await TestTrust.CreateAsync(
            azurite, Sample.Settings(schools: "," + Sample.School(There.ToString(), "Hill School")));
        await trust.EnrolAsync(Here, here);
        await trust.EnrolAsync(There, there);
        return trust;
    }
}
