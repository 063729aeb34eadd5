using AttendanceFunctions.Domain.Absences;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Registers;

namespace AttendanceFunctions.Tests.Domain.Cases;

/// <summary>
/// The penalty matter (domain 0.15) as the national framework for penalty notices has it: Working together to improve school attendance,
/// August 2024, chapter on legal intervention.
/// </summary>
public sealed class PenaltyTests
{
    private const string Duty = "Penalty notice, to consider: 10 unauthorised sessions in 10 school weeks.";

    private static readonly DecisionChoice[] First =
        [DecisionChoice.SupportFirst, DecisionChoice.NoticeToImprove, DecisionChoice.PenaltyNotice, DecisionChoice.NotAppropriate];

    public static TheoryData<string> Packs => [.. BuiltInPolicies.All.Select(policy => policy.Id)];

    [Theory]
    [MemberData(nameof(Packs))]
    public void Ten_sessions_are_one_matter_under_every_policy_whatever_the_stage_and_the_circumstance(string pack)
    {
        var story = new Story(A.Policy(pack)).Circumstance("bereavement").Misses(Story.Day(1), 10).Until(Story.Day(4));
        Assert.Null(story.Case.Penalty.Matter);

        var matter = Matter(story.Until(Story.Day(5)));
        Assert.Equal((Story.Day(5), Story.Day(10), 10), (matter.On, matter.Due, matter.Sessions.Count));
        Assert.Equal(First, Allowed(story, matter.Key));
        var due = Assert.Single(story.History, happened => happened.Key == matter.Key);
        Assert.Equal(CaseEventKind.Due, due.Kind);
        Assert.StartsWith(Duty, due.What, StringComparison.Ordinal);
        Assert.Equal(matter.Key, Matter(story.Until(Story.Day(20))).Key);
    }

    [Fact]
    public void Ten_sessions_whose_weeks_have_ended_are_found_by_the_night_that_looks()
    {
        var story = new Story(A.Policy("odst")).Misses(A.Day(2026, 1, 9), 5).Misses(A.Day(2026, 3, 16), 5).Night(A.Day(2026, 3, 27));

        Assert.Equal(
            (A.Day(2026, 3, 27), A.Day(2026, 1, 9), A.Day(2026, 3, 18)),
            (Matter(story).On, Matter(story).Sessions[0].Date, Matter(story).Sessions[^1].Date));
    }

    [Fact]
    public void A_matter_that_is_found_late_counts_what_came_after_its_window_on_its_first_night_already()
    {
        // Ten sessions in autumn, and five in spring that no ten weeks share with enough of them. A repeated night finds the same.
        var night = A.Day(2026, 3, 20);
        var story = new Story(A.Policy("odst")).Misses(Story.Day(5), 10).Misses(A.Day(2026, 2, 2), 5).Night(night);
        var (matter, events) = (Matter(story), story.History.Count);

        Assert.Equal((15, A.Day(2026, 2, 4)), (matter.Sessions.Count, matter.Sessions[^1].Date));
        var again = story.Night(night);
        Assert.Equal((matter.Key, 15, matter.Evidence, events), (
            Matter(again).Key, Matter(again).Sessions.Count, Matter(again).Evidence, again.History.Count));
    }

    [Fact]
    public void A_correction_of_weeks_that_have_ended_is_found_as_well()
    {
        var story = new Story(A.Policy("odst")).Misses(A.Day(2026, 1, 9), 5).Misses(A.Day(2026, 3, 16), 4).Until(A.Day(2026, 5, 22));
        Assert.Null(story.Case.Penalty.Matter);

        Assert.Equal(10, Matter(story.Marked(A.Day(2026, 1, 8), "O").Next()).Sessions.Count);
    }

