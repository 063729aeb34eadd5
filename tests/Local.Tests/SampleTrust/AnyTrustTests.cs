using AttendanceFunctions.Local.SampleTrust;
using FsCheck;
using FsCheck.Fluent;

namespace AttendanceFunctions.Tests.Local.SampleTrust;

public sealed class AnyTrustTests
{
    private static readonly Gen<SampleTrustOptions> Options =
        from seed in Gen.Choose(0, 100_000)
        from schools in Gen.Choose(1, 15)
        from more in Gen.Choose(0, 300)
        from day in Gen.Choose(0, 4 * 365)
        select new SampleTrustOptions(seed, schools, (10 * schools) + more, new DateOnly(2024, 9, 1).AddDays(day));

    [Fact]
    public void Any_small_trust_on_any_date_has_all_its_pupils_places_all_absence_and_writes_its_files() =>
        Prop.ForAll(Options.ToArbitrary(), options =>
        {
            var trust = InventedTrust.From(options);
            Assert.Equal(options.Pupils, trust.Pupils.Count);
            Assert.All(trust.Pupils, pupil => Assert.Equal(0, pupil.Allowance));
            Assert.Equal(options.Schools, trust.Rosters().Count());
            var nights = trust.SchoolNights(3);
            Assert.All(nights, night => Assert.True(night <= options.LastNight));
            var files = nights.Take(1).SelectMany(trust.RegistersBefore).Concat(nights.SelectMany(trust.RegistersOfNight)).ToList();
            Assert.Equal(files.Count, files.Select(file => file.Path).Distinct().Count());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Theory]
    [InlineData(0, 100)]
    [InlineData(1000, 10_000)]
    [InlineData(10, 99)]
    public void Numbers_of_schools_and_pupils_out_of_range_are_rejected(int schools, int pupils) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => InventedTrust.From(new(1, schools, pupils, new DateOnly(2026, 11, 20))));
}
