using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Registers;

namespace AttendanceFunctions.Tests.Domain.Cases;

/// <summary>
/// Whom outside the school has to be told, whatever the policy: the adults who work with a pupil (Working together to improve school
/// attendance), and the local authority of new pupils and deletions (2024 Regulations, reg. 13).
/// </summary>
public sealed class NotificationTests
{
    private static readonly string[] Packs = ["odbst", "odst", "millbrook", "het", "school-approach"];

    public static TheoryData<string> EveryPack => [.. Packs];

    private static Story With(Func<Characteristics, Characteristics> facts, string pack = "odbst")
    {
        var story = new Story(A.Policy(pack));
        story.Pupil = story.Pupil with { Characteristics = facts(story.Pupil.Characteristics) };
        return story;
    }

    private static Story WithSocialWorker(string pack = "odbst") => With(facts => facts with { SocialWorker = true }, pack);

    private static IEnumerable<Notification> Open(Story story) => story.Case.Notifications.Where(known => known.IsOpen);

    private static void Tells(Story story, Notification matter, string note = "Jo Field", DateOnly? on = null)
    {
        var (after, refusal) = Notifications.Record(story.Case, matter, new(on ?? story.Last, Someone.SignedIn("Ms Head"), note));
        Assert.Equal("", refusal);
        story.Case = after;
    }

    [Theory]
    [MemberData(nameof(EveryPack))]
    public void An_unexplained_absence_of_a_pupil_with_a_social_worker_is_told_the_same_day_under_every_policy(string pack)
    {
        var story = WithSocialWorker(pack).Marked(Story.Day(15), "NN").Until(Story.Day(15));

        var matter = Assert.Single(Open(story));
        Assert.Equal(
            (OutsideParty.SocialWorker, Occasion.Absence, Story.Day(15), Story.Day(15)),
            (matter.Party, matter.Occasion, matter.About, matter.Due));
    }

    [Theory]
    [InlineData("N/", true)]
    [InlineData("/N", true)]
    [InlineData("O/", true)]
    [InlineData("I/", false)]
    [InlineData("U/", false)]
    [InlineData("G/", false)]
    [InlineData("--", false)]
    public void Unexplained_is_N_or_O_in_any_session(string marks, bool isTold) =>
        Assert.Equal(isTold, Open(WithSocialWorker().Marked(Story.Day(15), marks).Until(Story.Day(15))).Any());

    [Fact]
    public void Each_adult_is_a_matter_of_its_own_and_a_looked_after_child_has_a_social_worker_and_the_virtual_school()
    {
        static OutsideParty[] Told(Func<Characteristics, Characteristics> facts) =>
            [.. Open(With(facts).Marked(Story.Day(15), "NN").Until(Story.Day(15))).Select(matter => matter.Party)];

        Assert.Empty(Told(facts => facts));
        Assert.Equal([OutsideParty.SocialWorker], Told(facts => facts with { SocialWorker = true }));
        Assert.Equal([OutsideParty.YouthOffendingWorker], Told(facts => facts with { YouthOffendingWorker = true }));
        Assert.Equal([OutsideParty.SocialWorker, OutsideParty.VirtualSchool], Told(facts => facts with { LookedAfter = true }));
        Assert.Equal(
            [OutsideParty.SocialWorker, OutsideParty.YouthOffendingWorker, OutsideParty.VirtualSchool],
            Told(facts => facts with { SocialWorker = true, LookedAfter = true, YouthOffendingWorker = true }));
    }

    [Fact]
    public void It_is_told_from_the_first_day_of_the_year_however_early_to_say_anything_else() =>
        Assert.Single(Open(WithSocialWorker().Marked(Story.Day(1), "N/").Until(Story.Day(1))));

    [Fact]
    public void It_is_told_of_a_child_of_any_age()
    {
        var story = WithSocialWorker().Marked(Story.Day(15), "NN");
        story.Pupil = story.Pupil with { DateOfBirth = "2022-05-01" };

        Assert.Single(Open(story.Until(Story.Day(15))));
    }

