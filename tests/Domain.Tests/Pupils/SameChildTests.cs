using AttendanceFunctions.Domain.Pupils;

namespace AttendanceFunctions.Tests.Domain.Pupils;

/// <summary>Whether one UPN at two schools is one child (domain 0.21).</summary>
public sealed class SameChildTests
{
    private static readonly DateOnly Night = new(2025, 10, 6);

    [Theory]
    [InlineData("O'Neill-Smythe", "ONEILL SMYTHE", true)]
    [InlineData("O\u2019Neill", "O`Neill", true)]
    [InlineData("Müller", "MULLER", true)]
    [InlineData("Groß", "Gross", true)]
    [InlineData("Øster\u2010Łukasz", "Oster Lukasz", true)]
    [InlineData("St. John", "St John", true)]
    [InlineData("Singh", "Sing", false)]
    [InlineData("Al Said", "Said", false)]
    [InlineData("", "", false)]
    [InlineData("-", "'", false)]
    [InlineData("\u0930\u093E\u092E", "\u0930\u092E", false)]
    public void Surnames_agree_whatever_their_case_accents_hyphens_apostrophes_and_spaces(string here, string there, bool agree) =>
        Assert.Equal(agree, SameChild.Agree(Child(surname: here), Child(surname: there)));

    [Theory]
    [InlineData("2016-05-04", "2016-05-04", true)]
    [InlineData("2016-05-04", "2016-05-05", false)]
    [InlineData("2016-05-04", "", false)]
    [InlineData("", "", false)]
    public void Dates_of_birth_agree_where_both_rosters_have_the_same(string here, string there, bool agree) =>
        Assert.Equal(agree, SameChild.Agree(Child(born: here), Child(born: there)));

    [Fact]
    public void Another_UPN_is_another_child() => Assert.False(SameChild.Agree(Child(), A.Pupil("A999") with
    {
        Surname = "Sample",
        DateOfBirth = "2016-05-04",
    }));

    [Theory]
    [InlineData("2025-10-05", "2025-10-06", SharedUpn.CameFromThere)]
    [InlineData("2025-10-06", "2025-10-06", SharedUpn.Apart)] // The last day there: it is settled the next night.
    [InlineData("2025-10-07", "2025-10-06", SharedUpn.Asked)]
    [InlineData(null, "2025-10-06", SharedUpn.Asked)]
    [InlineData("2025-10-05", "2025-08-24", SharedUpn.CameFromThere)] // The rolls overlap by six weeks.
    [InlineData("2025-10-05", "2025-08-23", SharedUpn.Apart)]
    [InlineData("2025-10-05", null, SharedUpn.Apart)] // Nobody says that the child is new here.
    [InlineData("2024-09-01", "2025-10-06", SharedUpn.CameFromThere)]
    [InlineData("2024-08-31", "2025-10-06", SharedUpn.Apart)] // Neither case nor marks of the year before last go on.
    [InlineData(null, "2025-10-07", SharedUpn.Apart)] // Not admitted yet.
    public void A_child_came_from_there_where_that_roll_has_ended_and_this_one_says_that_the_child_is_new(
        string? leaving, string? admission, SharedUpn relation)
    {
        var (here, there) = (Entry(admission: admission), Entry(leaving: leaving));
        Assert.Equal(relation, SameChild.Of(here, there, Night));
        Assert.Equal(Mirrored(relation), SameChild.Of(there, here, Night));
    }

    [Theory]
    [InlineData("2025-10-01", SharedUpn.CameFromThere)]
    [InlineData(null, SharedUpn.Apart)]
    public void Without_an_admission_date_a_child_is_new_who_appeared_after_the_schools_first_roster(
        string? arrived, SharedUpn relation) =>
        Assert.Equal(relation, SameChild.Of(Entry() with { Arrived = Day(arrived) }, Entry(leaving: "2025-09-30"), Night));

