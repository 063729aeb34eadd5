namespace AttendanceFunctions.Domain.Pupils;

/// <summary>What a school's rosters say, and said before, about one pupil.</summary>
/// <param name="Pupil">
/// The pupil as the newest roster says that had the pupil; a missing pupil is reduced to what identifies a child.
/// </param>
/// <param name="Arrived">The night that first read the pupil on a roster; null if the school's first roster had the pupil.</param>
/// <param name="MissingSince">The night whose roster no longer had the pupil; null if the newest roster has the pupil.</param>
/// <param name="LetGoBy">Who of the school said that the pupil, who is missing from the roster, has left; null if nobody did.</param>
public sealed record RosterEntry(Pupil Pupil, DateOnly? Arrived, DateOnly? MissingSince, Author? LetGoBy)
{
    /// <summary>The circumstance that people of the school put on file by themselves; null if there is none.</summary>
    public CircumstanceOnFile? OnFile { get; init; }

    /// <summary>The pupil as the school knows the pupil: as on the roster, with the circumstance that people put on file.</summary>
    public Pupil Known => OnFile is { } set ? Pupil with { Circumstance = set.Text } : Pupil;

    /// <summary>The night that first read the pupil on a roster of the school.</summary>
    public DateOnly FirstSeen { get; init; }

    /// <summary>
    /// The last day on roll of a pupil whose data was erased since, so that nobody is asked to tell of it; null otherwise.
    /// </summary>
    public DateOnly? ErasedLeaving { get; init; }

    /// <summary>When the pupil came to the school by its roster; null if it states no day and never was without the pupil.</summary>
    public DateOnly? Start => Pupil.OnRoll.Admission == OnRoll.Always.Admission ? Arrived : Pupil.OnRoll.Admission;

    /// <summary>The last day on roll: the leaving date, or the day before the pupil went missing; null if there is no end.</summary>
    public DateOnly? End
    {
        get
        {
            var last = MissingSince is { } missing ? Dates.Earlier(missing.AddDays(-1), Pupil.OnRoll.Leaving) : Pupil.OnRoll.Leaving;
            return last == OnRoll.Always.Leaving ? null : last;
        }
    }

    /// <summary>
    /// Whether somebody outside the school may have to be told that the pupil left: the school's rosters had the pupil before, and the
    /// data of the time was not erased.
    /// </summary>
    public bool IsLeavingToTell => End is { } end && end >= FirstSeen && end != ErasedLeaving;

    /// <summary>Whether the school says that the pupil is its own on a night.</summary>
    public bool Claims(DateOnly night) => MissingSince is null && Pupil.OnRoll.Contains(night);

    /// <summary>Whether the school has let the pupil go: by a leaving date before the night, or by a person's word.</summary>
    public bool HasLetGo(DateOnly night) => Pupil.OnRoll.Leaving < night || (MissingSince is not null && LetGoBy is not null);
}