    [Fact]
    public void An_absence_of_several_days_is_told_once()
    {
        var story = WithSocialWorker().Marked(Story.Day(15), "NNNNNN").Until(Story.Day(16));
        Tells(story, Assert.Single(Open(story)));

        Assert.Empty(Open(story.Until(Story.Day(20))));
    }

    [Fact]
    public void A_day_in_school_ends_it_and_the_next_absence_is_told_again()
    {
        var story = WithSocialWorker().Marked(Story.Day(15), "NN/\\NN").Until(Story.Day(15));
        Tells(story, Assert.Single(Open(story)));

        Assert.Equal(Story.Day(17), Assert.Single(Open(story.Until(Story.Day(20)))).About);
    }

    [Fact]
    public void Half_term_in_between_does_not_end_it()
    {
        var friday = A.HalfTerms[0].To;
        var story = WithSocialWorker().Marked(friday, "NNNN").Until(friday);
        Tells(story, Assert.Single(Open(story)));

        Assert.Empty(Open(story.Until(A.HalfTerms[1].From)));
    }

    [Fact]
    public void Nobody_told_stays_open_however_long_ago_it_was() =>
        Assert.Equal(
            Story.Day(15), Assert.Single(Open(WithSocialWorker().Marked(Story.Day(15), "NN").Until(Story.Day(60)))).About);

    [Fact]
    public void A_reason_that_comes_later_ends_it_and_what_was_told_stays_on_record()
    {
        var told = WithSocialWorker().Marked(Story.Day(15), "NN").Until(Story.Day(15));
        Tells(told, Assert.Single(Open(told)));

        Assert.Empty(WithSocialWorker().Marked(Story.Day(15), "NN").Until(Story.Day(15)).Marked(Story.Day(15), "II").Until(Story.Day(16))
            .Case.Notifications);
        Assert.Single(told.Marked(Story.Day(15), "II").Until(Story.Day(16)).Case.Notifications);
    }

    [Fact]
    public void A_day_of_it_with_a_reason_leaves_the_others_to_be_told()
    {
        var story = WithSocialWorker().Marked(Story.Day(15), "NNNN").Until(Story.Day(16)).Marked(Story.Day(15), "II").Until(Story.Day(17));

        Assert.Equal(Story.Day(16), Assert.Single(Open(story)).About);
    }

    [Fact]
    public void A_register_that_comes_a_day_late_is_told_on_the_day_it_comes()
    {
        var story = WithSocialWorker().Marked(Story.Day(15), "--").Until(Story.Day(15));
        Assert.Empty(Open(story));

        story.Marked(Story.Day(15), "NN").Next();
        Assert.Equal((Story.Day(15), Story.Day(16)), Assert.Single(Open(story)) is var late ? (late.About, late.On) : default);
    }

    [Fact]
    public void What_was_before_the_pupil_came_on_roll_is_not_told()
    {
        var story = WithSocialWorker().Marked(Story.Day(13), "NNNN");
        story.Pupil = story.Pupil with { OnRoll = new(Story.Day(15), DateOnly.MaxValue) };

        Assert.Empty(Open(story.Until(Story.Day(20))));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("07:30, 2", false)]
    [InlineData("?", false)]
    [InlineData("Jo Field, by phone", true)]
    [InlineData("Li", true)]
    public void A_note_names_the_adult_who_was_told(string note, bool isAccepted)
    {
        var story = WithSocialWorker().Marked(Story.Day(15), "NN").Until(Story.Day(15));

        var (after, refusal) = Notifications.Record(
            story.Case, Assert.Single(Open(story)), new(Story.Day(15), Someone.SignedIn("Ms Head"), note));

        Assert.Equal((isAccepted, isAccepted), (refusal.Length == 0, after != story.Case));
    }

