using AttendanceFunctions.Domain.Cases;

namespace AttendanceFunctions.Domain.Summaries.Figures;

/// <summary>Pupils who stood at one stage then, and stand at another now.</summary>
/// <param name="From">The stage then.</param>
/// <param name="To">The stage now.</param>
/// <param name="Pupils">How many.</param>
public sealed record StageMove(int From, int To, int Pupils)
{
    /// <summary>Whether it is to a stage of more concern.</summary>
    public bool IsUp => To > From;
}

/// <summary>Which pupils of one policy came to another stage since a day, by the stages that its night and this one found.</summary>
/// <param name="Since">The day; null where the school year has none to compare with.</param>
/// <param name="Compared">Pupils who had a stage then and have one now.</param>
/// <param name="Moves">Those of them who moved, by stages.</param>
public sealed record StageMovements(DateOnly? Since, int Compared, IReadOnlyList<StageMove> Moves)
{
    public static StageMovements None { get; } = new(null, 0, []);

    /// <summary>Whether there is any pupil who had a stage on both days.</summary>
    public bool HasCompared => Compared > 0;

    /// <summary>Pupils who went up to a stage of more concern.</summary>
    public int Up => Moves.Where(move => move.IsUp).Sum(move => move.Pupils);

    /// <summary>Pupils who came down to a stage of less concern.</summary>
    public int Down => Moves.Where(move => !move.IsUp).Sum(move => move.Pupils);

    /// <summary>The last school day of the weeks before a night's own; false in the first week of a school year.</summary>
    public static bool TryFindLastWeek(SchoolCalendar calendar, DateOnly night, out DateOnly since) =>
        TryFindBefore(calendar, SchoolCalendar.MondayOf(night), AcademicYear.Of(night), out since);

    /// <summary>
    /// The last school day of the half term before a night's own; in a holiday, that of the one before the one that is over. False in a
    /// school year's first.
    /// </summary>
    public static bool TryFindLastHalfTerm(SchoolCalendar calendar, DateOnly night, out DateOnly since)
    {
        since = default;
        return calendar.HalfTerms.LastOrDefault(term => term.From <= night) is { } halfTerm
            && TryFindBefore(calendar, halfTerm.From, AcademicYear.Of(night), out since);
    }

    /// <summary>The movements of a school's pupils since a day.</summary>
    public static StageMovements Of(IEnumerable<PupilNight> pupils, DateOnly since)
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

    /// <summary>Two schools of one policy.</summary>
    public StageMovements And(StageMovements other) =>
        Since is null ? other
        : other.Since is null ? this
        : new(Since < other.Since ? Since : other.Since, Compared + other.Compared,
        [
            .. Moves.Concat(other.Moves).GroupBy(
                move => (move.From, move.To), (stages, same) => new StageMove(stages.From, stages.To, same.Sum(move => move.Pupils)))
                .OrderBy(move => (move.From, move.To)),
        ]);

    private static bool TryFindBefore(SchoolCalendar calendar, DateOnly day, AcademicYear year, out DateOnly since)
    {
        since = calendar.SchoolDaysBackFrom(day.AddDays(-1)).FirstOrDefault();
        return since != default && year.Contains(since);
    }
}
