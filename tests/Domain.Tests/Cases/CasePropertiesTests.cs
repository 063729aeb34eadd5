using AttendanceFunctions.Domain.Absences;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;
using FsCheck.Fluent;

namespace AttendanceFunctions.Tests.Domain.Cases;

/// <summary>What holds for every pupil under every pack, whatever marks, corrections, circumstances and decisions there are.</summary>
public sealed class CasePropertiesTests
{
    [Fact]
    public void A_night_that_is_repeated_changes_nothing() => Life.Any.Always(life => Lived(life, story =>
    {
        var (before, events) = (Told.InFull(story.Case), story.History.Count);
        story.Night(story.Last);
        return before == Told.InFull(story.Case) && events == story.History.Count;
    }));

    [Fact]
    public void Every_step_is_explained_by_its_events_and_no_formal_one_without_a_person() => Life.Any.Always(life => Lived(life, story =>
    {
        Chain.Explains(life.Policy, story.Case, story.History);
        return true;
    }));

    [Fact]
    public void No_event_is_changed_or_taken_away_by_a_later_night()
    {
        Life.Any.Always(life =>
        {
            var before = new List<string>();
            return Lived(life, story =>
            {
                var now = story.History.Select(Told.Of).ToList();
                var kept = now.Take(before.Count).SequenceEqual(before);
                before = now;
                return kept && story.Case.Latest.All(happened => now[happened.Number - 1] == Told.Of(happened));
            });
        });
    }

    [Fact]
    public void A_break_of_two_weeks_that_is_caught_up_with_at_once_comes_to_the_same()
    {
        var breaks = Gen.Choose(2, Life.Days - 12);
        Life.Any.Zip(breaks).Always(pair =>
        {
            var (life, from) = pair;
            var (one, other) = (Until(life, from), Until(life, from));
            one.Until(Story.Day(from + 10));
            other.Night(Story.Day(from + 10));
            return Told.Of(one.Case) == Told.Of(other.Case) && one.History.Select(Told.Of).SequenceEqual(other.History.Select(Told.Of));
        });
    }

    [Fact]
    public void Nothing_is_asked_of_anybody_on_too_few_sessions() => Life.Any.Always(life =>
    {
        var story = life.Begin();
        story.Pupil = story.Pupil with { Characteristics = story.Pupil.Characteristics with { SocialWorker = false } };
        // But the law counts sessions, and no rate; C2 is a timetable from its first session on; and lateness is counted in times.
        return story.Until(Story.Day(9)).Stage == 0
            && !story.HasProposal
            && story.Case.Duties.All(duty => duty.Source is DutySource.Statute or DutySource.Timetable || IsOfLateness(story, duty));
    });

    private static bool IsOfLateness(Story story, Duty duty) => duty.Source == DutySource.Trigger
        && story.Case.RaisedTriggers.All(raised => raised.Fact == TriggerFact.Lateness);

    [Fact]
    public void Nothing_formal_is_open_for_a_pupil_who_is_not_of_compulsory_school_age() => Life.Any.Always(life => Lived(life, story =>
        CompulsoryAge.Of(story.Pupil, Marks.Year).Contains(story.Last)
            || (!story.HasProposal && !life.Policy.IsFormal(story.Stage)
                && story.Case.Duties.All(duty => duty.Source != DutySource.Statute)
                && story.Case.Penalty.Matter is null or { IsRequested: true }
                && story.History.Where(happened => happened.On == story.Last).All(happened =>
                    !happened.Letters.Any(letter => letter.IsFormal())
                    && happened.Kind is not (CaseEventKind.Proposed or CaseEventKind.Confirmed)))));

    [Fact]
    public void While_a_circumstance_is_on_file_the_policy_takes_no_case_further_down() => Life.Any.Always(life =>
    {
        var story = life.Begin().Circumstance("illness").Until(Story.Day(60));
        return story.Stage == 0
            && story.History.All(
                happened =>
                    happened.Kind is CaseEventKind.Paused or CaseEventKind.Triggered or CaseEventKind.Due or CaseEventKind.Withdrawn);
    });

    private static Story Until(Life life, int night)
    {
        var story = life.Begin();
        for (var day = 1; day <= night; day++)
        {
            life.Change(story, day);
            story.Night(Story.Day(day));
            life.Answer(story, day);
        }

        return story;
    }

    /// <summary>Lives a life night by night, and says whether something held after each.</summary>
    private static bool Lived(Life life, Func<Story, bool> holds)
    {
        var story = life.Begin();
        return Enumerable.Range(1, Life.Days).All(day =>
        {
            life.Change(story, day);
            story.Night(Story.Day(day));
            var held = holds(story);
            life.Answer(story, day);
            return held;
        });
    }
}
