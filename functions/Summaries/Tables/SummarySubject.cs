using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Summaries.Figures;

namespace AttendanceFunctions.Functions.Summaries.Tables;

/// <summary>An earlier period with which a pack is compared.</summary>
/// <param name="Name">The name in files: "before" or "year_before".</param>
/// <param name="Heading">The name for people: "The half term before", "The same half term last year".</param>
/// <param name="Figures">The figures of that period.</param>
public sealed record EarlierPeriod(string Name, string Heading, PeriodFigures Figures)
{
    /// <summary>
    /// The preceding week, half term or term, and the same half term or term a year earlier, if the settings have their dates; none for a
    /// year. A period is left out if its last night has no figures for the same dates: the terms in the settings may have changed since.
    /// </summary>
    /// <param name="figuresOf">Finds the figures of a night; null if there are none.</param>
    public static async Task<IReadOnlyList<EarlierPeriod>> AllOfAsync(
        TrustCalendar calendar, FigurePeriod period, Func<DateOnly, Task<SchoolFigures?>> figuresOf)
    {
        var earlier = new List<EarlierPeriod>();
        foreach (var (name, heading, before) in new[]
        {
            ("before", $"The {period.Kind.Describe()} before", calendar.FindBefore(period)),
            ("year_before", $"The same {period.Kind.Describe()} last year", calendar.FindYearBefore(period)),
        })
        {
            if (before is not null && await figuresOf(before.To) is { } figures)
            {
                earlier.AddRange(figures.Periods.Where(of => of.Period == before && of.Everyone.Pupils > 0)
                    .Select(of => new EarlierPeriod(name, heading, of)));
            }
        }

        return earlier;
    }
}

/// <summary>The stages of one policy, with the pupils of all its schools.</summary>
/// <param name="Stages">The names of its stages, starting with stage 0, which is above the ladder.</param>
/// <param name="SinceWeek">Changes of stage since last week; null in the first week of a school year.</param>
/// <param name="SinceHalfTerm">Changes of stage since the last half term; null in the first half term of a school year.</param>
public sealed record StagesOfPolicy(
    string Policy, IReadOnlyList<string> Stages, Headcount Headcount, StageMovements? SinceWeek, StageMovements? SinceHalfTerm)
{
    /// <summary>Whether there are enough pupils to show stages (domain 0.12), because a stage implies a range of rates.</summary>
    public bool ShowsStages => Headcount.ShowsStages;

    /// <summary>The stages of a policy with one school's pupils.</summary>
    public static StagesOfPolicy Of(Policy policy, SchoolNight night) => new(
        policy.Name, [policy.Top.Name, .. policy.Stages.Select(stage => stage.Name)], night.Published,
        Shown(night, night.Figures.SinceWeek), Shown(night, night.Figures.SinceHalfTerm));

    public StagesOfPolicy And(StagesOfPolicy other) => this with
    {
        Headcount = Headcount.And(other.Headcount),
        SinceWeek = StageMovements.Together(SinceWeek, other.SinceWeek),
        SinceHalfTerm = StageMovements.Together(SinceHalfTerm, other.SinceHalfTerm),
    };

    private static StageMovements? Shown(SchoolNight night, StageMovements? movements) =>
        night.Published.Pupils > 0 && StageMovements.Shows(movements) ? movements : null;

    /// <summary>The name of a stage; its number if the policy no longer has the stage.</summary>
    public string NameOf(int stage) => stage >= 0 && stage < Stages.Count ? Stages[stage] : $"Stage {stage}";
}

/// <summary>The subject of a page: one school, or the total of a trust's schools.</summary>
/// <param name="Targets">The distinct targets of its schools' policies, in ascending order.</param>
/// <param name="Figures">Its figures on the night that ends the period.</param>
/// <param name="Nudges">Its messages to parents in the school year so far.</param>
/// <param name="MissingMarks">Sessions of the night's school day without a mark.</param>
/// <param name="Policies">Its pupils' stages, by policy.</param>
public sealed record SummarySubject(
    FigurePeriod Period, IReadOnlyList<Percentage> Targets, Headcount Headcount, SchoolFigures Figures, NudgeCounts Nudges,
    IntakeCounts Intake, int MissingMarks, IReadOnlyList<StagesOfPolicy> Policies)
{
    /// <summary>The figures of its pupils in the period.</summary>
    public PeriodFigures Counted => Figures.Of(Period);

    public GroupFigures Everyone => Counted.Everyone;

    /// <summary>Schools of a trust that are hidden and not counted, and their pupils.</summary>
    public (int Schools, int Pupils) LeftOut { get; init; }

    /// <summary>All pupils on roll, those of hidden schools too.</summary>
    public int OnRoll => Headcount.Pupils + LeftOut.Pupils;

    /// <summary>Whether the rate of all pupils may be shown (domain 0.12).</summary>
    public bool ShowsRates => Counted.ShowsEveryone;

    /// <summary>Whether the rate of all pupils in the school year may be shown, which stands beside England's in every period.</summary>
    public bool ShowsYear => Figures.Of(Period with { Kind = PeriodKind.Year }).ShowsEveryone;

    /// <summary>The period with its days: "The half term from 3 November to 19 December 2025".</summary>
    public string PeriodSentence => $"The {Period.Kind.Describe()} from {English.Days(Period.From, Period.To)}";

    /// <summary>The sessions and pupils that its tables cover: the first sentence about each table.</summary>
    public string Sessions =>
        $"Sessions from {English.Days(Period.From, Period.To)}, of the {English.Count(Headcount.Pupils, "pupil")} on roll on "
            + $"{English.Day(Period.To)}"
        + (Everyone.Left == 0 ? "." : $" and, to their leaving date, of {English.Number(Everyone.Left)} who left before.")
        + (LeftOut.Schools == 0 ? ""
            : $" {English.Count(LeftOut.Pupils, "pupil")} of {English.Count(LeftOut.Schools, "school")} that "
                + $"{(LeftOut.Schools == 1 ? "is" : "are")} not shown {(LeftOut.Pupils == 1 ? "is" : "are")} not counted.");

    /// <summary>Why no rate is shown.</summary>
    public string WhyNoRates =>
        LeftOut.Schools > 0 && Headcount.Pupils == 0
            ? $"Every school that had a session has fewer than {Headcount.SmallestGroup} pupils or is not shown on this night."
        : Headcount.Pupils == 0 ? "Nobody is on roll yet: no roster has come in."
        : Everyone.WithSessions == 0
            ? $"There was no possible session from {English.Days(Period.From, Period.To)}, or no register of one has come in."
        : Everyone.WithSessions < Headcount.SmallestGroup
            ? $"Fewer than {Headcount.SmallestGroup} pupils had a session, so no rate is shown."
        : NotShown.Why(Showing.GivesAway);
}