    [Fact]
    public void Sessions_of_last_year_count_in_September()
    {
        var july = YearOfMarks.Empty(new(2024))
            .With(Enumerable.Range(0, 5).Select(day => (new Session(A.Day(2025, 7, 21).AddDays(day), HalfDay.AM), Mark.OfLetter('O'))));
        var calendar = new SchoolCalendar([(A.Day(2025, 6, 2), A.Day(2025, 7, 25)), .. A.HalfTerms], []);
        var story = new Story(A.School(A.Policy("odst"))).Misses(Story.Day(1), 5);
        var night = new CaseNight(story.School with { Calendar = calendar }, A.Floor, story.Pupil, story.Marks, Story.Day(3));

        Assert.Null(CaseEngine.Run(night, story.Case, lastNight: null).Penalty.Matter);
        var both = CaseEngine.Run(night with { Earlier = MarkHistory.Of(july, OnRoll.Always) }, story.Case, lastNight: null);
        Assert.Equal(A.Day(2025, 7, 21), both.Penalty.Matter?.Sessions[0].Date);
    }

    [Fact]
    public void Only_a_signed_in_person_takes_a_step_and_says_why()
    {
        var story = Met();
        var key = Matter(story).Key;

        Assert.True(CaseDecisions.NeedsSignIn(story.Case, key));
        Assert.StartsWith(
            "Only a signed-in person may decide this", story.AnswerInFile(key, DecisionChoice.NotAppropriate), StringComparison.Ordinal);
        Assert.Equal(
            "\"not appropriate\" needs a reason: write into Note why it is decided.", story.Answer(key, DecisionChoice.NotAppropriate));
        Assert.Equal("", story.Answer(key, DecisionChoice.NotAppropriate, note: "bereaved"));
        Assert.Equal("", story.Answer(key, DecisionChoice.NotAppropriate, note: "bereaved"));
    }

    [Fact]
    public void Support_comes_first_and_then_a_Notice_to_Improve_a_request_and_a_notice_weeks_later_that_is_paid()
    {
        var story = Takes(Met(), DecisionChoice.SupportFirst, "breakfast club");
        Assert.IsType<PenaltyState.SupportFirst>(Matter(story).State);
        Assert.Equal(First[1..], Allowed(story, Matter(story).Key));

        Takes(story, DecisionChoice.NoticeToImprove, "was not taken up");
        var improving = Assert.IsType<PenaltyState.Improving>(Matter(story).State);
        Assert.Equal([DecisionChoice.Failed, DecisionChoice.NotAppropriate], Allowed(story, Matter(story).Key));
        Assert.Equal([LetterKind.NoticeToImprove], story.LastEvent(CaseEventKind.Penalty).Letters);

        story.Misses(improving.From, 2).Until(improving.Until);
        Takes(story, DecisionChoice.Failed, "two more days");
        var line = Line(story);
        Assert.Equal("Parent 1", line.Parent.Name);

        Takes(story, line.Key, DecisionChoice.NoticeRequested, "support was offered twice");
        Assert.Equal([LetterKind.PenaltyRequest], story.LastEvent(CaseEventKind.Penalty).Letters);
        var requestedOn = Assert.IsType<LineState.Requested>(Line(story).State).Request.On;
        story.Until(story.Last.AddDays(35));
        Takes(story, line.Key, DecisionChoice.NoticeIssued, "letter of the authority", requestedOn.AddDays(14));

        var notice = Assert.Single(story.Case.Penalty.Notices);
        Assert.Equal((requestedOn.AddDays(14), 12), (notice.IssuedOn, notice.Sessions.Count));
        Assert.Null(story.Case.Penalty.Matter);
        Assert.Equal(requestedOn, story.Case.Penalty.Settled?.On);
        Assert.EndsWith("the first within 3 years.", story.LastEvent(CaseEventKind.Penalty).What, StringComparison.Ordinal);

        Takes(story, notice.Key, DecisionChoice.Paid, "");
        Assert.Equal(NoticeOutcome.Paid, story.Case.Penalty.Notices.Single().End?.Outcome);
        Assert.All(story.Happened(CaseEventKind.Penalty), step => Assert.IsType<AttendanceFunctions.Domain.Text.Author.SignedIn>(step.By));
        Assert.Equal(
            ["breakfast club", "was not taken up", "two more days", "support was offered twice", "letter of the authority", ""],
            story.Happened(CaseEventKind.Penalty).Select(step => step.Note));
    }

