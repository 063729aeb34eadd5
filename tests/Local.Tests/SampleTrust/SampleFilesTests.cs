using System.Security.Cryptography;
using System.Text.Json;
using AttendanceFunctions.Local.SampleTrust;

namespace AttendanceFunctions.Tests.Local.SampleTrust;

public sealed class SampleFilesTests(SampleFilesTests.Sample sample) : IClassFixture<SampleFilesTests.Sample>
{
    private static readonly DateOnly LastNight = new(2026, 11, 20);
    private static readonly SampleTrustOptions Options = new(5, 12, 1200, LastNight);

    private readonly InventedTrust _trust = sample.Trust;

    /// <summary>A small trust after eleven weeks, generated once.</summary>
    public sealed class Sample
    {
        internal InventedTrust Trust { get; } = InventedTrust.From(Options);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_other_bytes()
    {
        var files = All(_trust).ToList();
        var again = All(InventedTrust.From(Options)).ToList();
        var other = All(InventedTrust.From(Options with { Seed = 6 })).ToList();
        Assert.Equal(files.Select(file => file.Path), again.Select(file => file.Path));
        Assert.All(files.Zip(again), pair => Assert.True(pair.First.Content.AsSpan().SequenceEqual(pair.Second.Content)));
        Assert.All(files.Zip(other).Where(pair => pair.First.Path.StartsWith("rosters/", StringComparison.Ordinal)), pair =>
            Assert.False(pair.First.Content.AsSpan().SequenceEqual(pair.Second.Content)));
    }

    [Fact]
    public void The_bytes_of_a_known_seed_are_the_same_on_every_machine_and_version()
    {
        // After an intended change of the generator, replace the value below.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in All(InventedTrust.From(new(1, 12, 240, LastNight))))
        {
            hash.AppendData(file.Content);
        }

        Assert.Equal("62B18E6C3D44982D6EABB4B49F4959A8F699D0F979F22185A7D2A2AFF43977C8", Convert.ToHexString(hash.GetHashAndReset()));
    }

    [Fact]
    public void Register_files_in_order_of_their_names_give_the_marks_known_on_the_last_night()
    {
        var clean = InventedTrust.From(Options with { Faults = false });
        foreach (var school in clean.Schools)
        {
            var reader = new RegisterReader(clean.Year, school);
            foreach (var file in Of(school, Registers(clean)).OrderBy(file => file.Path, StringComparer.Ordinal))
            {
                reader.Read(file);
            }

            var expected = clean.Pupils
                .Where(pupil => pupil.Pupil.School == school)
                .SelectMany(pupil => Known(clean, pupil))
                .ToDictionary();
            Assert.Equal(expected, reader.Marks);
        }
    }

    [Fact]
    public void A_faulty_row_is_corrected_in_the_file_of_the_next_night()
    {
        var nights = _trust.SchoolNights(2);
        Assert.All(_trust.FaultsOf(nights[0]).Where(fault => fault.Kind != FaultKind.UnknownPupil), fault =>
        {
            var school = _trust.Schools.Single(school => school.Id == fault.School);
            var reader = new RegisterReader(_trust.Year, school);
            Assert.All(Of(school, _trust.RegistersOfNight(nights[1])), reader.Read);
            var pupil = _trust.Pupils.Single(pupil => pupil.Pupil.Upn == fault.Upn);
            Assert.Equal(Known(_trust, pupil).ToDictionary()[(fault.Upn, nights[0], true)], reader.Marks[(fault.Upn, nights[0], true)]);
        });
    }

    [Fact]
    public void A_nights_file_contains_the_day_for_all_pupils_and_corrections_of_earlier_days()
    {
        var night = _trust.SchoolNights(1)[0];
        Assert.All(_trust.RegistersOfNight(night).Zip(_trust.Schools), pair =>
        {
            var reader = new RegisterReader(_trust.Year, pair.Second);
            reader.Read(pair.First);
            var onRoll = _trust.Pupils.Count(pupil => pupil.Pupil.School == pair.Second && pupil.Pupil.OnRoll(night));
            Assert.InRange(reader.Marks.Keys.Count(key => key.Date == night && key.Morning), onRoll, onRoll + 1);
        });
        var corrected = _trust.Schools.Where(school => school.Exports.Layout != Layout.WeekWide).Sum(school =>
        {
            var reader = new RegisterReader(_trust.Year, school);
            reader.Read(Of(school, _trust.RegistersOfNight(night)).Single());
            return reader.Marks.Keys.Count(key => key.Date < night);
        });
        Assert.InRange(corrected, 10, 200);
    }

    [Fact]
    public void A_closed_school_has_no_file_that_night()
    {
        var school = _trust.Schools.First(school => school.Closures[0] <= LastNight);
        Assert.Empty(Of(school, _trust.RegistersOfNight(school.Closures[0])));
    }

