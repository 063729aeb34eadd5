namespace AttendanceFunctions.Domain.Trusts;

/// <summary>When a school asks parents about absences without a known reason, London time; later a person has to call.</summary>
/// <param name="From">The first minute in which a text may leave.</param>
/// <param name="Latest">No text leaves at or after this time.</param>
public readonly record struct Morning(TimeOnly From, TimeOnly Latest)
{
    /// <summary>No message leaves earlier (domain 0.9).</summary>
    public static readonly TimeOnly Earliest = SendingWindow.Earliest;

    /// <summary>The latest value of <see cref="Latest"/>; after it the afternoon register is the better source.</summary>
    public static readonly TimeOnly Noon = new(12, 0);

    /// <summary>For a school that sends no first-day texts; it contains no time.</summary>
    public static Morning Off => default;

    public bool IsOn => From < Latest;

    /// <summary>Whether texts may leave at a time: at or after <see cref="From"/> and before <see cref="Latest"/>.</summary>
    public bool Contains(TimeOnly time) => From <= time && time < Latest;

    /// <summary>Whether the time for texts has begun; it may also be over.</summary>
    public bool HasBegun(TimeOnly time) => IsOn && From <= time;

    /// <summary>Whether the time for texts is over.</summary>
    public bool IsOver(TimeOnly time) => IsOn && Latest <= time;
}

/// <summary><c>morning</c> of settings/trust.json, of the trust or of a school. First-day texts are on where it is present.</summary>
/// <param name="GraceMinutes">Minutes, 0 to 120, after registers close, in which marks may still be corrected.</param>
internal readonly record struct MorningReader(bool IsOn, int GraceMinutes, TimeOnly Latest)
{
    private const string Name = "morning";

    private const int LongestGrace = 120;

    private static MorningReader Unset => new(false, 15, new TimeOnly(11, 0));

    /// <summary>The morning of the trust, which applies to each school that has none of its own.</summary>
    public static MorningReader Read(SettingsSection trust) => Unset.Or(trust);

    /// <summary>The morning of a school; a setting that it leaves out is the trust's. <see cref="Morning.Off"/> if texts are off.</summary>
    public Morning Of(SettingsSection school, TimeOnly registersClose)
    {
        var read = Or(school);
        if (!read.IsOn)
        {
            return Morning.Off;
        }

        var from = registersClose.AddMinutes(read.GraceMinutes, out var daysLater);
        if (school.AreValid(Name, "registersClose") && (daysLater > 0 || from >= read.Latest))
        {
            school.AddFault(
                Name,
                $"leaves no time for texts: registers close at {English.Time(registersClose)}, {read.GraceMinutes} minutes of grace "
                + $"follow, and the latest time is {English.Time(read.Latest)}. Make graceMinutes smaller or latest later.");
        }
        else if (school.IsValid("registersClose") && from < Morning.Earliest)
        {
            school.AddFault(
                Name, $"begins at {English.Time(from)}, and no message leaves before {English.Time(Morning.Earliest)}: correct "
                + "registersClose, or make graceMinutes greater.");
        }

        return new(from, read.Latest);
    }

    private MorningReader Or(SettingsSection section)
    {
        var (grace, latest) = (GraceMinutes, Latest);
        return section.Section(
            Name, morning =>
                new(true, morning.WholeNumber("graceMinutes", 0, LongestGrace, grace), ReadLatest(morning, latest)), fallback: this);
    }

    private static TimeOnly ReadLatest(SettingsSection section, TimeOnly fallback)
    {
        var latest = section.Time("latest", fallback);
        if (latest > Morning.Noon)
        {
            section.AddFault("latest", "must not be after 12:00; by then it is the afternoon's register that says who is in school.");
        }

        return latest;
    }
}
