using AttendanceFunctions.Local.SampleTrust;

namespace AttendanceFunctions.Tests.Local.SampleTrust;

/// <summary>A large sample has the published figures, within a tolerance for each figure.</summary>
public sealed class CalibrationTests(LargeSample sample) : IClassFixture<LargeSample>
{
    public static TheoryData<Phase> Phases { get; } = [.. Enum.GetValues<Phase>()];

    [Theory, MemberData(nameof(Phases))]
    public void Absence_and_attendance_are_within_a_tenth_of_a_point(Phase phase)
    {
        var absence = sample.Of(phase).Rate(code => code.IsAbsence());
        Near(sample.Figures.Rate(phase, "Absence"), absence, 0.1);
        Near(sample.Figures.Rate(phase, "Attendance"), 100 - absence, 0.1);
        Near(sample.Figures.Rate(phase, "unauthorised"), sample.Of(phase).Rate(code => code.IsUnauthorised()), 0.1);
    }

    [Theory, MemberData(nameof(Phases))]
    public void Each_code_is_within_two_hundredths_of_its_rate_and_a_hundredth_of_a_point(Phase phase)
    {
        var settled = Enum.GetValues<Code>().Where(code => code is > Code.Present and < Code.X and not Code.N);
        Assert.All(settled, code =>
        {
            var published = sample.Figures.Rate(phase, code.ToString());
            Near(published, sample.Of(phase).Rate(own => own == code), 0.01 + (0.02 * published));
        });
        Near(sample.Figures.Rate(phase, "/ + \\"), sample.Of(phase).Rate(code => code == Code.Present), 0.1);
    }

    [Theory, MemberData(nameof(Phases))]
    public void Unknown_reasons_are_within_three_hundredths_of_a_point_and_within_the_last_nine_school_days(Phase phase)
    {
        Near(sample.Figures.Rate(phase, "N (residual)"), sample.Of(phase).Rate(code => code == Code.N), 0.03);
        var settled = 2 * (sample.Trust.Year.Days.Count - 9);
        Assert.Equal(0, sample.Of(phase).Rate(code => code == Code.N, slot => slot < settled));
    }

    [Theory, MemberData(nameof(Phases))]
    public void Weekdays_are_within_a_hundredth_of_their_multipliers_of_absence_and_of_illness(Phase phase)
    {
        Near(sample.Figures.Weekdays(phase, "absence"), sample.Of(phase).Weekdays(code => code.IsAbsence()), 0.01);
        Near(sample.Figures.Weekdays(phase, "illness"), sample.Of(phase).Weekdays(code => code == Code.I), 0.01);
    }

    [Theory, MemberData(nameof(Phases))]
    public void Bands_of_absence_are_within_a_point_of_the_scaled_distribution(Phase phase) =>
        Near(AbsenceDistribution.Of(sample.Figures, phase).Shares, sample.Of(phase).Bands(), 1);

    [Theory]
    [InlineData(Phase.Primary, 1)]
    [InlineData(Phase.Secondary, 1)]
    // In special schools, persistent absence has fallen by more than their absence.
    [InlineData(Phase.Special, 3)]
    public void The_scaled_distribution_is_the_published_one_with_every_rate_scaled(Phase phase, double points)
    {
        var published = sample.Figures.Bands(AbsenceDistribution.Group(phase));
        var ratio = sample.Figures.Rate(phase, "Absence") / sample.Figures.AbsenceOfBands(phase);
        var scaled = AbsenceDistribution.Of(sample.Figures, phase).Shares;
        for (var band = 1; band <= 6; band++)
        {
            Near(PupilsUpTo(published, AbsenceDistribution.BandLimits[band] / ratio), scaled.Take(band).Sum(), points);
        }

        Near(100, scaled.Sum(), 1e-9);
    }

    [Theory, MemberData(nameof(Phases))]
    public void Persistent_absence_is_within_a_third_of_a_point_and_severe_absence_within_a_tenth(Phase phase)
    {
        Near(sample.Figures.Rate(phase, "PA %"), sample.Of(phase).Missing(10), 0.35);
        var bands = sample.Figures.Bands(AbsenceDistribution.Group(phase));
        Near(100 * bands[^1] / bands.Sum(), sample.Of(phase).Missing(50), 0.1);
    }

