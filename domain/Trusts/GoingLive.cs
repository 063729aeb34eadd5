namespace AttendanceFunctions.Domain.Trusts;

/// <summary>
/// The day on which a school starts with this product (domain 0.22). Nobody was watching before it: cases begin on it, and no message or
/// letter is about an earlier time.
/// </summary>
/// <param name="On">The day, a date of the school year.</param>
/// <param name="BaselineADay">How many pupils of the baseline the school takes up in a day, 1 to 100.</param>
public sealed record GoingLive(DateOnly On, int BaselineADay)
{
    /// <summary>The number of a school that has not said how many it can take up.</summary>
    public const int UsualADay = 5;

    /// <summary>Whether the day is later than a school year's first day, so that part of that year is the time before.</summary>
    public bool IsWithin(AcademicYear year) => year.Contains(On) && On > year.FirstDay;
}

/// <summary>
/// <c>goingLive</c> of settings/trust.json, of the trust or of a school. Without it everything is looked at from the start.
/// </summary>
internal readonly record struct GoingLiveReader(DateOnly? On, int ADay)
{
    private const string Name = "goingLive";

    private const int MostADay = 100;

    /// <summary>The trust's day and number, which apply to each school that has none of its own.</summary>
    public static GoingLiveReader Read(SettingsSection trust) => new GoingLiveReader(null, GoingLive.UsualADay).Or(trust);

    /// <summary>A school's day; a setting that it leaves out is the trust's. Null where neither names a day.</summary>
    public GoingLive? Of(SettingsSection school, SchoolCalendar calendar)
    {
        var read = Or(school);
        if (read.On is not { } on)
        {
            return null;
        }

        if (calendar.HalfTerms.Count > 0 && calendar.HalfTerms[^1].To < on)
        {
            school.AddFault(
                Name,
                $"is on {on:yyyy-MM-dd}, after the last half term of \"terms\": nothing would be looked at before it. "
                    + "Correct the day, or add the half terms.");
        }

        return new(on, read.ADay);
    }

    private GoingLiveReader Or(SettingsSection section)
    {
        var (on, aDay) = (On, ADay);
        return section.Section(
            Name,
            own => new GoingLiveReader(
                on is null || own.Has("on") ? own.Date("on") : on, own.WholeNumber("baselineADay", 1, MostADay, aDay)),
            fallback: this);
    }
}