    [Theory]
    [InlineData(3, -1, 'O', DecisionChoice.Failed, "a session on its last day but one")]
    [InlineData(3, 0, 'O', DecisionChoice.Failed, "a session on its last day")]
    [InlineData(3, 1, 'O', DecisionChoice.Met, "a session on the school day after it")]
    [InlineData(3, 0, 'I', DecisionChoice.Met, "a session with a reason on its last day")]
    [InlineData(3, 0, 'N', DecisionChoice.Failed, "a session whose reason is not known yet")]
    [InlineData(6, 0, 'U', DecisionChoice.Failed, "coming after the register closed, on the last day of six weeks")]
    [InlineData(6, 1, 'U', DecisionChoice.Met, "and on the day after it")]
    public void A_Notice_to_Improve_is_failed_by_an_unauthorised_session_up_to_its_last_day(
        int weeks, int schoolDaysAfterLast, char letter, DecisionChoice proposed, string because)
    {
        var story = Takes(Met(weeks), DecisionChoice.NoticeToImprove, "support did not work");
        var improving = Assert.IsType<PenaltyState.Improving>(Matter(story).State);
        var last = Array.IndexOf([.. Enumerable.Range(1, 180).Select(Story.Day)], improving.Until) + 1;
        story.Misses(Story.Day(last + schoolDaysAfterLast), 1, letter).Until(Story.Day(last - 1));
        Assert.Null(Assert.IsType<PenaltyState.Improving>(Matter(story).State).Proposed);

        story.Until(Story.Day(last));
        Assert.True(proposed == Assert.IsType<PenaltyState.Improving>(Matter(story).State).Proposed, because);
        Assert.Equal(proposed, Allowed(story, Matter(story).Key)[0]);
        Assert.Equal(CaseEventKind.PenaltyProposed, story.History.Last(happened => happened.Key == Matter(story).Key).Kind);
        Assert.Equal(proposed, Assert.IsType<PenaltyState.Improving>(Matter(story.Until(Story.Day(last + 3))).State).Proposed);
    }

    [Theory]
    [InlineData(3, "2025-09-09", "2025-09-29", "begun in the middle of a week, it ends there")]
    [InlineData(3, "2025-09-15", "2025-10-03", "begun with a week, it ends with one")]
    [InlineData(6, "2025-09-15", "2025-10-24", "six weeks up to half term")]
    [InlineData(6, "2025-09-22", "2025-11-07", "half term is no school week")]
    [InlineData(4, "2025-12-08", "2026-01-16", "nor is Christmas")]
    [InlineData(6, "2026-07-13", "2026-08-23", "where the calendar ends, weeks of seven days")]
    public void An_improvement_period_lasts_school_weeks(int weeks, string from, string until, string because) =>
        Assert.True(Date(until) == ImprovementPeriod.LastDay(A.Calendar(), Date(from), weeks), because);

    [Fact]
    public void An_improvement_period_has_its_school_weeks_on_a_wall_calendar()
    {
        var calendar = A.Calendar();
        foreach (var from in Enumerable.Range(1, 150).Select(Story.Day))
        {
            foreach (var weeks in Enumerable.Range(3, 4))
            {
                var until = ImprovementPeriod.LastDay(calendar, from, weeks);
                if (until > A.Day(2026, 7, 21))
                {
                    continue;
                }

                // Somebody turns the pages: a week with a school day is a school week, and the day before the same weekday is the last.
                var (left, day) = (weeks, from);
                while (left > 0)
                {
                    day = day.AddDays(7);
                    var week = Enumerable.Range(0, 7).Select(next => SchoolCalendar.MondayOf(day).AddDays(next));
                    left -= week.Any(calendar.IsSchoolDay) ? 1 : 0;
                }

                var last = day.AddDays(-1);
                while (!calendar.IsSchoolDay(last))
                {
                    last = last.AddDays(-1);
                }

                Assert.True(last == until || IsFirstOfWeek(calendar, from), $"{weeks} weeks from {from:yyyy-MM-dd}: {last} and {until}");
            }
        }

        static bool IsFirstOfWeek(SchoolCalendar calendar, DateOnly day) => calendar.SchoolDaysOfWeek(day).First() == day;
    }

