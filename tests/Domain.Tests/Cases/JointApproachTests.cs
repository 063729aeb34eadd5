using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;

namespace AttendanceFunctions.Tests.Domain.Cases;

/// <summary>Each severely absent pupil has a joint approach of school and local authority on record (D1, D2, D3, guidance).</summary>
public sealed class JointApproachTests
{
    [Theory]
    [InlineData(51, 100, false)]
    [InlineData(50, 100, true)] // half or more is missed
    [InlineData(9, 18, false)] // too early to say
    public void It_is_asked_for_where_half_or_more_of_the_year_is_missed(int attended, int possible, bool isMissing) =>
        Assert.Equal(isMissing, IsMissing(A.Pupil(), attended, possible));

    [Fact]
    public void It_is_asked_for_of_pupils_of_compulsory_school_age_alone() =>
        Assert.False(IsMissing(A.Pupil() with { DateOfBirth = "2022-01-05", YearGroup = "N1" }, 10, 100));

    [Theory]
    [InlineData("odst")]
    [InlineData("millbrook")]
    [InlineData("het")]
    public void An_entry_of_its_kind_in_the_log_is_the_record_and_ticks_the_policys_sentence_off(string pack)
    {
        var story = new Story(A.Policy(pack)).Misses(Story.Day(1), 60);
        for (var night = 1; night < 20 || story.HasProposal; night++)
        {
            story.Until(Story.Day(night));
            if (story.HasProposal)
            {
                story.Decides(DecisionChoice.Confirm);
            }
        }

        var sentence = Assert.Single(story.Case.Checklist, item => item.EntryKind == EntryKinds.JointApproach);
        Assert.True(sentence.IsOpen);
        Assert.Null(story.Case.JointApproachOn);

        var after = Write(story, EntryKinds.JointApproach);

        Assert.Equal(story.Last, after.JointApproachOn);
        Assert.False(Assert.Single(after.Checklist, item => item.EntryKind == EntryKinds.JointApproach).IsOpen);
    }

    [Fact]
    public void A_reason_why_the_sentence_does_not_apply_is_on_record_as_well()
    {
        var story = new Story(A.Policy("odst")).Misses(Story.Day(1), 60).Until(Story.Day(15));
        var sentence = Assert.Single(story.Case.Checklist, item => item.EntryKind == EntryKinds.JointApproach);

        var (after, refusals) = Checklist.Tick(
            new(story.School, A.Floor, story.Pupil, story.Marks, story.Last), story.Case, isNightDone: true,
            [new(sentence.Key, new(story.Last, IsDone: false, Someone.SignedIn(), "In hospital; the authority knows"))]);

        Assert.Empty(refusals);
        Assert.Equal(story.Last, after.JointApproachOn);
    }

    [Fact]
    public void It_goes_along_to_another_school_and_ends_with_the_school_year()
    {
        var story = new Story(A.Policy("odst")).Misses(Story.Day(1), 60).Until(Story.Day(15));
        var agreed = Write(story, EntryKinds.JointApproach);
        var elsewhere = new CaseNight(
            story.School with { Id = AttendanceFunctions.Domain.Trusts.SchoolId.Parse("149999") }, A.Floor, story.Pupil, story.Marks,
            story.Last);
        var moved = CaseTransfer.FromSchool(elsewhere, agreed, story.School.Id, default);

        Assert.Equal(story.Last, moved.JointApproachOn);
        Assert.Equal(story.Last, CaseTransfer.Join(elsewhere, new(story.Pupil.Upn, "odst"), moved).JointApproachOn);
        Assert.Null(CaseTransfer.IntoYear(elsewhere with { Night = new(2026, 9, 1) }, agreed, default).JointApproachOn);
    }

    [Fact]
    public void Another_entry_is_none() => Assert.Null(Write(
        new Story(A.Policy("odst")).Misses(Story.Day(1), 60).Until(Story.Day(15)), "Meeting").JointApproachOn);

    private static Case Write(Story story, string kind)
    {
        var (after, refusals) = CaseLog.Write(
            new(story.School, A.Floor, story.Pupil, story.Marks, story.Last), story.Case, isNightDone: true, story.History,
            new(kind, story.Last, null, "", "Agreed who leads", "", ForReferral: false, Corrects: null), Someone.SignedIn());
        Assert.Empty(refusals);
        return after;
    }

    private static bool IsMissing(Pupil pupil, int attended, int possible)
    {
        var status = A.Policy("odst").StatusOf(new Tally(attended, 0, possible - attended, 0, 0, 0, 0), A.Floor);
        return JointApproach.IsMissing(new(pupil, A.Record(), status, new(pupil.Upn, "odst")), Story.Day(60));
    }
}