    [Fact]
    public void Only_the_declared_faults_are_in_the_files()
    {
        var kinds = new HashSet<FaultKind>();
        var known = _trust.Pupils.Select(pupil => pupil.Pupil.Upn).ToHashSet();
        foreach (var night in _trust.SchoolNights(5))
        {
            var faults = _trust.FaultsOf(night).ToList();
            kinds.UnionWith(faults.Select(fault => fault.Kind));
            foreach (var file in _trust.RegistersOfNight(night))
            {
                var school = _trust.Schools.Single(school => file.Path.Contains(school.Id, StringComparison.Ordinal));
                var reader = new RegisterReader(_trust.Year, school);
                reader.Read(file);
                var wrong = reader.Marks
                    .Where(mark => mark.Value is "H" or "QZ" || !known.Contains(mark.Key.Upn))
                    .Select(mark => mark.Key.Upn);
                Assert.Equal(faults.Where(fault => fault.School == school.Id).Select(fault => fault.Upn), wrong.Distinct());
            }
        }

        Assert.Equal(3, kinds.Count);
        var clean = InventedTrust.From(Options with { Faults = false });
        Assert.Empty(clean.SchoolNights(5).SelectMany(clean.FaultsOf));
    }

    [Fact]
    public void Every_layout_encoding_date_form_and_line_end_occurs()
    {
        var styles = _trust.Schools.Select(school => school.Exports).ToList();
        Assert.Equal(3, styles.Select(style => style.Layout).Distinct().Count());
        Assert.Equal(2, styles.Select(style => style.Dates).Distinct().Count());
        Assert.Equal(2, styles.Select(style => style.NewLine).Distinct().Count());
        Assert.Equal([65001, 1252], styles.Select(style => style.Encoding.CodePage).Distinct());
        Assert.Equal([0, 3], styles.Select(style => style.Encoding.GetPreamble().Length).Distinct().Order());
    }

    [Fact]
    public void The_settings_have_the_format_of_the_example()
    {
        using var json = JsonDocument.Parse(
            _trust.Settings().Single(file => file.Path.EndsWith("trust.json", StringComparison.Ordinal)).Content);
        var trust = json.RootElement;
        Assert.Equal(
            ["name", "policy", "mode", "lead", "sending", "minimumPossibleSessions", "minimumCoverage", "terms", "closures", "schools"],
            trust.EnumerateObject().Select(property => property.Name));
        Assert.Equal("automatic", trust.GetProperty("mode").GetString());
        Assert.Equal(6, trust.GetProperty("terms").GetArrayLength());
        string[] form = [
            "id", "name", "phase", "localAuthority", "phone", "contact", "morningEmail", "speakTo", "registersClose", "policy", "closures",
            "expectations",
        ];
        var schools = trust.GetProperty("schools").EnumerateArray().ToList();
        Assert.All(schools, school => Assert.All(school.EnumerateObject(), property => Assert.Contains(property.Name, form)));
        Assert.Contains(schools, school => school.TryGetProperty("policy", out var policy) && policy.GetString() == "het");
        Assert.InRange(schools.Count(school => school.TryGetProperty("expectations", out _)), 1, schools.Count - 1);
        Assert.Equal(7, schools.Count(school => school.GetProperty("phase").GetString() == "primary"));
        Assert.Equal(4, schools.Count(school => school.GetProperty("phase").GetString() == "secondary"));
    }

    [Fact]
    public async Task The_writer_creates_the_folder_for_the_night_command()
    {
        var folder = Directory.CreateTempSubdirectory("sample-trust-");
        try
        {
            await SampleTrustWriter.WriteAsync(_trust, folder, 5, TestContext.Current.CancellationToken);
            var written = folder.EnumerateFiles("*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(folder.FullName, file.FullName).Replace('\\', '/'));
            Assert.Equal(All(_trust).Select(file => file.Path).Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<SampleFile> All(InventedTrust trust) => trust.Settings().Concat(trust.Rosters()).Concat(Registers(trust));

    private static IEnumerable<SampleFile> Registers(InventedTrust trust)
    {
        var nights = trust.SchoolNights(5);
        return trust.RegistersBefore(nights[0]).Concat(nights.SelectMany(trust.RegistersOfNight));
    }

    private static IEnumerable<SampleFile> Of(SampleSchool school, IEnumerable<SampleFile> files) =>
        files.Where(file => file.Path.Contains(school.Id, StringComparison.Ordinal));

    private static IEnumerable<KeyValuePair<(string Upn, DateOnly Date, bool Morning), string>> Known(
        InventedTrust trust, PupilYear pupil) =>
        trust.Known(pupil, LastNight)
            .Select((code, slot) => KeyValuePair.Create(
                (pupil.Pupil.Upn, trust.Year.Days[slot / 2], slot % 2 == 0), code.Text(slot % 2 == 0)))
            .Where(mark => mark.Value.Length > 0);
}