    [Fact]
    public void It_is_written_down_once()
    {
        var story = WithSocialWorker().Marked(Story.Day(15), "NN").Until(Story.Day(15));
        var matter = Assert.Single(Open(story));
        Tells(story, matter);

        Assert.Equal("", Notifications.Record(story.Case, matter, new(Story.Day(16), Someone.SignedIn("Ms Head"), "Jo Field")).Refusal);
        Assert.Equal(
            "It was done already on 23 September 2025, by Ms Head.",
            Notifications.Record(story.Case, matter, new(Story.Day(16), Someone.SignedIn("Mr Hill"), "Jo Field")).Refusal);
    }

    [Fact]
    public void A_file_may_say_which_adult_was_told_and_not_that_a_return_was_made()
    {
        var told = new Telling(Story.Day(16), Someone.Stated(), "Jo Field");
        var adult = Assert.Single(Open(WithSocialWorker().Marked(Story.Day(15), "NN").Until(Story.Day(15))));
        var story = Leaves(Story.Day(16)).Night(Story.Day(15));
        var deletion = Assert.Single(Open(story), matter => matter.Party == OutsideParty.LocalAuthority);

        Assert.Equal("", Notifications.Record(story.Case, adult, told).Refusal);
        Assert.StartsWith(
            "Only a signed-in person may decide this", Notifications.Record(story.Case, deletion, told).Refusal, StringComparison.Ordinal);
        Assert.Equal("", Notifications.Record(story.Case, deletion, told with { By = Someone.SignedIn() }).Refusal);
    }

    private static Story Leaves(DateOnly date, Func<Pupil, Pupil>? change = null)
    {
        var story = WithSocialWorker();
        story.Pupil = (change ?? (pupil => pupil))(story.Pupil with { OnRoll = new(DateOnly.MinValue, date) });
        return story;
    }

    [Theory]
    [InlineData(29, 0, "more than four weeks ahead it can wait")]
    [InlineData(28, 2, "in advance where the date is known")]
    [InlineData(1, 2, "leaves tomorrow")]
    [InlineData(0, 2, "leaves today")]
    [InlineData(-1, 2, "left yesterday, and the return is late")]
    public void Coming_off_the_roll_is_told_to_the_authority_and_to_each_adult(int daysAhead, int told, string because)
    {
        var night = A.Day(2026, 3, 18);
        var story = Leaves(night.AddDays(daysAhead)).Night(night);

        Assert.True(told == Open(story).Count(), because);
        Assert.All(Open(story), matter => Assert.Equal((Occasion.Leaving, night.AddDays(daysAhead)), (matter.Occasion, matter.Due)));
    }

    [Fact]
    public void It_is_told_of_a_child_of_any_age_and_stays_open_after_the_child_has_left()
    {
        var story = Leaves(Story.Day(20), pupil => pupil with { DateOfBirth = "2022-05-01" }).Until(Story.Day(40));

        Assert.Equal([OutsideParty.LocalAuthority, OutsideParty.SocialWorker], Open(story).Select(matter => matter.Party));
    }

    [Fact]
    public void A_leaver_of_before_the_schools_first_roster_is_not_returned()
    {
        var story = Leaves(Story.Day(20));
        story.Entry = new(story.Pupil, null, null, null) { FirstSeen = Story.Day(21) };

        Assert.Empty(Open(story.Night(Story.Day(21))));
    }

    [Fact]
    public void A_return_that_was_made_is_not_asked_again_and_a_new_date_is()
    {
        var story = Leaves(Story.Day(30)).Until(Story.Day(20));
        foreach (var matter in Open(story).ToList())
        {
            Tells(story, matter);
        }

        Assert.Empty(Open(story.Until(Story.Day(40))));

        // The authority has the wrong date now; the social worker knows that the child leaves.
        story.Pupil = story.Pupil with { OnRoll = new(DateOnly.MinValue, Story.Day(35)) };
        Assert.Equal(
            (OutsideParty.LocalAuthority, Story.Day(35)),
            Assert.Single(Open(story.Next())) is var again ? (again.Party, again.About) : default);
    }

