using System.Text;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Local.SampleTrust;

namespace AttendanceFunctions.Tests.Local.SampleTrust;

/// <summary>The product's readers accept the sample files and only reject deliberate faults.</summary>
public sealed class PipelineTests
{
    private static readonly DateOnly LastNight = new(2026, 11, 20);

    private readonly InventedTrust _sample = InventedTrust.From(new(3, 12, 1500, LastNight));

    [Fact]
    public void The_settings_are_valid()
    {
        var trust = ReadTrust();
        Assert.Equal(_sample.Schools.Select(school => school.Id), trust.Schools.Select(school => school.Id.ToString()));
    }

    [Fact]
    public void The_list_of_staff_is_valid_and_has_somebody_of_each_role()
    {
        var list = _sample.Settings().Single(file => file.Path.EndsWith(StaffReader.File, StringComparison.Ordinal));
        var staff = Assert.IsType<Checked<Staff>.Valid>(StaffReader.Read(list.Content, ReadTrust())).Value;

        Assert.Equal(
            Enum.GetValues<StaffRole>(), staff.Members.SelectMany(member => member.Posts).Select(post => post.Role).Distinct().Order());
    }

    [Fact]
    public void Every_row_of_every_roster_is_applied() => Assert.All(_sample.Rosters(), file => Assert.Empty(ReadRoster(file).Rejections));

    [Fact]
    public void All_registers_give_the_marks_known_on_the_last_night_and_only_faulty_rows_are_rejected()
    {
        var trust = ReadTrust();
        var rosters = _sample.Rosters().ToDictionary(file => Path.GetFileNameWithoutExtension(file.Path), ReadRoster);
        var nights = _sample.SchoolNights(5);
        var files = _sample.RegistersBefore(nights[0])
            .Concat(nights.SelectMany(_sample.RegistersOfNight))
            .ToLookup(file => file.Path.Split('/')[1]);
        foreach (var school in trust.Schools)
        {
            var id = school.Id.ToString();
            var roster = rosters[id].Values.Select(pupil => pupil.Upn).ToHashSet();
            var reader = new Functions.Intake.RegisterReader(AcademicYear.Of(LastNight), school.Calendar, LastNight, roster);
            var marks = new Dictionary<(string, Session), string>();
            var rejections = new List<RejectedRow>();
            foreach (var file in files[id].OrderBy(file => file.Path, StringComparer.Ordinal))
            {
                var read = Assert.IsType<Checked<ReadFile<PupilMark>>.Valid>(reader.Read(file.Content)).Value;
                rejections.AddRange(read.Rejections);
                foreach (var (upn, stated) in read.Values)
                {
                    marks[(upn.ToString(), stated.Session)] = stated.Mark.ToString();
                }
            }

            var faults = nights.SelectMany(_sample.FaultsOf).Where(fault => fault.School == id).ToList();
            var faulty = faults.Select(fault => fault.Upn).ToHashSet();
            Assert.All(rejections, row => Assert.Contains(faulty, upn => row.Source.Contains(upn, StringComparison.Ordinal)));
            Assert.Equal(faults.Count, rejections.Select(row => row.Source).Distinct().Count() - SecondRowsOfUnknownPupils(school, faults));
            var known = _sample.Pupils.Where(pupil => pupil.Pupil.School.Id == id && !faulty.Contains(pupil.Pupil.Upn)).SelectMany(Known);
            Assert.Equal(known.ToDictionary(), marks.Where(mark => !faulty.Contains(mark.Key.Item1)).ToDictionary());
        }
    }

    /// <summary>The number of extra rejected rows: in the layout with one row per session, an unknown pupil's day has two rows.</summary>
    private int SecondRowsOfUnknownPupils(School school, IEnumerable<SampleFault> faults) =>
        _sample.Schools.Single(own => own.Id == school.Id.ToString()).Exports.Layout == Layout.PerSession
            ? faults.Count(fault => fault.Kind == FaultKind.UnknownPupil)
            : 0;

    private IEnumerable<KeyValuePair<(string, Session), string>> Known(PupilYear pupil) => _sample.Known(pupil, LastNight)
        .Select((code, slot) => KeyValuePair.Create(
            (pupil.Pupil.Upn, new Session(_sample.Year.Days[slot / 2], (HalfDay)(slot % 2))), code.Text(slot % 2 == 0)))
        .Where(mark => mark.Value.Length > 0);

    private Trust ReadTrust()
    {
        var json = Encoding.UTF8.GetString(
            _sample.Settings().Single(file => file.Path.EndsWith(SettingsReader.TrustFile, StringComparison.Ordinal)).Content);
        var trust = Assert.IsType<Checked<Trust>.Valid>(new TrustReader([]).Read(json));
        Assert.Empty(trust.Remarks);
        return trust.Value;
    }

    private static ReadFile<Pupil> ReadRoster(SampleFile file) =>
        Assert.IsType<Checked<ReadFile<Pupil>>.Valid>(RosterReader.Read(file.Content, LastNight)).Value;
}
