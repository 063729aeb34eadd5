namespace AttendanceFunctions.Domain.Summaries.Figures;

/// <summary>The number of pupils who moved from one stage to another.</summary>
public sealed record StageMove(int From, int To, int Pupils)
{
    /// <summary>Whether it is to a stage of more concern.</summary>
    public bool IsUp => To > From;
}

/// <summary>How pupils under one policy moved between stages from an earlier night to this one.</summary>
/// <param name="Compared">Pupils who had a stage then and have one now.</param>
/// <param name="Moves">The pupils who moved, counted by stages.</param>
public sealed record StageMovements(DateOnly Since, int Compared, IReadOnlyList<StageMove> Moves)
{
    /// <summary>Pupils who went up to a stage of more concern.</summary>
    public int Up => Moves.Where(move => move.IsUp).Sum(move => move.Pupils);

    /// <summary>Pupils who came down to a stage of less concern.</summary>
    public int Down => Moves.Where(move => !move.IsUp).Sum(move => move.Pupils);

    /// <summary>Whether movements may be shown: not those of fewer than five pupils (domain 0.12).</summary>
    public static bool Shows(StageMovements? movements) => movements?.Compared >= Headcount.SmallestGroup;

    /// <summary>The last school day before the week of a night; null in the first week of a school year.</summary>
    public static DateOnly? LastWeek(SchoolCalendar calendar, DateOnly night) =>
        LastDayBefore(SchoolCalendar.MondayOf(night), calendar, AcademicYear.Of(night));

    /// <summary>
    /// The last school day of the half term before the one that the night is in; in a holiday, before the half term that has just ended.
    /// Null in the first half term of a school year.
    /// </summary>
    public static DateOnly? LastHalfTerm(SchoolCalendar calendar, DateOnly night) =>
        calendar.HalfTerms.LastOrDefault(term => term.From <= night) is { } halfTerm
            ? LastDayBefore(halfTerm.From, calendar, AcademicYear.Of(night))
            : null;

    /// <summary>The movements of a school's pupils since a day; null without a day.</summary>
    public static StageMovements? Of(IEnumerable<PupilNight> pupils, DateOnly? since) => since is { } day ? Of(pupils, day) : null;

    private static StageMovements Of(IEnumerable<PupilNight> pupils, DateOnly since)
    {
        var compared = pupils.SelectMany(pupil => StageAt(pupil, since) is { } then && pupil.Record.Stage is { } now
            ? new[] { (Then: then, Now: now) }
            : []).ToList();
        return new(since, compared.Count, [.. compared.Where(stages => stages.Then != stages.Now)
            .GroupBy(stages => stages, (stages, same) => new StageMove(stages.Then, stages.Now, same.Count()))
            .OrderBy(move => (move.From, move.To))]);
    }

    /// <summary>The pupil's stage after a day's night; null where there was none.</summary>
    public static int? StageAt(PupilNight pupil, DateOnly day) => pupil.Record.Stages.At(day);

    /// <summary>Adds two schools under one policy; null where neither has an earlier night to compare with.</summary>
    public static StageMovements? Together(StageMovements? one, StageMovements? other)
    {
        if (one is null || other is null)
        {
            return one ?? other;
        }

        var moves = one.Moves.Concat(other.Moves).GroupBy(
            move => (move.From, move.To), (stages, same) => new StageMove(stages.From, stages.To, same.Sum(move => move.Pupils)));
        return new(Dates.Earlier(one.Since, other.Since), one.Compared + other.Compared, [.. moves.OrderBy(move => (move.From, move.To))]);
    }

    private static DateOnly? LastDayBefore(DateOnly day, SchoolCalendar calendar, AcademicYear year)
    {
        var last = calendar.SchoolDaysBackFrom(day.AddDays(-1)).FirstOrDefault();
        return last != default && year.Contains(last) ? last : null;
    }
}
