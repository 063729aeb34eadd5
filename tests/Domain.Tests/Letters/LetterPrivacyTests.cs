using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Letters;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using FsCheck.Fluent;

namespace AttendanceFunctions.Tests.Domain.Letters;

/// <summary>What may stand in which letter, and what in none.</summary>
public sealed class LetterPrivacyTests
{
    private static readonly LetterKind[] ForStaff =
        [LetterKind.MeetingRecord, LetterKind.AttendancePlan, LetterKind.ReferralSummary, LetterKind.PenaltyRequest];

    [Fact]
    public void What_is_about_the_family_is_in_no_letter_to_parents() => Assert.All(
        LetterKinds.ByName.Values.Except(ForStaff),
        kind => Assert.Empty(
            NamesOf(kind).Intersect(["SenStatus", "PupilPremium", "LookedAfter", "SocialCare", "Descriptor", "MissedByWeekday", "Upn"])));

    [Fact]
    public void Only_a_paper_for_the_local_authority_has_the_log_the_number_and_the_parents_addresses() => Assert.All(
        LetterKinds.ByName.Values.Except([LetterKind.ReferralSummary, LetterKind.PenaltyRequest]),
        kind =>
        {
            Assert.DoesNotContain("Upn", NamesOf(kind));
            Assert.Empty(NamesOf(kind).Intersect(["Log", "Contacts", "ParentAddress", "ParentPhone", "ParentEmail", "Extract"]));
        });

    [Fact]
    public void Who_is_invited_from_outside_the_school_learns_which_child_it_is_and_no_more() => Assert.Equal(
        [
            "SchoolName", "SchoolPhone", "SchoolContact", "LocalAuthority", "TrustName", "TrustLead", "LetterDate", "ChildFullName",
            "YearGroup",
        ],
        NamesOf(LetterKind.PartnerInvitation));

    [Fact]
    public void Nobodys_note_and_no_circumstance_is_in_any_field()
    {
        var facts = Maggie.Record with
        {
            Pupil = Maggie.Record.Pupil with { Circumstance = "SECRET circumstance" },
            Log = [.. Enum.GetValues<CaseEventKind>().Select((kind, index) => Maggie.Event(index + 1, kind) with { Note = "SECRET note" })],
        };

        Assert.DoesNotContain(AllValues(facts), value => value.Contains("SECRET", StringComparison.Ordinal));
    }

    [Fact]
    public void The_log_tells_what_was_done_and_not_what_was_only_proposed_or_due()
    {
        var facts = Maggie.Record with
        {
            Log =
            [
                Maggie.Event(1, CaseEventKind.Entered), Maggie.Event(2, CaseEventKind.Proposed), Maggie.Event(3, CaseEventKind.Due),
                Maggie.Event(4, CaseEventKind.Declined),
                Maggie.Event(5, CaseEventKind.Confirmed) with { By = Someone.SignedIn("Jo Reader") },
            ],
        };

        Assert.Equal(
            ["9 September 2025|What 1|Known 1|The policy", "9 September 2025|What 5|Known 5|Jo Reader"],
            Maggie.Items(LetterKind.ReferralSummary, "Log", facts).Select(entry => string.Join('|', entry)));
    }

    [Fact]
    public void Every_field_has_one_name_and_a_sentence_for_it() => Assert.All(LetterFields.Groups, group =>
    {
        string[] meanings =
        [
            .. group.Set.Fields.Select(field => field.Meaning), .. group.Set.Lists.Select(list => list.Meaning),
            .. group.Set.Conditions.Select(condition => condition.Meaning),
        ];
        Assert.All(
            meanings, meaning => Assert.EndsWith(".", meaning.Replace(" …", ".", StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.NotEmpty(group.Letters);
    });

    [Fact]
    public void A_letters_key_is_the_same_each_time_and_says_nothing()
    {
        var key = LetterKey.Of(Maggie.Record.School.Id, Maggie.Record.Pupil.Upn, LetterKind.ConcernLetter, Maggie.Record.Night);

        Assert.Equal(key, LetterKey.Of(Maggie.Record.School.Id, Maggie.Record.Pupil.Upn, LetterKind.ConcernLetter, Maggie.Record.Night));
        Assert.NotEqual(key, LetterKey.Of(Maggie.Record.School.Id, Maggie.Record.Pupil.Upn, LetterKind.FormalLetter, Maggie.Record.Night));
        Assert.NotEqual(
            key, LetterKey.Of(Maggie.Record.School.Id, Maggie.Record.Pupil.Upn, LetterKind.ConcernLetter, Maggie.Record.Night.AddDays(1)));
        Assert.Equal(
            9,
            LetterKey.AllOf(Maggie.Record.School.Id, Maggie.Record.Pupil.Upn, LetterKind.NoticeToImprove, Maggie.Record.Night)
                .Distinct().Count());
        Assert.NotEqual(
            key, LetterKey.Of(Maggie.Record.School.Id, Upn.Parse("A100000000002"), LetterKind.ConcernLetter, Maggie.Record.Night));
        Assert.Matches("^[0-9a-f]{32}$", key.ToString());
    }

    [Fact]
    public void Every_letter_has_a_title_of_its_own() =>
        Assert.Equal(LetterKinds.ByName.Count, LetterKinds.ByName.Values.Select(kind => kind.TitleOf()).Distinct().Count());

    private static IEnumerable<string> NamesOf(LetterKind kind) =>
        [.. LetterFields.Of(kind).Fields.Select(field => field.Name), .. LetterFields.Of(kind).Lists.Select(list => list.Name)];

    private static IEnumerable<string> AllValues(LetterFacts facts) => LetterFields.Groups.SelectMany(group => group.Set.Fields
        .Select(field => field.TextOf(facts)).Concat(group.Set.Lists.SelectMany(list => list.Items(facts).SelectMany(item => item))));
}
