namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>A whole invented trust: its year, schools, pupils and marks, and the files that its schools would export.</summary>
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

    /// <summary>What it was made from.</summary>
    public SampleTrustOptions Options { get; }

    /// <summary>The academic year that the last night lies in.</summary>
    public SchoolYear Year { get; }

    /// <summary>In the order of the settings.</summary>
    public IReadOnlyList<SampleSchool> Schools { get; }

    /// <summary>Everybody who is on a roll at some time of the year, with their settled marks up to its end.</summary>
    public IReadOnlyList<PupilYear> Pupils { get; }

    /// <summary>Makes the trust. The same options always make the same trust.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside the range that <see cref="SampleTrustOptions"/> names.</exception>
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

    /// <summary>The trust's last school days up to the last night, the earliest first; fewer if the year has not had as many.</summary>
    public IReadOnlyList<DateOnly> SchoolNights(int count) => [.. Year.Days.Where(day => day <= Options.LastNight).TakeLast(count)];

    /// <summary>A pupil's marks, a slot per half day, as the school knew them on the evening of a date; later ones are none.</summary>
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

    /// <summary><c>settings/trust.json</c>.</summary>
    public IEnumerable<SampleFile> Settings() => [TrustSettings.Write(Year, Schools)];

    /// <summary><c>rosters/{school}.csv</c>, as of the last night.</summary>
    public IEnumerable<SampleFile> Rosters()
    {
        var rosters = new Rosters(Options, Year);
        return Schools.Select(school => rosters.Write(school, _pupilsOf[school.Index]));
    }

    /// <summary>Each school's history up to the day before the first night, a file per half term so far, as known that evening.</summary>
    public IEnumerable<SampleFile> RegistersBefore(DateOnly firstNight) => _registers.SelectMany(registers => registers.Before(firstNight));

    /// <summary>
    /// A file of each school that is open on the night, any school day of the year: the day's register, and the earlier days whose
    /// marks were settled or put right on it.
    /// In the ordinal order of their names a school's files are in the order in which they were stated.
    /// </summary>
    public IEnumerable<SampleFile> RegistersOfNight(DateOnly night) => _registers.SelectMany(registers => registers.OfNight(night));

    /// <summary>What was made wrong in that night's files.</summary>
    public IEnumerable<SampleFault> FaultsOf(DateOnly night) => _registers.SelectMany(registers => registers.FaultsOf(night));
}