    [Fact]
    public void Severe_absence_over_all_pupils_is_between_2_and_2_4_percent()
    {
        var phases = Enum.GetValues<Phase>().Select(sample.Of).ToList();
        Assert.InRange(phases.Sum(phase => phase.Missing(50) * phase.Pupils) / phases.Sum(phase => phase.Pupils), 2.0, 2.4);
    }

    [Theory]
    [InlineData(Phase.Primary)]
    [InlineData(Phase.Secondary)]
    public void The_mornings_share_of_present_marks_is_within_a_fifth_of_a_point(Phase phase)
    {
        var morning = sample.Of(phase).Rate(code => code == Code.Present, slot => slot % 2 == 0);
        var afternoon = sample.Of(phase).Rate(code => code == Code.Present, slot => slot % 2 == 1);
        Near(sample.Figures.MorningShare(phase), 100 * morning / (morning + afternoon), 0.2);
    }

    [Theory]
    [InlineData(Phase.Primary)]
    [InlineData(Phase.Secondary)]
    public void Pupils_with_free_meals_or_special_needs_have_more_absence_and_persistent_absence(Phase phase)
    {
        var neither = Group(phase, meals: false, needs: false);
        var needs = Group(phase, meals: false, needs: true);
        var meals = Group(phase, meals: true, needs: false);
        var both = Group(phase, meals: true, needs: true);
        Assert.All([(neither, needs), (neither, meals), (needs, meals), (meals, both)], pair =>
        {
            Assert.True(pair.Item1.Rate(code => code.IsAbsence()) < pair.Item2.Rate(code => code.IsAbsence()));
            Assert.True(pair.Item1.Missing(10) < pair.Item2.Missing(10));
        });
    }

    [Fact]
    public void Persistent_absence_grows_from_year_7_to_year_10_and_is_higher_in_year_1_than_in_years_3_to_6()
    {
        var (primary, secondary) = (sample.Of(Phase.Primary), sample.Of(Phase.Secondary));
        var older = Enumerable.Range(7, 4).Select(year => secondary.Where(pupil => pupil.YearGroup == year).Missing(10)).ToList();
        Assert.Equal(older.Order(), older);
        Assert.True(
            primary.Where(pupil => pupil.YearGroup == 1).Missing(10) > primary.Where(pupil => pupil.YearGroup >= 3).Missing(10));
    }

    [Theory, MemberData(nameof(Phases))]
    public void Shares_of_free_meals_and_special_needs_are_within_five_points(Phase phase)
    {
        var all = sample.Of(phase);
        Near(sample.Figures.FreeSchoolMeals(phase), 100.0 * all.Where(pupil => pupil.FreeSchoolMeals).Pupils / all.Pupils, 5);
        Near(sample.Figures.SpecialNeeds(phase), 100.0 * all.Where(pupil => pupil.Sen != 'N').Pupils / all.Pupils, 5);
    }

    [Theory, MemberData(nameof(Phases))]
    public void At_least_nine_tenths_of_illness_are_whole_days_and_most_of_it_is_in_longer_spells(Phase phase)
    {
        Assert.InRange(sample.Of(phase).WholeDays(Code.I), 0.9, 1);
        Assert.InRange(sample.Of(phase).InRuns(Code.I, 3), 0.5, 0.9);
        Assert.InRange(sample.Of(phase).InRuns(Code.G, 4), 0.9, 1);
    }

    private Measure Group(Phase phase, bool meals, bool needs) =>
        sample.Of(phase).Where(pupil => pupil.FreeSchoolMeals == meals && (pupil.Sen != 'N') == needs);

    private static double PupilsUpTo(IReadOnlyList<double> bands, double absence)
    {
        var shares = bands.Select((share, band) =>
        {
            var (from, to) = (AbsenceDistribution.BandLimits[band], AbsenceDistribution.BandLimits[band + 1]);
            return share * Math.Clamp((absence - from) / (to - from), 0, 1);
        });
        return 100 * shares.Sum() / bands.Sum();
    }

    private static void Near(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double tolerance) =>
        Assert.All(expected.Zip(actual), pair => Near(pair.First, pair.Second, tolerance));

    private static void Near(double expected, double actual, double tolerance) =>
        Assert.InRange(actual, expected - tolerance, expected + tolerance);
}