    [Fact]
    public void A_leaving_that_is_called_off_is_not_told()
    {
        var story = Leaves(Story.Day(30)).Until(Story.Day(20));
        story.Pupil = story.Pupil with { OnRoll = OnRoll.Always };

        Assert.Empty(Open(story.Next()));
    }

    [Theory]
    [InlineData("6", "2026-07-21", false, 1, "the last school day of the oldest year group: no return, but the social worker")]
    [InlineData("6", "2026-07-31", false, 1, "any day after it")]
    [InlineData("6", "2026-07-20", false, 2, "the day before it")]
    [InlineData("5", "2026-07-21", false, 2, "another year group")]
    [InlineData("6", "2026-07-21", true, 2, "the authority asked for them")]
    public void Pupils_who_finish_the_school_are_left_out_unless_the_authority_asks(
        string year, string leaving, bool wanted, int told, string because)
    {
        var date = Date(leaving);
        var story = Leaves(date, pupil => pupil with { YearGroup = year });
        story.School = story.School with { Returns = story.School.Returns with { WantsOldestClass = wanted } };
        story.Years = new(0, 6);

        Assert.True(told == Open(story.Night(A.Day(2026, 7, 20))).Count(), because);
    }

    [Theory]
    [InlineData("2025-09-02", "2014-05-01", 0, "missing from the first roster of the new year, and of an age above the school's")]
    [InlineData("2025-09-08", "2014-05-01", 0, "missing on the fifth school day")]
    [InlineData("2025-09-09", "2014-05-01", 1, "missing on the sixth school day: the name was deleted during the year")]
    [InlineData("2025-09-29", "2014-05-01", 1, "missing late in September")]
    [InlineData("2025-09-02", "2014-08-31", 0, "11 years old on 31 August: has finished Year 6")]
    [InlineData("2025-09-02", "2014-09-01", 1, "10 years old on 31 August: is in Year 6 this year, and never came")]
    [InlineData("2025-09-02", "", 0, "no date of birth: taken to have finished on the first days")]
    [InlineData("2025-09-29", "", 1, "no date of birth: asked about later")]
    public void Who_vanishes_from_the_oldest_year_group_has_finished_the_school_only_with_the_first_roster_of_a_year(
        string missing, string born, int told, string because)
    {
        var since = Date(missing);
        var story = MissingSince(since, born);

        Assert.True(told == Open(story.Night(since)).Count(), because);
    }

    [Fact]
    public void Who_had_a_mark_in_the_new_year_has_not_finished_the_school() =>
        Assert.Single(Open(MissingSince(Date("2025-09-03"), "2014-05-01").Marked(Date("2025-09-02"), "/").Night(Date("2025-09-03"))));

    /// <summary>A pupil of Year 6 in a primary school, of whom the roster that the night read has no row.</summary>
    private static Story MissingSince(DateOnly since, string born)
    {
        var story = new Story(A.School()) { Years = new(0, 6), Marks = YearOfMarks.Empty(new(2025)) };
        story.Pupil = story.Pupil with { YearGroup = "6", DateOfBirth = born, OnRoll = new(DateOnly.MinValue, since.AddDays(-1)) };
        story.Entry = new(story.Pupil, null, since, null) { FirstSeen = new(2024, 9, 2) };
        return story;
    }

    private static DateOnly Date(string text) =>
        DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static Story Joins(DateOnly admission, DateOnly firstSeen, DateOnly? arrived, string year = "4")
    {
        var story = new Story(A.School());
        story.Pupil = story.Pupil with { YearGroup = year, OnRoll = new(admission, DateOnly.MaxValue) };
        story.Entry = new(story.Pupil, arrived, null, null) { FirstSeen = firstSeen };
        story.Years = new(0, 6);
        return story;
    }

    [Fact]
    public void A_new_pupil_is_returned_by_the_end_of_day_five_after_the_admission()
    {
        var monday = A.Day(2026, 3, 2);
        var story = Joins(monday, monday, monday).Night(monday);

        var matter = Assert.Single(Open(story));
        Assert.Equal(
            (OutsideParty.LocalAuthority, Occasion.Admission, monday, A.Day(2026, 3, 7)),
            (matter.Party, matter.Occasion, matter.About, matter.Due));
    }