    [Fact]
    public void A_Notice_to_Improve_begins_on_the_day_that_a_person_states_or_on_the_next_school_day()
    {
        var story = Met();
        var key = Matter(story).Key;
        var on = story.Last.AddDays(1);
        Assert.StartsWith(
            "A Notice to Improve begins from",
            story.Answer(key, DecisionChoice.NoticeToImprove, note: "x", happened: on.AddDays(-1)), StringComparison.Ordinal);
        Assert.StartsWith(
            "A Notice to Improve begins from",
            story.Answer(key, DecisionChoice.NoticeToImprove, note: "x", happened: on.AddDays(29)), StringComparison.Ordinal);

        Takes(story, key, DecisionChoice.NoticeToImprove, "x", A.Day(2025, 9, 20));
        Assert.Equal(A.Day(2025, 9, 22), Assert.IsType<PenaltyState.Improving>(Matter(story).State).From);
        Takes(story = Met(), DecisionChoice.NoticeToImprove, "x");
        Assert.Equal(Story.Day(7), Assert.IsType<PenaltyState.Improving>(Matter(story).State).From);
    }

    [Fact]
    public void An_improvement_that_was_met_settles_the_matter_and_uses_no_session_up()
    {
        var story = Takes(Met(3), DecisionChoice.NoticeToImprove, "x");
        story.Until(Assert.IsType<PenaltyState.Improving>(Matter(story).State).Until);
        Takes(story, DecisionChoice.Met, "in school each day");

        Assert.Null(story.Case.Penalty.Matter);
        Assert.Empty(story.Case.Penalty.Notices);
        Assert.Null(story.Until(story.Last.AddDays(7)).Case.Penalty.Matter);
        Assert.Equal(11, Matter(story.Misses(story.Last, 1).Next()).Sessions.Count);
    }

    [Fact]
    public void Not_appropriate_settles_it_and_the_next_session_that_makes_ten_in_ten_weeks_is_another_matter()
    {
        var story = Takes(Met(), DecisionChoice.NotAppropriate, "a funeral abroad");
        Assert.Null(story.Until(Story.Day(12)).Case.Penalty.Matter);

        story.Misses(Story.Day(13), 1).Until(Story.Day(13));
        Assert.Equal(11, Matter(story).Sessions.Count);
    }

    [Fact]
    public void Not_appropriate_settles_it_and_sessions_of_which_ten_weeks_have_passed_do_not_help_a_later_one()
    {
        var story = Takes(Met(), DecisionChoice.NotAppropriate, "a funeral abroad").Misses(Story.Day(60), 1);

        Assert.Null(story.Until(Story.Day(80)).Case.Penalty.Matter);
    }

    [Fact]
    public void A_notice_uses_its_sessions_up_and_ten_further_ones_are_another_matter_whose_notice_is_the_second()
    {
        var story = Noticed(Met());
        story.Misses(story.Last.AddDays(7), 9).Until(story.Last.AddDays(28));
        Assert.Null(story.Case.Penalty.Matter);

        story.Misses(story.Last, 1).Next();
        Assert.Equal(10, Matter(story).Sessions.Count);
        Noticed(story);
        Assert.EndsWith("the second within 3 years.", story.LastEvent(CaseEventKind.Penalty).What, StringComparison.Ordinal);
    }

    [Fact]
    public void The_request_fixes_the_sessions_and_later_ones_are_of_the_next_matter()
    {
        var story = Takes(Met(), DecisionChoice.PenaltyNotice, "a holiday");
        Takes(story, Line(story).Key, DecisionChoice.NoticeRequested, "a holiday");
        story.Misses(story.Last.AddDays(1), 10).Until(story.Last.AddDays(21));
        Assert.Equal(10, Matter(story).Sessions.Count);

        Takes(story, Line(story).Key, DecisionChoice.NoticeIssued, "x", story.Last);
        var next = Matter(story);
        Assert.Equal(10, next.Sessions.Count);
        Assert.Empty(next.Sessions.Intersect(Assert.Single(story.Case.Penalty.Notices).Sessions));
    }

