namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>A sample trust: its year, schools, pupils and marks, and the files that its schools would export.</summary>
public sealed class InventedTrust
{
    private readonly IReadOnlyList<Registers> _registers;
    private readonly ILookup<int, PupilYear> _pupilsOf;

    private InventedTrust(
        SampleTrustOptions options, SchoolYear year, IReadOnlyList<SampleSchool> schools, IReadOnlyList<PupilYear> pupils)
    {
        Options = options;
        Year = year;
        Schools = schools;
        Pupils = pupils;
        _pupilsOf = pupils.ToLookup(pupil => pupil.Pupil.School.Index);
        _registers = [.. schools.Select(school => new Registers(options, year, school, [.. _pupilsOf[school.Index]]))];
    }

    /// <summary>The options from which the trust was created.</summary>
    public SampleTrustOptions Options { get; }

    /// <summary>The academic year of the last night.</summary>
    public SchoolYear Year { get; }

    /// <summary>The schools in the order of the settings.</summary>
    public IReadOnlyList<SampleSchool> Schools { get; }

    /// <summary>All pupils who are on roll at some time of the year, with their final marks of the whole year.</summary>
    public IReadOnlyList<PupilYear> Pupils { get; }

    /// <summary>Creates a trust. The same options always give the same trust.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A number is outside the range that <see cref="SampleTrustOptions"/> allows.
    /// </exception>
    public static InventedTrust From(SampleTrustOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var figures = new Figures();
        var year = Calendar.Of(options.LastNight);
        var schools = SampleTrust.Schools.Make(options, year);
        var roll = Roll.Make(options.Seed, year, schools, figures);
        return new(options, year, schools, MarkMaker.Make(options.Seed, year, figures, roll));
    }

    /// <summary>
    /// The most recent days up to the last night on which a school of the trust is open, earliest first; fewer at the beginning of the
    /// year.
    /// </summary>
    public IReadOnlyList<DateOnly> SchoolNights(int count) =>
    [
        .. Year.Days.Where(day => day <= Options.LastNight && Schools.Any(school => !school.Closures.Contains(day))).TakeLast(count),
    ];

    /// <summary>A pupil's marks as the school knew them on the evening of a date, one per half day; none for later half days.</summary>
    public IReadOnlyList<Code> Known(PupilYear pupil, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(pupil);
        var registers = _registers[pupil.Pupil.School.Index];
        var known = new Code[pupil.Sessions.Count];
        var evening = registers.OrdinalUpTo(asOf);
        for (var ordinal = 0; ordinal <= evening; ordinal++)
        {
            var day = registers.DayOf(ordinal);
            known[2 * day] = registers.Known(pupil, 2 * day, ordinal, evening);
            known[(2 * day) + 1] = registers.Known(pupil, (2 * day) + 1, ordinal, evening);
        }

        return known;
    }

    /// <summary>The files <c>settings/trust.json</c> and <c>settings/staff.csv</c>.</summary>
    public IEnumerable<SampleFile> Settings() => [TrustSettings.Write(Year, Schools), StaffList.Write(Schools)];

    /// <summary>The files <c>rosters/{school}.csv</c> as of the last night.</summary>
    public IEnumerable<SampleFile> Rosters()
    {
        var rosters = new Rosters(Options, Year);
        return Schools.Select(school => rosters.Write(school, _pupilsOf[school.Index]));
    }

    /// <summary>
    /// Each school's register files before the first night: one per half term, with the marks known on the evening before.
    /// </summary>
    public IEnumerable<SampleFile> RegistersBefore(DateOnly firstNight) => _registers.SelectMany(registers => registers.Before(firstNight));

    /// <summary>
    /// The register files of a night: one for each school that is open on that school day, with the marks of that day and of earlier days
    /// whose marks became known or were corrected. In the ordinal order of their names, a school's files are in chronological order.
    /// </summary>
    public IEnumerable<SampleFile> RegistersOfNight(DateOnly night) => _registers.SelectMany(registers => registers.OfNight(night));

    /// <summary>The faults in the register files of a night.</summary>
    public IEnumerable<SampleFault> FaultsOf(DateOnly night) => _registers.SelectMany(registers => registers.FaultsOf(night));
}