    [Theory]
    [InlineData(false, SharedUpn.Asked)]
    [InlineData(true, SharedUpn.CameFromThere)]
    public void A_child_missing_from_the_other_roster_is_let_go_by_a_persons_word(bool letGo, SharedUpn relation) => Assert.Equal(
        relation,
        SameChild.Of(
            Entry(admission: "2025-10-06"),
            Entry() with { MissingSince = new(2025, 10, 3), LetGoBy = letGo ? Someone.Stated() : null },
            Night));

    [Fact]
    public void Where_name_or_date_of_birth_differ_both_are_asked_and_nothing_moves()
    {
        var here = Entry() with { Pupil = Child(surname: "Stranger") with { OnRoll = new(Night, DateOnly.MaxValue) } };
        Assert.All(
            [Entry(), Entry(leaving: "2025-10-03"), Entry() with { MissingSince = new(2025, 10, 3), LetGoBy = Someone.Stated() }],
            there => Assert.Equal(
                SharedUpn.Asked, SameChild.Of(here, there, Night)));
    }

    [Fact]
    public void A_number_that_was_typed_wrongly_and_corrected_asks_nobody() => Assert.Equal(
        SharedUpn.Apart,
        SameChild.Of(Entry(), Entry() with { Pupil = Child(surname: "Stranger"), MissingSince = new(2025, 10, 3) }, Night));

    [Theory]
    [InlineData(EnrolmentStatus.Main, EnrolmentStatus.Subsidiary, SharedUpn.DualRegistered)]
    [InlineData(EnrolmentStatus.Subsidiary, EnrolmentStatus.Subsidiary, SharedUpn.DualRegistered)]
    [InlineData(EnrolmentStatus.Main, EnrolmentStatus.Main, SharedUpn.Asked)]
    [InlineData(EnrolmentStatus.Main, EnrolmentStatus.NotStated, SharedUpn.Asked)]
    [InlineData(EnrolmentStatus.Current, EnrolmentStatus.Subsidiary, SharedUpn.Asked)]
    public void Dual_registration_is_said_by_both_schools(EnrolmentStatus here, EnrolmentStatus there, SharedUpn relation)
    {
        var (ours, theirs) = (With(here), With(there));
        Assert.Equal(relation, SameChild.Of(ours, theirs, Night));
        Assert.Equal(relation, SameChild.Of(theirs, ours, Night));

        static RosterEntry With(EnrolmentStatus status) => Entry() with { Pupil = Child() with { EnrolmentStatus = status } };
    }

    [Fact]
    public void Marks_from_before_the_move_count_until_the_day_before_admission() => Assert.Equal(
        new OnRoll(DateOnly.MinValue, new(2025, 9, 30)),
        SameChild.BeforeMove(Entry(leaving: "2025-10-03"), Entry(admission: "2025-10-01")));

    [Theory]
    [InlineData("2020-07-20", "2020-09-01", true)]
    [InlineData(null, "2020-09-01", false)]
    [InlineData("2020-07-20", null, false)]
    public void One_child_is_one_person_however_long_ago_the_move_was(string? leaving, string? admission, bool isOne)
    {
        Assert.Equal(isOne, SameChild.IsOneChild(Entry(admission: admission), Entry(leaving: leaving), Night));
        Assert.Equal(isOne, SameChild.IsOneChild(Entry(leaving: leaving), Entry(admission: admission), Night));
    }

    private static SharedUpn Mirrored(SharedUpn relation) => relation switch
    {
        SharedUpn.CameFromThere => SharedUpn.WentThere,
        _ => relation,
    };

    private static DateOnly? Day(string? day) =>
        day is null ? null : DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static Pupil Child(string surname = "Sample", string born = "2016-05-04") =>
        A.Pupil() with { Surname = surname, DateOfBirth = born };

    private static RosterEntry Entry(string? admission = null, string? leaving = null) => new(
        Child() with { OnRoll = new(Day(admission) ?? DateOnly.MinValue, Day(leaving) ?? DateOnly.MaxValue) }, null, null, null);
}