    [Fact]
    public void A_withdrawn_notice_does_not_count_and_gives_its_sessions_back()
    {
        var story = Noticed(Met());
        var notice = Assert.Single(story.Case.Penalty.Notices);
        Takes(story, notice.Key, DecisionChoice.Withdrawn, "the wrong parent");
        Assert.Null(story.Until(story.Last.AddDays(7)).Case.Penalty.Matter);
        Assert.Empty(story.Case.Penalty.IssuedTo(notice.Parent));

        story.Misses(story.Last, 1).Next();
        Assert.Equal(11, Matter(story).Sessions.Count);
        Noticed(story);
        Assert.EndsWith("the first within 3 years.", story.LastEvent(CaseEventKind.Penalty).What, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unpaid_notice_goes_to_court_or_is_withdrawn()
    {
        var story = Noticed(Met());
        var key = Assert.Single(story.Case.Penalty.Notices).Key;
        Assert.Equal([DecisionChoice.Paid, DecisionChoice.Unpaid, DecisionChoice.Withdrawn], Allowed(story, key));

        Takes(story, key, DecisionChoice.Unpaid, "");
        Assert.Equal([DecisionChoice.TakenToCourt, DecisionChoice.Withdrawn], Allowed(story, key));
        Takes(story, key, DecisionChoice.TakenToCourt, "");
        Assert.Empty(Allowed(story, key));
        Assert.True(story.Case.Penalty.Notices.Single().Stands);
    }

    [Fact]
    public void A_notice_is_issued_on_a_stated_day_not_before_the_request_and_not_after_today()
    {
        var story = Takes(Met(), DecisionChoice.PenaltyNotice, "a holiday");
        var key = Line(story).Key;
        Assert.StartsWith(
            "\"notice issued\" cannot be decided here", story.Answer(key, DecisionChoice.NoticeIssued, note: "x"),
            StringComparison.Ordinal);
        Takes(story, key, DecisionChoice.NoticeRequested, "a holiday");
        var (requested, today) = (Assert.IsType<LineState.Requested>(Line(story).State).Request.On, story.Last.AddDays(1));

        string Issued(DateOnly? on) => story.Answer(key, DecisionChoice.NoticeIssued, note: "x", happened: on);
        Assert.Equal("\"notice issued\" needs the day of issue, as the notice states it.", Issued(null));
        Assert.StartsWith("\"notice issued\" cannot have been before", Issued(requested.AddDays(-1)), StringComparison.Ordinal);
        Assert.Contains("has not come yet", Issued(today.AddDays(1)), StringComparison.Ordinal);
        Assert.Equal("", Issued(requested));
    }

    [Fact]
    public void Each_parent_has_a_line_and_a_count_of_notices_of_their_own()
    {
        var story = Takes(Met(parents: ["Ms Sample", "Mr Example", "ms  sample"]), DecisionChoice.PenaltyNotice, "a holiday");
        Assert.Equal(["Ms Sample", "Mr Example"], Lines(story).Select(line => line.Parent.Name));
        Takes(story, Lines(story)[0].Key, DecisionChoice.NoticeRequested, "x");
        Takes(story, Lines(story)[0].Key, DecisionChoice.NoticeIssued, "x", story.Last);
        Assert.NotNull(story.Case.Penalty.Matter);

        Takes(story, Lines(story)[1].Key, DecisionChoice.NotAppropriate, "lives elsewhere");
        Assert.Null(story.Case.Penalty.Matter);

        // The roster puts its contacts into another order.
        story.Pupil = story.Pupil with { Contacts = [Parent(1, "Mr Example"), Parent(2, "Ms Sample")] };
        story.Misses(story.Last.AddDays(1), 10).Until(story.Last.AddDays(10));
        Takes(story, DecisionChoice.PenaltyNotice, "another holiday");
        foreach (var (name, number) in new[] { ("Mr Example", "first"), ("Ms Sample", "second") })
        {
            var key = Lines(story).Single(line => line.Parent.Name == name).Key;
            Takes(story, key, DecisionChoice.NoticeRequested, "x");
            Takes(story, key, DecisionChoice.NoticeIssued, "x", story.Last);
            Assert.EndsWith($"the {number} within 3 years.", story.LastEvent(CaseEventKind.Penalty).What, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_parent_who_comes_onto_the_roster_gets_a_line_and_one_who_is_off_it_loses_an_undecided_one()
    {
        var story = Takes(Met(parents: ["Ms Sample", "Mr Example"]), DecisionChoice.PenaltyNotice, "a holiday");
        var kept = Lines(story)[0].Key;
        story.Pupil = story.Pupil with { Contacts = [Parent(1, "Ms Sample"), Parent(2, "Mrs New")] };

        story.Next();
        Assert.Equal(["Ms Sample", "Mrs New"], Lines(story).Select(line => line.Parent.Name));
        Assert.Equal(kept, Lines(story)[0].Key);
    }

    [Theory]
    [InlineData("2025-09-15", "2025-09-22", false, "two notices within three years")]
    [InlineData("2022-09-10", "2025-09-01", true, "an earlier one before 19 August 2024 does not count")]
    [InlineData("2024-08-18", "2025-09-01", true, "nor does one of the day before")]
    [InlineData("2024-08-19", "2025-09-01", false, "one of that day does")]
    public void There_is_no_third_notice_to_a_parent_within_three_years(string one, string other, bool allowed, string because)
    {
        var story = Takes(Met(), DecisionChoice.PenaltyNotice, "a holiday").Until(A.Day(2025, 10, 1));
        Takes(story, Line(story).Key, DecisionChoice.EarlierNotice, "at the school before", Date(one));
        Takes(story, Line(story).Key, DecisionChoice.EarlierNotice, "at the school before", Date(other));

        var refusal = story.Answer(Line(story).Key, DecisionChoice.NoticeRequested, note: "x");
        Assert.True(allowed == (refusal.Length == 0), because);
        if (!allowed)
        {
            Assert.EndsWith("no further one may be, and the local authority considers other steps.", refusal, StringComparison.Ordinal);
            Assert.Equal("", story.Answer(Line(story).Key, DecisionChoice.NotAppropriate, note: "the authority looks at other steps"));
        }
    }

    [Fact]
    public void A_correction_takes_a_session_back_before_the_request_and_the_matter_goes_and_may_come_again()
    {
        var story = Takes(Met(), DecisionChoice.SupportFirst, "x");
        var key = Matter(story).Key;
        story.Marked(Story.Day(2), "I").Next();

        Assert.Null(story.Case.Penalty.Matter);
        Assert.EndsWith(
            "Withdrawn: the marks, as they are now, no longer reach the threshold.", story.LastEvent(CaseEventKind.Withdrawn).What,
            StringComparison.Ordinal);
        Assert.StartsWith("It was withdrawn on", story.Answer(key, DecisionChoice.NotAppropriate, note: "x"), StringComparison.Ordinal);
        Assert.NotEqual(key, Matter(story.Marked(Story.Day(2), "O").Next()).Key);
    }

    [Fact]
    public void A_correction_that_moves_a_session_to_an_earlier_day_leaves_the_matter_where_it_is()
    {
        var story = new Story(A.Policy("odst")).Misses(Story.Day(2), 10).Until(Story.Day(6));
        Takes(story, DecisionChoice.SupportFirst, "x");
        var key = Matter(story).Key;
        story.Marked(Story.Day(1), "O").Marked(Story.Day(2), "/").Next();

        Assert.Equal((key, 10, Story.Day(1)), (Matter(story).Key, Matter(story).Sessions.Count, Matter(story).Sessions[0].Date));
        Assert.IsType<PenaltyState.SupportFirst>(Matter(story).State);
        Assert.Same(story.Case.Penalty, story.Night(story.Last).Case.Penalty);
    }

    [Fact]
    public void A_correction_in_an_improvement_period_tells_to_tell_the_parents()
    {
        var story = Takes(Met(), DecisionChoice.NoticeToImprove, "x").Marked(Story.Day(2), "I").Next();

        Assert.Null(story.Case.Penalty.Matter);
        Assert.EndsWith(
            "Tell the parents that the Notice to Improve has no ground any more.", story.LastEvent(CaseEventKind.Withdrawn).What,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_correction_after_a_settled_matter_that_was_withdrawn_leaves_what_the_last_one_looked_at()
    {
        var story = Takes(Met(), DecisionChoice.NotAppropriate, "x").Misses(Story.Day(10), 1).Until(Story.Day(10));
        Assert.NotNull(story.Case.Penalty.Matter);

        Assert.Null(story.Marked(Story.Day(10), "I").Until(Story.Day(20)).Case.Penalty.Matter);
    }

    [Fact]
    public void A_correction_after_the_request_is_told_and_people_decide()
    {
        var story = Takes(Met(), DecisionChoice.PenaltyNotice, "x");
        Takes(story, Line(story).Key, DecisionChoice.NoticeRequested, "x");
        story.Marked(Story.Day(2), "I").Next();

        Assert.Equal((10, 9), (Matter(story).Sessions.Count, Matter(story).StillUnauthorised));
        Assert.Equal(
            "Marks were corrected on which the request of a penalty notice rests: 9 of its 10 sessions are still unauthorised, fewer than "
            + "10: tell the local authority, which decides whether there is a notice.",
            Assert.Single(story.Happened(CaseEventKind.Corrected)).What);
        Assert.Single(story.Until(story.Last.AddDays(7)).Happened(CaseEventKind.Corrected));
    }

    [Fact]
    public void A_correction_after_the_notice_is_told_and_the_notice_stands_until_somebody_writes_that_it_was_withdrawn()
    {
        var story = Noticed(Met()).Marked(Story.Day(2), "I").Next();
        var notice = Assert.Single(story.Case.Penalty.Notices);

        Assert.Equal((true, 9), (notice.Stands, notice.StillUnauthorised));
        Assert.StartsWith(
            "Marks were corrected on which the penalty notice of", Assert.Single(story.Happened(CaseEventKind.Corrected)).What,
            StringComparison.Ordinal);
        Takes(story, notice.Key, DecisionChoice.Withdrawn, "the marks were corrected");
        Assert.Null(story.Case.Penalty.Matter);
    }

    [Fact]
    public void A_correction_that_leaves_ten_sessions_is_told_without_an_alarm()
    {
        var story = Noticed(Met(sessions: 12)).Marked(Story.Day(2), "I").Next();

        Assert.EndsWith(
            "11 of its 12 sessions are still unauthorised.", Assert.Single(story.Happened(CaseEventKind.Corrected)).What,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_decided_matter_waits_for_its_night_before_a_correction_takes_it_away()
    {
        var story = Met();
        var key = Matter(story).Key;
        Assert.Equal("", story.AnswerOn(Story.Day(10), key, DecisionChoice.NotAppropriate, "x"));
        Assert.NotNull(story.Marked(Story.Day(2), "I").Next().Case.Penalty.Matter);

        Assert.Null(story.Until(Story.Day(11)).Case.Penalty.Matter);
        Assert.Equal(CaseEventKind.Penalty, story.History.Last(happened => happened.Key == key).Kind);
    }

    [Fact]
    public void Only_children_of_compulsory_school_age_have_a_matter()
    {
        var story = new Story(A.Policy("odst")).Misses(Story.Day(1), 20);
        story.Pupil = story.Pupil with { DateOfBirth = "2020-11-20" };
        Assert.Null(story.Until(Story.Day(20)).Case.Penalty.Matter);

        var leaver = Met();
        leaver.Pupil = leaver.Pupil with { DateOfBirth = "2009-12-01", YearGroup = "11" };
        leaver.Until(A.Day(2026, 6, 26));
        Assert.NotNull(leaver.Case.Penalty.Matter);
        Assert.Null(leaver.Next().Case.Penalty.Matter);
        Assert.Contains("only for pupils of compulsory", leaver.LastEvent(CaseEventKind.Withdrawn).What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_night_that_is_repeated_or_brings_nothing_new_changes_nothing()
    {
        var story = Takes(Met(), DecisionChoice.NoticeToImprove, "x");
        var before = story.Case;

        Assert.Same(before, story.Night(story.Last).Case);
        Assert.Same(before.Penalty, story.Next().Case.Penalty);
    }

    [Theory]
    [MemberData(nameof(Packs))]
    public void The_matter_and_the_notices_go_on_in_September_at_another_school_and_under_another_policy(string pack)
    {
        var story = Noticed(Met(policy: pack)).Misses(Story.Day(40), 10).Until(Story.Day(50));
        Takes(story, DecisionChoice.NoticeToImprove, "x");
        var before = story.Case;
        var other = A.Policy(pack == "odst" ? "het" : "odst");
        CaseNight Night(Policy policy) => new(
            A.School(policy) with { Calendar = new([.. A.HalfTerms, (A.Day(2026, 9, 2), A.Day(2026, 10, 23))], []) }, A.Floor, story.Pupil,
            YearOfMarks.Empty(new(2026)), A.Day(2026, 9, 2));

        Case[] carried =
        [
            CaseTransfer.IntoYear(Night(story.School.Policy), before, default),
            CaseTransfer.FromSchool(Night(story.School.Policy), before, story.School.Id, default),
            CaseTransfer.IntoYear(Night(other), before, default),
        ];
        Assert.All(carried, after => Assert.Same(before.Penalty, after.Penalty));
        var here = new Case(before.Upn, story.School.Policy.Id) { EventCount = 1 };
        Assert.All(
            carried.Take(2).Select(after => CaseTransfer.Join(Night(story.School.Policy), here, after).Penalty),
            joined => Assert.Equal(
                (before.Penalty.Matter?.Key, 1, before.Penalty.Settled), (joined.Matter?.Key, joined.Notices.Count, joined.Settled)));
    }

    [Fact]
    public void A_decision_about_a_matter_that_has_gone_is_refused_or_told_that_it_could_not_be_carried_out()
    {
        var story = Met();
        var key = Matter(story).Key;
        Assert.Equal("", story.Answer(key, DecisionChoice.SupportFirst, note: "x"));
        story.Pupil = story.Pupil with { DateOfBirth = "2020-11-20" };
        story.Next();

        Assert.Equal(
            "\"support first\" could not be carried out, because what it was about was no longer open; the case stayed as it was.",
            story.LastEvent(CaseEventKind.Withdrawn).What);
    }

    [Fact]
    public void The_same_step_that_is_sent_again_is_ignored_and_another_one_is_refused()
    {
        var story = Met();
        var key = Matter(story).Key;
        Takes(story, DecisionChoice.NotAppropriate, "x");

        Assert.Equal("", story.Answer(key, DecisionChoice.NotAppropriate, note: "x"));
        Assert.StartsWith("It was decided already on", story.Answer(key, DecisionChoice.SupportFirst, note: "x"), StringComparison.Ordinal);
    }

    /// <summary>A pupil who missed so many sessions from the first school day on, on the night on which the matter came up.</summary>
    private static Story Met(int weeks = 6, int sessions = 10, string policy = "odst", string[]? parents = null)
    {
        var school = A.School(A.Policy(policy));
        var story = new Story(school with { Returns = school.Returns with { NoticeToImproveWeeks = weeks } });
        story.Pupil = parents is null
            ? A.Pupil()
            : story.Pupil with { Contacts = [.. parents.Select((name, index) => Parent(index + 1, name))] };
        return story.Misses(Story.Day(1), sessions).Until(Story.Day((sessions + 1) / 2));
    }

    /// <summary>A notice is requested, and issued a week later.</summary>
    private static Story Noticed(Story story)
    {
        Takes(story, DecisionChoice.PenaltyNotice, "a holiday");
        Takes(story, Line(story).Key, DecisionChoice.NoticeRequested, "a holiday");
        story.Until(story.Last.AddDays(7));
        return Takes(story, Line(story).Key, DecisionChoice.NoticeIssued, "x", story.Last);
    }

    private static Story Takes(Story story, DecisionChoice word, string because) => Takes(story, Matter(story).Key, word, because);

    private static Story Takes(Story story, CaseKey key, DecisionChoice word, string because, DateOnly? happened = null)
    {
        Assert.Equal("", story.Answer(key, word, note: because, happened: happened));
        return story.Next();
    }

    private static PenaltyMatter Matter(Story story) => Assert.IsType<PenaltyMatter>(story.Case.Penalty.Matter);

    private static IReadOnlyList<ParentLine> Lines(Story story) => Assert.IsType<PenaltyState.Notice>(Matter(story).State).Parents;

    private static ParentLine Line(Story story) => Assert.Single(Lines(story));

    private static IReadOnlyList<DecisionChoice> Allowed(Story story, CaseKey key) =>
        CaseDecisions.Allowed(story.School.Policy, story.Case, key);

    private static Contact Parent(int slot, string name) => A.Contact(slot) with { Name = name };

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
