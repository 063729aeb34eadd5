using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Cases.Celebrations;
using AttendanceFunctions.Domain.Pupils;

namespace AttendanceFunctions.Tests.Domain.Cases.Celebrations;

public sealed class PupilCelebrationTests
{
    /// <summary>Improved, and a full week after a worse month.</summary>
    private static readonly PupilNight Returned = Tonight.Pupil("IIIIII////", "IIIIIIIIII", "//////////", "////////II", "//////////")
        .WithEvents(Tonight.Event(CaseEventKind.Improved, 2, 1));

    private static readonly PupilNight EveryDay = Tonight.Of(Marks.Of(new string('/', 78), A.Day(2025, 9, 2)));

    [Fact]
    public void A_policy_that_celebrates_no_individuals_names_none()
    {
        Assert.Equal(2, PupilCelebration.Of(Tonight.School(individuals: true), Tonight.Friday, [Returned]).Count);
        Assert.Empty(PupilCelebration.Of(Tonight.School(individuals: false), Tonight.Friday, [Returned]));
    }

    [Fact]
    public void Pupils_come_in_their_order_each_with_every_reason()
    {
        var other = (Returned with { Pupil = A.Pupil("A100000000002") }).WithEvents();
        var celebrated = PupilCelebration.Of(Tonight.School(), Tonight.Friday, [other, Returned]);

        Assert.Equal(
            [(
                "A100000000002",
                CelebrationReason.FullWeek), ("A100000000001", CelebrationReason.Improved), ("A100000000001", CelebrationReason.FullWeek)],
            celebrated.Select(celebration => (celebration.Upn.ToString(), celebration.Reason)));
    }

    [Fact]
    public void What_is_said_is_warm_and_says_nothing_of_what_was_before()
    {
        Assert.Equal(
            "Maggie's attendance is getting better. Well done, Maggie: we can see the effort.", Words(CelebrationReason.Improved));
        Assert.Equal(
            "Maggie made it every day this week. It is good to have you with us, Maggie.", Words(CelebrationReason.FullWeek));
        Assert.Equal(
            "Maggie came every day this half term, and on time. Well done, Maggie, and thank you to the family.",
            Words(CelebrationReason.FullHalfTerm));
    }

    [Fact]
    public void Nothing_that_is_said_names_a_stage_a_figure_an_absence_or_another_child()
    {
        string[] never = [
            "stage",
            "contract",
            "absent",
            "absence",
            "missed",
            "ill",
            "late",
            "than",
            "class",
            "most",
            "best",
            "everyone",
            "other",
            "others"
        ];

        foreach (var words in Enum.GetValues<CelebrationReason>().Select(Words))
        {
            Assert.Empty(words.ToLowerInvariant().Split(' ', ',', '.', ':').Intersect(never));
            Assert.DoesNotContain(words, letter => char.IsAsciiDigit(letter) || letter == '%');
        }
    }

    [Fact]
    public void A_circumstance_on_file_keeps_an_improvement_within_the_family()
    {
        Assert.All(Celebrated(Returned.Pupil), celebration => Assert.Equal(Audience.School, celebration.Audience));

        var none = Returned.Pupil.Characteristics;
        Pupil[] handledByPeople =
        [
            Returned.Pupil with { Circumstance = "bereavement" },
            Returned.Pupil with { Characteristics = none with { SocialWorker = true } },
            Returned.Pupil with { Characteristics = none with { LookedAfter = true } },
        ];
        Assert.All(handledByPeople, pupil =>
        {
            Assert.Equal(2, Celebrated(pupil).Count);
            Assert.All(Celebrated(pupil), celebration => Assert.Equal(Audience.Family, celebration.Audience));
        });
    }

    [Fact]
    public void The_words_are_the_same_whatever_is_on_file() =>
        Assert.Equal(
            Celebrated(Returned.Pupil).Select(celebration => celebration.Message),
            Celebrated(Returned.Pupil with { Circumstance = "bereavement" }).Select(celebration => celebration.Message));

    [Fact]
    public void A_half_term_of_full_attendance_discloses_nothing_and_is_for_everybody()
    {
        var pupil = EveryDay with { Pupil = EveryDay.Pupil with { Circumstance = "bereavement" } };
        var celebration = Assert.Single(PupilCelebration.Of(Tonight.School(), A.Day(2025, 10, 24), [pupil]));

        Assert.Equal((CelebrationReason.FullHalfTerm, Audience.School), (celebration.Reason, celebration.Audience));
    }

    private static IReadOnlyList<PupilCelebration> Celebrated(Pupil pupil) =>
        PupilCelebration.Of(Tonight.School(), Tonight.Friday, [Returned with { Pupil = pupil }]);

    private static string Words(CelebrationReason reason) =>
        new PupilCelebration(Upn.Parse("A100000000001"), "Maggie", reason, Audience.School).Message;
}
