using AttendanceFunctions.Domain.Attendance;

namespace AttendanceFunctions.Domain.Policies;

/// <summary>A word for attendance above the ladder, and the rates for which it is used.</summary>
/// <param name="From">The lowest rate of it.</param>
/// <param name="Includes">Whether exactly that rate has it: "at or above" rather than "above".</param>
/// <param name="Text">The word: "Excellent".</param>
public sealed record Descriptor(Percentage From, bool Includes, string Text)
{
    public bool Covers(Rate rate) => Includes ? !rate.IsBelow(From) : !rate.IsAtOrBelow(From);
}

/// <summary>The tier above the ladder: what every pupil is owed.</summary>
/// <param name="Name">The policy's name for it.</param>
/// <param name="Descriptors">Its words, the highest first; the last one serves the whole rest of the tier.</param>
/// <param name="Actions">Everything that the document asks for, for all pupils.</param>
/// <param name="Roles">Who is responsible for it.</param>
public sealed record TopTier(string Name, IReadOnlyList<Descriptor> Descriptors, IReadOnlyList<string> Actions, IReadOnlyList<string> Roles);

/// <summary>The days on which parents may get a nudge (domain 0.9).</summary>
/// <param name="FirstWeekOfHalfTerm">The first five school days of each half term.</param>
/// <param name="DayAfterWorsening">The school day after a pupil's stage became worse.</param>
public sealed record NudgeDays(bool FirstWeekOfHalfTerm, bool DayAfterWorsening);

/// <summary>A graduated attendance strategy as data: what one of the trust's documents says, in a form that one engine can work with.</summary>
/// <param name="Id">Its id in settings: letters, digits and hyphens.</param>
/// <param name="Name">The document's title.</param>
/// <param name="Source">The document, and what was read into it.</param>
/// <param name="Target">The attendance that the trust aims at.</param>
/// <param name="Top">The tier above the ladder.</param>
/// <param name="Ladder">How pupils move along the stages.</param>
/// <param name="Stages">The stages, from the first one of concern on.</param>
/// <param name="AskAgainAfterDays">Calendar days after which a step that a person declined may be proposed again.</param>
/// <param name="Triggers">What asks for something whatever the stage.</param>
/// <param name="Cohorts">Groups that are compared with the target.</param>
/// <param name="Celebration">Whom a school celebrates.</param>
/// <param name="YearEnd">What becomes of cases when the year ends.</param>
/// <param name="WritesTermly">Whether parents get a letter at the end of each term.</param>
/// <param name="LocalForms">Forms that local authorities want in place of letters.</param>
/// <param name="FullYear">The convention for telling time lost.</param>
/// <param name="NudgeDays">When parents may get a nudge.</param>
/// <param name="Messages">Messages to parents beside those of the stages, each kind at most once.</param>
/// <param name="HoldOutPercent">The share of pupils, 0 to 50 per cent, whose nudges of concern are planned and not sent, to see whether nudges help.</param>
public sealed record Policy(
    string Id, string Name, string Source, Percentage Target, TopTier Top, Ladder Ladder, IReadOnlyList<Stage> Stages, int AskAgainAfterDays,
    IReadOnlyList<Trigger> Triggers, IReadOnlyList<Cohort> Cohorts, Celebration Celebration, YearEndRules YearEnd, bool WritesTermly,
    IReadOnlyList<LocalForm> LocalForms, FullYear FullYear, NudgeDays NudgeDays,
    IReadOnlyList<PolicyMessage> Messages, int HoldOutPercent)
{
    /// <summary>The number of the first formal stage; one more than the last where there is none.</summary>
    public int FirstFormalStage => Stages.FirstOrDefault(stage => stage.NeedsPerson)?.Number ?? Stages.Count + 1;

    /// <summary>The band of an exact rate: the furthest stage whose edge covers it; above the ladder where only the process says the stage.</summary>
    public Band BandOf(Rate rate) => BandAt(Ladder.StageOf(rate), rate);

    /// <summary>What it means to stand at a stage with a rate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The ladder has no such stage.</exception>
    public Band BandAt(int stage, Rate rate) => stage == 0
        ? new(0, Top.Name, DescriptorAbove(rate), Nudges: false, NeedsPerson: false)
        : new(stage, StageAt(stage).Name, StageAt(stage).Descriptor, StageAt(stage).Nudges, StageAt(stage).NeedsPerson);

    /// <summary>Whether parents get a nudge at the stage with this number; never where there is no stage.</summary>
    public bool NudgesAt(int stage) => Stages.Any(step => step.Number == stage && step.Nudges);

    /// <summary>The policy's name for the stage with this number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The ladder has no such stage.</exception>
    public string NameOf(int stage) => stage == 0 ? Top.Name : StageAt(stage).Name;

    /// <summary>The stage with this number, from 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The ladder has no such stage.</exception>
    public Stage StageAt(int number) => number >= 1 && number <= Stages.Count
        ? Stages[number - 1]
        : throw new ArgumentOutOfRangeException(nameof(number), number, $"The policy {Id} has no such stage.");

    /// <summary>Whether the stage is one that people confirmed.</summary>
    public bool IsFormal(int stage) => stage > 0 && StageAt(stage).NeedsPerson;

    /// <summary>What a pupil's sessions come to under this policy.</summary>
    /// <param name="tally">The pupil's sessions in the year to date.</param>
    /// <param name="minimumPossible">Fewer possible sessions than this are too early to judge by; 20 unless the trust chose otherwise (domain 0.2).</param>
    public AttendanceStatus StatusOf(Tally tally, int minimumPossible)
    {
        if (!Rate.TryOf(tally, out var rate))
        {
            return new AttendanceStatus.NoData(tally);
        }

        var band = BandOf(rate);
        return tally.Possible < minimumPossible ? new AttendanceStatus.TooEarly(tally, rate, band) : new AttendanceStatus.Measured(tally, rate, band);
    }

    /// <summary>
    /// The same, where the case stands at a step. If the process and not the rate says the stage, the band is that of the step (domain 0.4,
    /// millbrook).
    /// </summary>
    /// <param name="tally">The pupil's sessions in the year to date.</param>
    /// <param name="minimumPossible">Fewer possible sessions than this are too early to judge by.</param>
    /// <param name="step">The stage at which the pupil's case stands; 0 above the ladder.</param>
    public AttendanceStatus StatusOf(Tally tally, int minimumPossible, int step) => (StatusOf(tally, minimumPossible), Ladder) switch
    {
        (AttendanceStatus.Measured measured, Ladder.ByProcess) => measured with { Band = BandAt(step, measured.Rate) },
        var (status, _) => status,
    };

    private string DescriptorAbove(Rate rate) =>
        Top.Descriptors.FirstOrDefault(descriptor => descriptor.Covers(rate))?.Text
        ?? (Top.Descriptors.Count > 0 ? Top.Descriptors[^1].Text : "");
}