    [Fact]
    public void It_is_returned_at_any_age_and_not_again_when_the_day_of_admission_is_corrected()
    {
        var monday = A.Day(2026, 3, 2);
        var story = Joins(monday, monday, monday);
        story.Pupil = story.Pupil with { DateOfBirth = "2022-05-01" };
        Tells(story.Night(monday), Assert.Single(Open(story)), note: "", on: A.Day(2026, 3, 3));

        story.Pupil = story.Pupil with { OnRoll = new(monday.AddDays(1), DateOnly.MaxValue) };
        Assert.Empty(Open(story.Night(A.Day(2026, 3, 4))));

        // Who comes back a term later is a new pupil again.
        story.Pupil = story.Pupil with { OnRoll = new(A.Day(2026, 6, 8), DateOnly.MaxValue) };
        Assert.Single(Open(story.Night(A.Day(2026, 6, 8))));
    }

    [Theory]
    [InlineData(5, null, 1, "admitted five days before the first roster: still in time")]
    [InlineData(6, null, 0, "admitted before that, nobody can tell whether it was returned")]
    [InlineData(20, 0, 1, "on the roster three weeks late, which had other pupils before")]
    [InlineData(91, 0, 0, "on the roster for the first time, and not new at all")]
    [InlineData(-1, 0, 0, "comes tomorrow")]
    public void Who_is_new_is_seen_by_the_admission_and_by_the_rosters(int daysBefore, int? arrivedBefore, int told, string because)
    {
        var night = A.Day(2026, 3, 18);
        var story = Joins(night.AddDays(-daysBefore), night, arrivedBefore is { } before ? night.AddDays(-before) : null);

        Assert.True(told == Open(story.Night(night)).Count(), because);
    }

    [Theory]
    [InlineData("R", "2025-09-02", false, 0, "joins the youngest class on the first school day")]
    [InlineData("R", "2025-09-01", false, 0, "or is entered before it")]
    [InlineData("R", "2025-09-03", false, 1, "joins it the day after")]
    [InlineData("1", "2025-09-02", false, 1, "joins another class")]
    [InlineData("R", "2025-09-02", true, 1, "the authority asked for them")]
    public void The_youngest_class_of_September_is_left_out_unless_the_authority_asks(
        string year, string admission, bool wanted, int told, string because)
    {
        var date = Date(admission);
        var story = Joins(date, date, date, year);
        story.School = story.School with { Returns = story.School.Returns with { WantsYoungestClass = wanted } };

        Assert.True(told == Open(story.Night(A.Day(2025, 9, 4))).Count(), because);
    }

    [Fact]
    public void Catching_up_on_missed_nights_raises_what_each_night_would_have_raised()
    {
        static Story Lived() => Leaves(Story.Day(25)).Marked(Story.Day(15), "NN/\\OO");

        var night = Lived().Until(Story.Day(30));
        var caughtUp = Lived().Night(Story.Day(1)).Night(Story.Day(30));

        Assert.Equal(night.Case.Notifications, caughtUp.Case.Notifications);
        Assert.Equal(4, night.Case.Notifications.Count);
    }

    [Fact]
    public void The_keys_of_two_matters_differ_and_depend_on_nothing_else()
    {
        var (school, upn, day) = (A.School().Id, A.Pupil().Upn, Story.Day(15));
        var keys =
            from party in Enum.GetValues<OutsideParty>()
            from occasion in Enum.GetValues<Occasion>()
            from about in new[] { day, day.AddDays(1) }
            select Notification.KeyOf(school, upn, party, occasion, about);

        Assert.Equal(24, keys.Distinct().Count());
        Assert.Equal(
            Notification.KeyOf(school, upn, OutsideParty.SocialWorker, Occasion.Absence, day),
            new Notification(OutsideParty.SocialWorker, Occasion.Absence, day, day.AddDays(9), day.AddDays(9)).KeyFor(school, upn));
    }
}
