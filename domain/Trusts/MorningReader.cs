using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Domain.Trusts;

/// <summary>Reads <c>morning</c> of settings/trust.json, for the trust and for a school: its presence is what switches first-day texts on.</summary>
/// <param name="IsOn">Whether there is one.</param>
/// <param name="GraceMinutes">Minutes after the close of registers in which a late pupil may still be put right, 0 to 120.</param>
/// <param name="Latest">When texts stop.</param>
internal readonly record struct MorningReader(bool IsOn, int GraceMinutes, TimeOnly Latest)
{
    private const string Name = "morning";

    private const int LongestGrace = 120;

    private static MorningReader Unset => new(false, 15, new TimeOnly(11, 0));

    /// <summary>The trust's, which its schools have unless they have their own.</summary>
    public static MorningReader Read(SettingsSection trust) => Unset.Or(trust);

    /// <summary>The morning of a school; what its own leaves out is as the trust has it.</summary>
    /// <param name="school">The school's section.</param>
    /// <param name="registersClose">When its registers close.</param>
    public Morning Of(SettingsSection school, TimeOnly registersClose)
    {
        var read = Or(school);
        if (!read.IsOn)
        {
            return Morning.Off;
        }

        var from = registersClose.AddMinutes(read.GraceMinutes, out var daysLater);
        if (school.IsSound(Name) && school.IsSound("registersClose") && (daysLater > 0 || from >= read.Latest))
        {
            school.AddFault(
                Name,
                $"leaves no time for texts: registers close at {registersClose:HH\\:mm}, {read.GraceMinutes} minutes of grace follow, and the latest time is {read.Latest:HH\\:mm}. "
                + "Make graceMinutes smaller or latest later.");
        }
        else if (school.IsSound("registersClose") && from < Morning.Earliest)
        {
            school.AddFault(Name, $"begins at {from:HH\\:mm}, and no message leaves before {Morning.Earliest:HH\\:mm}: correct registersClose, or make graceMinutes greater.");
        }

        return new(from, read.Latest);
    }

    private MorningReader Or(SettingsSection section)
    {
        var (grace, latest) = (GraceMinutes, Latest);
        return section.Section(Name, morning => new(true, morning.WholeNumber("graceMinutes", 0, LongestGrace, grace), ReadLatest(morning, latest)), this);
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
